import { ApiError } from '../errors.ts';
import type { SObject } from '../metadata/schema.ts';
import type { Actor, FieldValue, Org, RecordInput, SaveResult } from '../org.ts';
import { localeOf } from './locale.ts';
import { RecordSaveError } from './record-save-error.ts';
import { fieldTree, soqlColumns, wholeTree, type FieldTree } from './record-fields.ts';
import { recordRepresentation, type RecordRepresentation } from './record.ts';
import { isUiApiObject } from './supported-objects.ts';

/** Which fields a reader wants: by name, or all that the full layout would show. */
export interface Wanted {
  readonly fields: readonly string[];
  readonly optionalFields: readonly string[];
  readonly wholeLayout: boolean;
}

export interface SaveBody {
  readonly apiName?: string | undefined;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

const idPattern = /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/;

const notFound = (): ApiError => new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');

const supported = (object: SObject | undefined, name: string): SObject => {
  if (object !== undefined && isUiApiObject(object)) return object;
  throw new ApiError(400, 'INVALID_TYPE', `Object [${name}] is not supported in UI API`);
};

const objectOfId = (org: Org, id: string): SObject => {
  if (!idPattern.test(id)) throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', `The id [${id}] is not valid.`);
  const object = org.schema.objects.find(({ keyPrefix }) => keyPrefix === id.slice(0, 3));
  if (object === undefined) throw notFound();
  return supported(object, object.name);
};

/**
 * An object that User Interface API serves and that the person may see.
 * @throws ApiError 400 INVALID_TYPE when it serves no such object, 403 INSUFFICIENT_ACCESS when the person may not read it
 */
export const readableObject = (org: Org, actor: Actor, name: string): SObject => {
  const object = supported(org.schema.object(name), name);
  if (actor.system || actor.may('read', object.name)) return object;
  throw new ApiError(403, 'INSUFFICIENT_ACCESS', `You don't have access to the object [${object.name}].`);
};

const rowOf = (org: Org, actor: Actor, tree: FieldTree, id: string): RecordRepresentation => {
  const soql = `SELECT ${soqlColumns(tree).join(', ')} FROM ${tree.object.name} WHERE Id = '${id}'`;
  const [row] = org.query(actor, soql).records;
  if (row === undefined) throw notFound();
  return recordRepresentation(row, tree, localeOf(org, actor));
};

/**
 * A record with the fields wanted of it.
 * @throws ApiError 404 when there is none or the person may not see it; 400 for fields that are not readable
 */
export const readRecord = (org: Org, actor: Actor, id: string, wanted: Wanted): RecordRepresentation => {
  const object = readableObject(org, actor, objectOfId(org, id).name);
  if (wanted.wholeLayout) return rowOf(org, actor, wholeTree(actor, object), id);
  if (wanted.fields.length + wanted.optionalFields.length === 0) {
    throw new ApiError(
      400,
      'MISSING_ARGUMENT',
      'At least one of fields, optionalFields or layoutTypes must be specified.',
    );
  }
  return rowOf(org, actor, fieldTree(org.schema, actor, object, wanted.fields, wanted.optionalFields), id);
};

const saved = (object: SObject, operation: 'create' | 'update', results: readonly SaveResult[]): string => {
  const [result] = results;
  if (result?.success === true && result.id !== null) return result.id;
  throw new RecordSaveError(object, operation, result?.errors ?? []);
};

/** What comes back after a write: the record as it is now. */
const afterwards = (org: Org, actor: Actor, object: SObject, id: string): RecordRepresentation =>
  rowOf(org, actor, wholeTree(actor, object), id);

/**
 * Creates one record.
 * @throws RecordSaveError when the org refuses it
 */
export const createRecord = (org: Org, actor: Actor, { apiName = '', fields }: SaveBody): RecordRepresentation => {
  const object = supported(org.schema.object(apiName), apiName);
  const id = saved(object, 'create', org.create(actor, object.name, [fields]));
  return afterwards(org, actor, object, id);
};

/**
 * Changes fields of one record.
 * @param unmodifiedSince the version that the person saw; a newer one is not overwritten
 * @throws RecordSaveError when the org refuses the change; ApiError 412 when somebody else was faster
 */
export const updateRecord = (
  org: Org,
  actor: Actor,
  id: string,
  { fields }: SaveBody,
  unmodifiedSince: Date | undefined,
): RecordRepresentation => {
  const object = objectOfId(org, id);
  const change: RecordInput = { ...fields, Id: id };
  const results = org.transaction(() => {
    if (unmodifiedSince !== undefined) {
      const { lastModifiedDate } = rowOf(org, actor, fieldTree(org.schema, actor, object, [], []), id);
      if (lastModifiedDate !== null && Date.parse(lastModifiedDate) > unmodifiedSince.getTime()) {
        throw new ApiError(412, 'PRECONDITION_FAILED', 'The record has been modified since you retrieved it.');
      }
    }
    return org.update(actor, object.name, [change]);
  });
  return afterwards(org, actor, object, saved(object, 'update', results));
};

/**
 * Deletes one record.
 * @throws ApiError with the org's reason when it refuses
 */
export const deleteRecord = (org: Org, actor: Actor, id: string): void => {
  objectOfId(org, id);
  const [result] = org.remove(actor, [id]);
  if (result?.success === true) return;
  const [error] = result?.errors ?? [];
  if (error === undefined) throw notFound();
  throw new ApiError(error.statusCode === 'ENTITY_IS_DELETED' ? 404 : 400, error.statusCode, error.message);
};
