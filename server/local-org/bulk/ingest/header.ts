import { relationshipField } from '../../metadata/registry.ts';
import type { Field, Schema, SObject } from '../../metadata/schema.ts';
import type { Actor } from '../../org.ts';
import type { IngestRequest } from './ingest-job.ts';

/** A column of the upload: a field of the record, or a parent named by one of its keys. */
export type Column =
  | { readonly kind: 'field'; readonly field: Field }
  | {
      readonly kind: 'parent';
      readonly field: Field;
      readonly relationship: string;
      readonly parent: string;
      readonly key: Field;
    };

/** What fails the whole job, in the words that its `errorMessage` has. */
export class BatchProblem extends Error {
  override readonly name = 'BatchProblem';
}

const invalid = (why: string): BatchProblem => new BatchProblem(`InvalidBatch : ${why}`);
const unknown = (name: string): BatchProblem => invalid(`Field name not found : ${name}`);

/** `Scope__r.External_Key__c`, and `Owner:User.Username` where a lookup has several kinds of parents. */
const parentColumn = (schema: Schema, actor: Actor, object: SObject, name: string): Column => {
  const [, relationship = '', type, keyName = ''] = /^([^.:]+)(?::([^.]+))?\.([^.]+)$/.exec(name) ?? [];
  const field = relationshipField(object, relationship);
  if (field === undefined || !actor.mayField('read', object.name, field.name)) throw unknown(name);
  const parentName = field.referenceTo.find((one) => one.toLowerCase() === (type ?? one).toLowerCase());
  const parent = schema.object(parentName ?? '');
  const key = parent?.fields.get(keyName.toLowerCase());
  if (parent === undefined || key === undefined || !actor.mayField('read', parent.name, key.name)) throw unknown(name);
  if (!key.externalId && !key.unique && key.type !== 'id') throw unknown(name);
  return { kind: 'parent', field, relationship, parent: parent.name, key };
};

const columnOf = (schema: Schema, actor: Actor, object: SObject, name: string): Column => {
  if (name.includes('.')) return parentColumn(schema, actor, object, name);
  const field = object.fields.get(name.toLowerCase());
  // What is hidden from the job's owner is answered like what does not exist.
  if (field === undefined || !actor.mayField('read', object.name, field.name)) throw unknown(name);
  return { kind: 'field', field };
};

/**
 * The columns that a header line names.
 * @throws BatchProblem when a name is unknown, stands there twice, or a needed one is missing.
 */
export const readHeader = (
  schema: Schema,
  actor: Actor,
  object: SObject,
  request: IngestRequest,
  names: readonly string[],
): readonly Column[] => {
  const columns = names.map((name) => columnOf(schema, actor, object, name));
  const fields = columns.map(({ field }) => field.name);
  const twice = fields.find((name, index) => fields.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`Field name is there more than once : ${twice}`);
  const needed = {
    insert: undefined,
    upsert: request.externalIdFieldName,
    update: 'Id',
    delete: 'Id',
    hardDelete: 'Id',
  };
  const key = needed[request.operation]?.toLowerCase();
  if (key !== undefined && !fields.some((name) => name.toLowerCase() === key)) {
    throw unknown(needed[request.operation] ?? '');
  }
  if ((request.operation === 'delete' || request.operation === 'hardDelete') && fields.length > 1) {
    throw invalid(`The '${request.operation}' batch must contain only ids`);
  }
  return columns;
};
