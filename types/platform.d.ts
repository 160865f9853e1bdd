/** The part of Salesforce's module surface that Takt uses, with the platform's signatures; grow it import by import. */
declare module '@salesforce/label/*' {
  const text: string;
  export default text;
}
declare module '@salesforce/resourceUrl/*' {
  const url: string;
  export default url;
}
declare module '@salesforce/schema/*' {
  const reference: { readonly fieldApiName: string; readonly objectApiName: string };
  export default reference;
}
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
