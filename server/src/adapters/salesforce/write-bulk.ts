import type { WriteOutcome, WriteOrder } from '../../application/ports/crm-results.ts';
import type { ResultContent, ResultKind, ResultRow } from '../../application/ports/result-rows.ts';
import { bulkIngest, fitsBulk } from './bulk-ingest.ts';
import type { CallOptions } from './collections.ts';
import type { Connection } from './connection.ts';
import { unlessEdited } from './fence.ts';
import { checkedNumber } from './result-json.ts';
import { keyField, provenanceFields, resultMaps, type ResultField, type ResultMap } from './result-map.ts';

interface BulkRows {
  readonly rows: readonly ResultRow[];
  /** Rows that Bulk cannot carry: a text `#N/A`, or a reference to be emptied, which has no column of its own. */
  readonly others: readonly ResultRow[];
}

/** Which rows can go by Bulk. */
export const bulkRows = (kind: ResultKind, rows: readonly ResultRow[]): BulkRows => {
  const { fields } = resultMaps[kind];
  const fits = ({ key, content, onCreation = {} }: ResultRow): boolean =>
    fitsBulk([key, ...Object.values(content), ...Object.values(onCreation)]) &&
    Object.entries(fields).every(([name, { type }]) => type !== 'reference' || content[name] !== null);
  return { rows: rows.filter(fits), others: rows.filter((row) => !fits(row)) };
};

/**
 * Upserts rows by one job of the Bulk API. All of them are new, or none.
 * @throws Fenced, EditedMeanwhile before anything is carried out; CrmFailure.
 */
export const writeByBulk = async (
  connection: Connection,
  kind: ResultKind,
  rows: readonly ResultRow[],
  order: WriteOrder,
  options: CallOptions,
  signal: AbortSignal,
): Promise<readonly WriteOutcome[]> => {
  const map = resultMaps[kind];
  const [first] = rows;
  if (first === undefined) return [];
  const fields = fieldsOf(map.fields, first.content);
  const onCreation = fieldsOf(map.onCreation, first.onCreation ?? {});
  const [run, asOf, formula] = [provenanceFields.runId, provenanceFields.asOf, provenanceFields.formulaVersion];
  const outcomes = await bulkIngest(
    connection,
    {
      object: map.object,
      operation: 'upsert',
      externalIdField: keyField,
      columns: [
        keyField,
        ...[...fields, ...onCreation].map(([, field]) => columnOf(field)),
        ...(map.provenance ? [run, asOf, formula] : []),
      ],
      rows: rows.map((row) => [
        row.key,
        ...fields.map(([name, field]) => valueOf(field, row.content[name])),
        ...onCreation.map(([name, field]) => valueOf(field, row.onCreation?.[name])),
        ...(map.provenance ? [order.runId, order.asOf, order.formulaVersion] : []),
      ]),
      async onJob(jobId) {
        await order.onJob(jobId);
        // Nothing is carried out before the job is closed: until here another worker may have taken over.
        await unlessEdited(connection, map.object, order, [], `writing ${rows.length} rows of ${map.object}`, signal);
      },
    },
    options,
    signal,
  );
  return outcomes.flatMap(({ row, ok, code, reason }): readonly WriteOutcome[] => {
    const key = rows[row]?.key;
    if (key === undefined) return [];
    return ok ? [{ key, ok }] : [{ key, ok, reason: `${reason ?? 'refused'} (${code ?? 'UNKNOWN'})` }];
  });
};

const fieldsOf = (fields: ResultMap['fields'], content: ResultContent): readonly (readonly [string, ResultField])[] =>
  Object.entries(fields).filter(([name]) => Object.hasOwn(content, name));

const columnOf = (field: ResultField): string =>
  field.type === 'reference' ? `${field.relationship}.${keyField}` : field.field;

const valueOf = ({ type }: ResultField, value: string | null | undefined): string | null => {
  if (value === null || value === undefined) return null;
  return type === 'number' ? checkedNumber(value) : value;
};
