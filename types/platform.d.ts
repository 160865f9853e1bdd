/**
 * The part of Salesforce's module surface that Takt uses, with the platform's signatures; grow it import by import.
 * Labels, schema, resources and custom permissions are declared by name: scripts/build/platform-modules.ts.
 */
declare module '@salesforce/user/Id' {
  const id: string;
  export default id;
}
declare module '@salesforce/i18n/lang' {
  const language: string;
  export default language;
}
declare module '@salesforce/i18n/locale' {
  const locale: string;
  export default locale;
}
declare module '@salesforce/i18n/currency' {
  const currency: string;
  export default currency;
}
declare module '@salesforce/i18n/timeZone' {
  const timeZone: string;
  export default timeZone;
}

declare module 'lightning/graphql' {
  import type { WireAdapterConstructor } from 'lwc';
  export interface GraphQLError {
    readonly message: string;
    readonly path?: readonly (string | number)[];
  }
  /** The wire's value; to be kept whole, for `refresh` belongs to it. */
  export interface GraphQLResult<Data> {
    readonly data?: Data;
    readonly errors?: readonly GraphQLError[];
    readonly refresh?: () => Promise<void>;
  }
  export interface GraphQLDocument {
    readonly kind: 'Document';
  }
  export interface GraphQLRequest {
    query: GraphQLDocument | undefined;
    variables?: Record<string, unknown>;
    operationName?: string;
  }
  /** A tag for literal templates without substitutions. */
  export function gql(text: TemplateStringsArray): GraphQLDocument;
  export const graphql: WireAdapterConstructor<GraphQLRequest, GraphQLResult<unknown>>;
}

declare module 'lightning/uiRecordApi' {
  export interface FieldValue {
    readonly value: unknown;
    readonly displayValue: string | null;
  }
  export interface RecordRepresentation {
    readonly id: string;
    readonly apiName: string;
    readonly fields: Readonly<Record<string, FieldValue>>;
  }
  export function createRecord(input: {
    apiName: string;
    fields: Record<string, unknown>;
  }): Promise<RecordRepresentation>;
  export function deleteRecord(recordId: string): Promise<void>;
  /** @param options `ifUnmodifiedSince`: the record's last change as it was read */
  export function updateRecord(
    input: { fields: Record<string, unknown> },
    options?: { ifUnmodifiedSince?: string },
  ): Promise<RecordRepresentation>;
}

declare module 'lightning/uiObjectInfoApi' {
  import type { WireAdapterConstructor } from 'lwc';
  export interface ObjectInfo {
    readonly apiName: string;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly defaultRecordTypeId: string;
    readonly fields: Readonly<Record<string, { readonly label: string; readonly length: number }>>;
  }
  export interface PicklistValues {
    readonly defaultValue: { readonly value: string } | null;
    readonly values: readonly { readonly label: string; readonly value: string }[];
  }
  export interface Wired<Data> {
    readonly data?: Data;
    readonly error?: unknown;
  }
  export const getObjectInfo: WireAdapterConstructor<{ objectApiName: string }, Wired<ObjectInfo>>;
  export const getPicklistValues: WireAdapterConstructor<
    { recordTypeId: string | undefined; fieldApiName: string },
    Wired<PicklistValues>
  >;
}

declare module 'lightning/platformShowToastEvent' {
  export class ShowToastEvent extends CustomEvent<unknown> {
    constructor(detail: {
      title: string;
      message?: string;
      variant?: 'success' | 'error' | 'warning' | 'info';
      mode?: 'dismissible' | 'pester' | 'sticky';
    });
  }
}
declare module 'lightning/platformResourceLoader' {
  export function loadScript(component: object, url: string): Promise<void>;
}
declare module 'lightning/navigation' {
  export interface PageReference {
    readonly type: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly state?: Readonly<Record<string, string>>;
  }
  const Navigate: unique symbol;
  const GenerateUrl: unique symbol;
  interface Navigates {
    [Navigate](page: PageReference, replace?: boolean): void;
    [GenerateUrl](page: PageReference): Promise<string>;
  }
  /** `this[NavigationMixin.Navigate](page)` goes to a page, `this[NavigationMixin.GenerateUrl](page)` is its address. */
  export const NavigationMixin: {
    // TypeScript asks this shape of the constructor of a mixin's base.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    <Base extends new (...args: any[]) => object>(base: Base): Base & (new (...args: any[]) => Navigates);
    readonly Navigate: typeof Navigate;
    readonly GenerateUrl: typeof GenerateUrl;
  };
}
