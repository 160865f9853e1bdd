import type { Send } from './api.ts';
import { ResourceCache, type Listener } from './resource.ts';

/** A field as `@salesforce/schema` gives it, or its qualified name. */
export type FieldId = string | { readonly objectApiName: string; readonly fieldApiName: string };

/** One name or several, as wires take them. */
export type FieldIds = FieldId | readonly FieldId[] | undefined;

export interface FieldRepresentation {
  readonly displayValue: string | null;
  readonly value: unknown;
}

export interface RecordRepresentation {
  readonly apiName: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, FieldRepresentation>>;
  readonly lastModifiedDate: string | null;
  readonly systemModstamp: string | null;
}

export interface RecordRequest {
  readonly recordId: string;
  readonly fields: readonly string[];
  readonly optionalFields: readonly string[];
  readonly layoutTypes: readonly string[];
}

export const api = '/services/data/v67.0';

const isList = (fields: FieldIds): fields is readonly FieldId[] => Array.isArray(fields);

const qualifiedName = (field: FieldId): string =>
  typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;

/** Qualified names, sorted so that the same question is the same however it is put. */
export const fieldNames = (fields: FieldIds): readonly string[] => {
  if (fields === undefined) return [];
  return [...new Set((isList(fields) ? fields : [fields]).map(qualifiedName))].toSorted();
};

const isRecord = (answer: unknown): answer is RecordRepresentation =>
  typeof answer === 'object' && answer !== null && 'id' in answer && 'fields' in answer;

const asRecord = (answer: unknown): RecordRepresentation => {
  if (isRecord(answer)) return answer;
  throw new TypeError('The org answered with something else than a record.');
};

const query = ({ fields, optionalFields, layoutTypes }: Omit<RecordRequest, 'recordId'>): string => {
  const parameters = new URLSearchParams();
  if (fields.length > 0) parameters.set('fields', fields.join(','));
  if (optionalFields.length > 0) parameters.set('optionalFields', optionalFields.join(','));
  if (layoutTypes.length > 0) parameters.set('layoutTypes', layoutTypes.join(','));
  return parameters.toString();
};

/** Records of the org: read once for all who watch, read again for them when this page changed one. */
export class RecordClient {
  private readonly send: Send;
  private readonly records = new ResourceCache<RecordRepresentation>();
  private readonly onChange: (recordId: string) => Promise<void>;

  /** @param onChange tells the rest of the page that a record was changed here */
  constructor(send: Send, onChange: (recordId: string) => Promise<void>) {
    this.send = send;
    this.onChange = onChange;
  }

  /** Watches a record; the result stops. */
  watch(request: RecordRequest, listener: Listener<RecordRepresentation>): () => void {
    const path = `${api}/ui-api/records/${request.recordId}?${query(request)}`;
    return this.records.watch(path, async () => asRecord(await this.send('GET', path)), listener).stop;
  }

  /** Several records at once, as `getRecords` gives them. */
  batch(
    requests: readonly {
      readonly recordIds: readonly string[];
      readonly fields: readonly string[];
      readonly optionalFields: readonly string[];
    }[],
  ): Promise<readonly unknown[]> {
    return Promise.all(
      requests.map(({ recordIds, fields, optionalFields }) =>
        this.send(
          'GET',
          `${api}/ui-api/records/batch/${recordIds.join(',')}?${query({ fields, optionalFields, layoutTypes: [] })}`,
        ),
      ),
    );
  }

  async create(input: {
    readonly apiName: string;
    readonly fields: Readonly<Record<string, unknown>>;
  }): Promise<RecordRepresentation> {
    return asRecord(await this.send('POST', `${api}/ui-api/records`, input));
  }

  /** @param unmodifiedSince `lastModifiedDate` of the record as it was read, to refuse overwriting somebody's change */
  async update(fields: Readonly<Record<string, unknown>>, unmodifiedSince?: string): Promise<RecordRepresentation> {
    const { Id: id, ...change } = fields;
    if (typeof id !== 'string') throw new TypeError('updateRecord needs fields.Id.');
    const headers = unmodifiedSince === undefined ? {} : { 'If-Unmodified-Since': unmodifiedSince };
    const record = asRecord(await this.send('PATCH', `${api}/ui-api/records/${id}`, { fields: change }, headers));
    await this.changed(id);
    return record;
  }

  async remove(recordId: string): Promise<void> {
    await this.send('DELETE', `${api}/ui-api/records/${recordId}`);
    await this.changed(recordId);
  }

  /** Reads a record again for all who watch it. */
  async changed(recordId: string): Promise<void> {
    await Promise.all([
      this.records.refreshWhere((_record, key) => key.includes(`/records/${recordId}?`)),
      this.onChange(recordId),
    ]);
  }
}
