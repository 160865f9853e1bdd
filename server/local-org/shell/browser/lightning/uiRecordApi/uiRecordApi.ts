import {
  fieldNames,
  type FieldId,
  type FieldIds,
  type FieldRepresentation,
  type RecordRepresentation,
} from '../../../client/record-client.ts';
import type { Emission } from '../../../client/resource.ts';
import { recordClient } from '../../services.ts';
import { WatchingAdapter, type Watch } from '../../watching-adapter.ts';

export interface RecordConfig {
  recordId?: string | undefined;
  fields?: FieldIds;
  optionalFields?: FieldIds;
  layoutTypes?: string | readonly string[] | undefined;
  modes?: string | readonly string[] | undefined;
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** The wire adapter of one record. */
export class getRecord extends WatchingAdapter<RecordConfig, RecordRepresentation> {
  protected watching(config: RecordConfig): Watch<RecordRepresentation> | undefined {
    const { recordId } = config;
    const request = {
      recordId: recordId ?? '',
      fields: fieldNames(config.fields),
      optionalFields: fieldNames(config.optionalFields),
      layoutTypes: listOf(config.layoutTypes),
    };
    const asksForNothing = request.fields.length + request.optionalFields.length + request.layoutTypes.length === 0;
    // A `$param` that is not set yet: wait.
    const waits = Object.entries(config).some(([name, value]) => name !== 'modes' && value === undefined);
    if (recordId === undefined || recordId === '' || asksForNothing || waits) return undefined;
    return { key: JSON.stringify(request), start: (listener) => recordClient.watch(request, listener) };
  }
}

export interface RecordsConfig {
  records?: readonly {
    readonly recordIds: readonly string[];
    readonly fields?: FieldIds;
    readonly optionalFields?: FieldIds;
  }[];
}

const recordsListener = (
  requests: NonNullable<RecordsConfig['records']>,
  listener: (emission: Emission<unknown>) => void,
): void => {
  recordClient
    .batch(
      requests.map(({ recordIds, fields, optionalFields }) => ({
        recordIds,
        fields: fieldNames(fields),
        optionalFields: fieldNames(optionalFields),
      })),
    )
    .then(
      (answers) => {
        const results = answers.flatMap((answer): unknown[] => {
          const part: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'results') : [];
          return Array.isArray(part) ? part : [];
        });
        listener({ data: { results }, error: undefined });
      },
      (error: unknown) => {
        listener({ data: undefined, error });
      },
    );
};

/** The wire adapter of several records: `{ data: { results: [{ statusCode, result }] } }`. */
export class getRecords extends WatchingAdapter<RecordsConfig, unknown> {
  protected watching({ records }: RecordsConfig): Watch<unknown> | undefined {
    if (records === undefined || records.length === 0) return undefined;
    return {
      key: JSON.stringify(records),
      start: (listener) => {
        let wanted = true;
        recordsListener(records, (emission) => {
          if (wanted) listener(emission);
        });
        return () => {
          wanted = false;
        };
      },
    };
  }
}

const isRecord = (value: unknown): value is RecordRepresentation =>
  typeof value === 'object' && value !== null && 'fields' in value;

/** The field at a path such as `Takt_Forecast__c.Scope__r.Name`; undefined when the record does not carry it. */
const fieldOf = (record: RecordRepresentation | undefined, field: FieldId): FieldRepresentation | undefined => {
  const [name = ''] = fieldNames(field);
  const path = name.split('.').slice(1);
  let at: unknown = record;
  let found: FieldRepresentation | undefined;
  for (const step of path) {
    if (!isRecord(at)) return undefined;
    found = at.fields[step];
    at = found?.value;
  }
  return found;
};

/** The value of a field of a record; undefined when the record does not carry it. */
export const getFieldValue = (record: RecordRepresentation | undefined, field: FieldId): unknown =>
  fieldOf(record, field)?.value;

/** The text of a field of a record, in the person's locale. */
export const getFieldDisplayValue = (
  record: RecordRepresentation | undefined,
  field: FieldId,
): string | null | undefined => fieldOf(record, field)?.displayValue;

/** Creates a record. Rejects with `{ status, body: { message, output: { errors, fieldErrors } } }`. */
export const createRecord = (input: {
  apiName: string;
  fields: Record<string, unknown>;
}): Promise<RecordRepresentation> => recordClient.create(input);

/** Changes a record (`fields.Id` says which), and gives every wire that shows it the new values. */
export const updateRecord = (
  input: { fields: Record<string, unknown> },
  options?: { ifUnmodifiedSince?: string },
): Promise<RecordRepresentation> => recordClient.update(input.fields, options?.ifUnmodifiedSince);

export const deleteRecord = (recordId: string): Promise<void> => recordClient.remove(recordId);

/** Says that records changed otherwise than through this page: wires that show them ask again. */
export const notifyRecordUpdateAvailable = async (records: readonly { recordId: string }[]): Promise<void> => {
  await Promise.all(records.map(({ recordId }) => recordClient.changed(recordId)));
};

/** The older name of `notifyRecordUpdateAvailable`. */
export const getRecordNotifyChange = (records: readonly { recordId: string }[]): void => {
  void notifyRecordUpdateAvailable(records);
};
