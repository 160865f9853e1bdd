/** Field types as `describe` names them. */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'picklist'
  | 'multipicklist'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'reference'
  | 'email'
  | 'phone'
  | 'url'
  | 'address';

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly default: boolean;
  readonly active: boolean;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly helpText?: string;
  readonly type: FieldType;
  /** Characters, for text; 0 elsewhere. */
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly referenceTo: readonly string[];
  /** Name towards the parent (`Owner`, `Scope__r`). */
  readonly relationshipName?: string;
  /** Name of the list on the parent (`Opportunities`, `Forecasts__r`). */
  readonly childRelationshipName?: string;
  /** Master-detail: the child follows its parent's sharing and dies with it. */
  readonly masterDetail: boolean;
  /** Who may read the parent may write the child, as far as the child's own permissions let them; else edit it must be. */
  readonly writeRequiresMasterRead: boolean;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly externalId: boolean;
  readonly nameField: boolean;
  readonly autoNumber?: string;
  /** The formula of a calculated field. */
  readonly formula?: string;
  /** What a blank number is to the formula; `BlankAsZero` where the metadata does not say. */
  readonly formulaTreatBlanksAs?: 'BlankAsZero' | 'BlankAsBlank';
  readonly defaultValue?: string | number | boolean;
  /** Default value formula as the metadata has it. */
  readonly defaultFormula?: string;
  readonly picklist?: readonly PicklistValue[];
  readonly restrictedPicklist: boolean;
  readonly custom: boolean;
  /** Whether field-level security applies: system, name and required fields are always visible with their object. */
  readonly permissionable: boolean;
}

export interface ValidationRule {
  readonly name: string;
  readonly active: boolean;
  /** True when the record is wrong. */
  readonly condition: string;
  readonly message: string;
  readonly displayField?: string;
}

export interface SObject {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly sharingModel: 'Private' | 'Read' | 'ReadWrite' | 'ControlledByParent';
  /** By lower-case name; insertion order is describe's order. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly validationRules: readonly ValidationRule[];
  /** How people reach it: by object permissions, through a parent's, as part of the setup (read only), or never. */
  readonly access: ObjectAccess;
}

/**
 * `permission`: profile and permission sets decide. `everyone`: all may read, administrators may write.
 * `setup`: read with View Setup and Configuration. `parent`: as the named object says.
 */
export type ObjectAccess =
  { readonly by: 'permission' | 'everyone' | 'setup' } | { readonly by: 'parent'; readonly parent: string };

export interface Schema {
  /** Without regard to case. */
  object(name: string): SObject | undefined;
  readonly objects: readonly SObject[];
}
