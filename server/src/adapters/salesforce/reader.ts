import type { CrmReader, CsvPage, ReadPlan } from '../../application/ports/crm-reader.ts';
import { bulkQuery } from './bulk-query.ts';
import type { Connection } from './connection.ts';
import { csvOf, type CsvValue } from './csv.ts';
import { describe, missingField, missingObject } from './describe.ts';
import { restCount, restQuery, valueAt, type QueriedRecord } from './rest-query.ts';
import { soqlInstant, soqlText } from './soql.ts';
import { objectMaps } from './table-map.ts';
import type { Timing } from './timing.ts';

export interface ReaderOptions {
  readonly timing: Timing;
  /** More changes than this are read by a bulk job. */
  readonly bulkAbove?: number;
  readonly pageRecords?: number;
}

const keysetRows = 2_000;

/** Reads standard objects of an org, with what the service user sees of them. */
export const createReader = (connection: Connection, options: ReaderOptions): CrmReader => {
  const bulkAbove = options.bulkAbove ?? 10_000;

  const bulk = (plan: ReadPlan, where: string, signal: AbortSignal): AsyncIterable<CsvPage> => {
    const { object, deletable } = objectMaps[plan.table.name];
    const fields = fieldsOf(plan);
    const soql = `SELECT ${fields.join(', ')} FROM ${object}${where}`;
    return bulkQuery(connection, { soql, fields, object, includeDeleted: deletable }, options, signal);
  };

  return {
    async plan(table) {
      const { object, fields } = objectMaps[table.name];
      const description = await describe(connection, object);
      if (description === undefined) {
        if (table.required) throw missingObject(object);
        return undefined;
      }
      const columns: string[] = [];
      for (const { name, required } of table.columns) {
        const field = fields[name];
        if (field !== undefined && description.has(field)) columns.push(name);
        else if (required && table.required) throw missingField(object, field ?? name);
        else if (required) return undefined;
      }
      return { table, columns };
    },

    async *readAll(plan, signal) {
      if (plan.table.rhythm === 'changes') {
        yield* bulk(plan, '', signal);
        return;
      }
      const { object } = objectMaps[plan.table.name];
      const fields = fieldsOf(plan);
      const soql = `SELECT ${fields.join(', ')} FROM ${object}`;
      for await (const records of restQuery(connection, { soql, object, signal })) {
        yield pageOf(plan.columns, fields, records);
      }
    },

    async *readChanges(plan, { instant, inclusive }, signal) {
      const { object, deletable } = objectMaps[plan.table.name];
      const since = `SystemModstamp ${inclusive ? '>=' : '>'} ${soqlInstant(instant)}`;
      const counted = { object, includeDeleted: deletable, signal };
      const total = await restCount(connection, { ...counted, soql: `SELECT COUNT() FROM ${object} WHERE ${since}` });
      if (total > bulkAbove) {
        yield* bulk(plan, ` WHERE ${since}`, signal);
        return;
      }
      const fields = fieldsOf(plan);
      const order = `ORDER BY SystemModstamp, Id LIMIT ${keysetRows}`;
      // A keyset instead of a server-side cursor: it outlives the session, and many rows may share one instant.
      for (let where = since, rows = keysetRows; total > 0 && rows === keysetRows;) {
        let last: QueriedRecord | undefined;
        rows = 0;
        const soql = `SELECT ${fields.join(', ')} FROM ${object} WHERE ${where} ${order}`;
        for await (const records of restQuery(connection, { ...counted, soql })) {
          rows += records.length;
          last = records.at(-1) ?? last;
          yield pageOf(plan.columns, fields, records);
        }
        if (last !== undefined) where = after(last);
      }
    },

    async latestChange(plan) {
      const { object, deletable } = objectMaps[plan.table.name];
      const soql = `SELECT SystemModstamp FROM ${object} ORDER BY SystemModstamp DESC LIMIT 1`;
      for await (const [newest] of restQuery(connection, { soql, object, includeDeleted: deletable })) {
        if (newest !== undefined) return instantOf(newest);
      }
      return undefined;
    },

    async countChanged(plan, from, to) {
      const { object, deletable } = objectMaps[plan.table.name];
      const soql = `SELECT COUNT() FROM ${object} WHERE SystemModstamp >= ${soqlInstant(from)} AND SystemModstamp <= ${soqlInstant(to)}`;
      return restCount(connection, { soql, object, includeDeleted: deletable });
    },
  };
};

/** Field names come from the table map alone, and only those that the description has: nothing else reaches a query. */
const fieldsOf = ({ table, columns }: ReadPlan): readonly string[] => {
  const { fields } = objectMaps[table.name];
  return columns.flatMap((column) => fields[column] ?? []);
};

const pageOf = (columns: readonly string[], fields: readonly string[], records: readonly QueriedRecord[]): CsvPage => ({
  csv: csvOf(
    columns,
    records.map((record) => fields.map((field) => csvValue(valueAt(record, field)))),
  ),
  rows: records.length,
});

const csvValue = (value: unknown): CsvValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const instantOf = (record: QueriedRecord): string => new Date(String(valueAt(record, 'SystemModstamp'))).toISOString();

const after = (last: QueriedRecord): string => {
  const stamp = instantOf(last);
  const id = soqlText(String(valueAt(last, 'Id')));
  return `(SystemModstamp > ${soqlInstant(stamp)} OR (SystemModstamp = ${soqlInstant(stamp)} AND Id > ${id}))`;
};
