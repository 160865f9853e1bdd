import {
  checkbox,
  currency,
  date,
  datetime,
  decimal,
  field,
  idField,
  longText,
  lookup,
  percent,
  picklist,
  text,
  whole,
} from '../../../local-org/metadata/field-kinds.ts';
import type { Field, Schema, SObject } from '../../../local-org/metadata/schema.ts';
import {
  compileFormula,
  evaluate,
  type FormulaContext,
  type RecordScope,
  recordScope,
  type RecordValues,
} from '../../../local-org/formula/index.ts';
import type { FieldValue } from '../../../local-org/org.ts';

const object = (name: string, fields: readonly Field[]): SObject => ({
  name,
  label: name,
  labelPlural: name,
  keyPrefix: 'a00',
  custom: true,
  sharingModel: 'Private',
  fields: new Map([idField, ...fields].map((one) => [one.name.toLowerCase(), one])),
  validationRules: [],
  access: { by: 'permission' },
});

export const action = object('Takt_Action__c', [
  text('Name', 80),
  picklist('Status__c', ['Open', 'In_Progress', 'Done', 'Dropped']),
  date('Due_Date__c'),
  datetime('Completed_At__c'),
  longText('Outcome__c', 4000),
  longText('Note__c', 255),
  checkbox('Locked__c'),
  currency('Amount__c'),
  currency('Gap__c'),
  percent('Share__c', 7, 2),
  decimal('Days__c', 10, 3),
  whole('Pushes__c'),
  field('Hobbies__c', 'multipicklist'),
  field('Billing__c', 'address'),
  lookup('Plan__c', 'Takt_Plan__c', undefined, { relationshipName: 'Plan__r' }),
  lookup('Assignee__c', 'User', undefined, { relationshipName: 'Assignee__r' }),
  lookup('OwnerId', ['Group', 'User']),
]);
const plan = object('Takt_Plan__c', [
  text('Name', 80),
  picklist('Status__c', ['Draft', 'Approved']),
  currency('Target__c'),
  lookup('OwnerId', 'User'),
]);
const user = object('User', [text('Name', 80), text('Email', 80), checkbox('IsActive'), lookup('ManagerId', 'User')]);

const objects = [action, plan, user, object('Limits__c', [whole('Rows__c')]), object('Group', [text('Name', 80)])];

export const schema: Schema = {
  object: (name) => objects.find((one) => one.name.toLowerCase() === name.toLowerCase()),
  objects,
};

export const context = (more: Partial<FormulaContext> = {}): FormulaContext => ({
  schema,
  object: action,
  use: 'field',
  ...more,
});

export const moment = { today: '2026-11-24', now: Date.UTC(2026, 10, 24, 17, 5, 30) };

/** The result of a formula field without rounding to a field. */
export const result = (
  formula: string,
  record: RecordValues = {},
  more: Partial<FormulaContext> = {},
  scope: Partial<RecordScope> = {},
): FieldValue => evaluate(compileFormula(formula, context(more)), recordScope({ record, ...moment, ...scope }));

/** Whether the rule says that the record is wrong. */
export const violates = (rule: string, record: RecordValues, scope: Partial<RecordScope> = {}): FieldValue =>
  result(rule, record, { use: 'validation' }, scope);
