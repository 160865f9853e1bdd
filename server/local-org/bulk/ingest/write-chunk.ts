import { ApiError } from '../../errors.ts';
import type { LocalOrg } from '../../local-org.ts';
import type { SObject } from '../../metadata/schema.ts';
import type { Actor, RecordInput, SaveResult } from '../../org.ts';
import { fold } from '../../store/fold.ts';
import { toId18 } from '../../store/ids.ts';
import { purgeRecords } from '../../store/save/purge.ts';
import type { IngestRequest } from './ingest-job.ts';

const failure = (statusCode: string, message: string, fields: readonly string[] = []): SaveResult => ({
  id: null,
  success: false,
  errors: [{ statusCode, message, fields }],
});

const textOf = (record: RecordInput, field: string): string => {
  const value = record[field];
  return typeof value === 'string' ? value : '';
};

const removeChunk = (org: LocalOrg, actor: Actor, object: SObject, record: RecordInput, hard: boolean): SaveResult => {
  const id = textOf(record, 'Id');
  const known = toId18(id);
  if (known === undefined || org.schema.object(object.name)?.keyPrefix !== known.slice(0, 3)) {
    return failure('MALFORMED_ID', `malformed id ${id}`, ['Id']);
  }
  const [result = failure('UNKNOWN_EXCEPTION', 'no result')] = org.remove(actor, [known]);
  if (hard && result.success) purgeRecords(org.kernel, object.name, known);
  return result;
};

/** Records of one chunk that give the same key are all refused: which of them should win? */
const withoutTwins = (
  records: readonly RecordInput[],
  key: string,
  upsert: (records: readonly RecordInput[]) => readonly SaveResult[],
): readonly SaveResult[] => {
  const keys = records.map((record) => fold(textOf(record, key)));
  const isTwin = keys.map((one) => one !== '' && keys.indexOf(one) !== keys.lastIndexOf(one));
  const results = upsert(records.filter((_, index) => isTwin[index] === false)).values();
  return records.map((record, index) =>
    isTwin[index] === true
      ? failure('DUPLICATE_VALUE', `Duplicate external id specified: ${textOf(record, key)}`, [key])
      : (results.next().value ?? failure('UNKNOWN_EXCEPTION', 'no result')),
  );
};

const save = (
  org: LocalOrg,
  actor: Actor,
  object: SObject,
  request: IngestRequest,
  records: readonly RecordInput[],
): readonly SaveResult[] => {
  switch (request.operation) {
    case 'insert':
      return org.create(actor, object.name, records);
    case 'update':
      return org.update(actor, object.name, records);
    case 'upsert': {
      const key = object.fields.get((request.externalIdFieldName ?? '').toLowerCase())?.name ?? '';
      return withoutTwins(records, key, (rest) => org.upsert(actor, object.name, key, rest));
    }
    case 'delete':
    case 'hardDelete':
      return records.map((record) => removeChunk(org, actor, object, record, request.operation === 'hardDelete'));
  }
};

/** Saves the records of one chunk; each has its result, as the rights and rules of the job's owner have it. */
export const writeChunk = (
  org: LocalOrg,
  actor: Actor,
  object: SObject,
  request: IngestRequest,
  records: readonly RecordInput[],
): readonly SaveResult[] => {
  if (records.length === 0) return [];
  try {
    return save(org, actor, object, request, records);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // Refused as a whole: of several, each is asked for alone, so that the others come to their right.
    if (records.length > 1) return records.flatMap((record) => writeChunk(org, actor, object, request, [record]));
    return [failure(error.errorCode, error.message, error.fields)];
  }
};
