import type { Field } from '../../metadata/schema.ts';
import type { Actor, FieldValue, ParentKey, RecordError, RecordInput, WriteOptions } from '../../org.ts';
import { relationshipField } from '../../metadata/registry.ts';
import { quoted, type Row } from '../columns.ts';
import type { Kernel } from '../kernel.ts';
import { comparable, type Table } from '../tables.ts';
import { encode } from './encode.ts';
import { RecordProblem } from './record-problem.ts';

const auditNames = new Set(['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById']);

export interface ReadInput {
  readonly values: Row;
  readonly errors: readonly RecordError[];
}

const mayWrite = (
  actor: Actor,
  field: Field,
  objectName: string,
  inserting: boolean,
  options: WriteOptions,
): boolean => {
  if (field.formula !== undefined) return false;
  if (actor.system) return true;
  if (auditNames.has(field.name))
    return options.auditFields === true && inserting && actor.may('modifyAll', objectName);
  if (!(inserting ? field.createable : field.updateable)) return false;
  return actor.mayField('edit', objectName, field.name);
};

/** Which kind of parent a nested value means: the one its `attributes` name, else the first that the field may have. */
const parentName = (field: Field, keys: ParentKey): string => {
  const attributes = keys['attributes'];
  const type = typeof attributes === 'object' && attributes !== null ? attributes['type'] : undefined;
  const named = typeof type === 'string' ? type.toLowerCase() : undefined;
  return field.referenceTo.find((name) => name.toLowerCase() === named) ?? field.referenceTo[0] ?? '';
};

/** `{ Account: { Key__c: 'a' } }`: the parent by its external id. */
const resolveParent = (kernel: Kernel, field: Field, keys: ParentKey): string => {
  const [entry] = Object.entries(keys).filter(([name]) => name !== 'attributes');
  const [keyName = '', given = null] = entry ?? [];
  const keyValue = typeof given === 'object' ? null : given;
  const parent = kernel.schema.object(parentName(field, keys));
  const keyField = parent?.fields.get(keyName.toLowerCase());
  if (
    parent === undefined ||
    keyField === undefined ||
    !(keyField.externalId || keyField.unique || keyField.type === 'id')
  ) {
    throw new RecordProblem(
      'INVALID_FIELD',
      `Foreign key external ID: ${String(keyValue)} not found for field ${keyName} in entity ${parent?.name ?? ''}`,
    );
  }
  // What lies in the recycle bin has given its key free.
  const alive = parent.fields.has('isdeleted') ? ' AND t."IsDeleted" = 0' : '';
  const found = kernel.database.row(
    `SELECT "Id" FROM ${quoted(parent.name)} t WHERE ${comparable('t', keyField)} = ?${alive}`,
    [encode(keyField, keyValue)],
  );
  if (found === undefined) {
    throw new RecordProblem(
      'INVALID_FIELD',
      `Foreign key external ID: ${String(keyValue).toLowerCase()} not found for field ${keyField.name} in entity ${parent.name}`,
    );
  }
  return String(found['Id']);
};

/** Reads one record of a request into stored values; everything wrong with it is collected. */
export const readInput = (
  kernel: Kernel,
  actor: Actor,
  table: Table,
  record: RecordInput,
  inserting: boolean,
  options: WriteOptions,
): ReadInput => {
  const values: Row = {};
  const errors: RecordError[] = [];
  const forbidden: string[] = [];
  for (const [name, given] of Object.entries(record)) {
    if (name === 'attributes') continue;
    const { object } = table;
    const value: unknown = given;
    const nested = typeof value === 'object' && value !== null ? (value as ParentKey) : undefined;
    const field = nested === undefined ? object.fields.get(name.toLowerCase()) : relationshipField(object, name);
    if (field === undefined || !(actor.system || actor.mayField('read', object.name, field.name))) {
      errors.push({
        statusCode: 'INVALID_FIELD',
        message: `No such column '${name}' on sobject of type ${object.name}`,
        fields: [],
      });
      continue;
    }
    if (field.type === 'id' && !inserting) continue;
    if (!mayWrite(actor, field, object.name, inserting, options)) {
      forbidden.push(field.name);
      continue;
    }
    try {
      values[field.name] =
        nested === undefined ? encode(field, given as FieldValue) : resolveParent(kernel, field, nested);
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error;
      errors.push(error.error);
    }
  }
  if (forbidden.length > 0) {
    errors.push({
      statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      message:
        `Unable to create/update fields: ${forbidden.join(', ')}. Please check the security settings of this field ` +
        'and verify that it is read/write for your profile or permission set.',
      fields: forbidden,
    });
  }
  return { values, errors };
};
