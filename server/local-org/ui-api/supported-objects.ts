import type { Actor } from '../org.ts';
import type { Field, Schema, SObject } from '../metadata/schema.ts';

/**
 * Standard objects that User Interface API (and with it GraphQL and `lightning/uiRecordApi`) serves. UserRole, Period,
 * OpportunityHistory and the like exist in SOQL only; a component that reads them would fail in a real org.
 * Source: User Interface API Developer Guide, "Supported Objects".
 */
const supportedStandardObjects: ReadonlySet<string> = new Set([
  'Account',
  'Asset',
  'Campaign',
  'CampaignMember',
  'Case',
  'Contact',
  'Contract',
  'Event',
  'Lead',
  'Opportunity',
  'OpportunityLineItem',
  'Order',
  'OrderItem',
  'Pricebook2',
  'PricebookEntry',
  'Product2',
  'Quote',
  'Task',
  'User',
]);

/** True for objects that User Interface API serves: all custom objects (not custom metadata) and a list of standard ones. */
export const isUiApiObject = (object: SObject): boolean =>
  object.custom ? object.name.endsWith('__c') : supportedStandardObjects.has(object.name);

/** An object with the fields of it that a person may read, in describe's order. */
export interface ReadableObject {
  readonly object: SObject;
  readonly fields: readonly Field[];
}

const isReadable = (actor: Actor, object: SObject, field: Field): boolean =>
  actor.system || field.type === 'id' || actor.mayField('read', object.name, field.name);

/** The fields of an object that a person may read, in describe's order. */
export const readableFields = (actor: Actor, object: SObject): readonly Field[] =>
  [...object.fields.values()].filter((field) => isReadable(actor, object, field));

/** What User Interface API shows a person of the org: unreadable objects and fields do not exist for them. */
export const readableObjects = (schema: Schema, actor: Actor): ReadonlyMap<string, ReadableObject> =>
  new Map(
    schema.objects
      .filter((object) => isUiApiObject(object) && (actor.system || actor.may('read', object.name)))
      .map((object) => [object.name, { object, fields: readableFields(actor, object) }]),
  );

/** What a reference leads to, as far as User Interface API shows it: an owner is a user there, not a queue. */
export const parentObject = (schema: Schema, field: Field): SObject | undefined =>
  field.referenceTo.map((name) => schema.object(name)).find((object) => object !== undefined && isUiApiObject(object));
