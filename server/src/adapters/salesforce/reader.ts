import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { CrmReader, CsvPage, ReadPlan } from '../../application/ports/crm-reader.ts';
import type { Failpoints } from '../../application/ports/failpoints.ts';
import { bulkQuery } from './bulk-query.ts';
import type { Connection } from './connection.ts';
import { csvOf, type CsvValue } from './csv.ts';
import { describing, missingField, missingObject } from './describe.ts';
import { mostQueryBytes, queryBytes } from './field-parts.ts';
import { newestStamps } from './newest-stamps.ts';
import { restCount } from './rest-query.ts';
import { soqlInstant, soqlList, soqlText } from './soql.ts';
import { objectMaps } from './table-map.ts';
import type { Timing } from './timing.ts';
import { wideQuery, type ValueRows } from './wide-query.ts';

export interface ReaderOptions {
  readonly timing: Timing;
  /** More changes than this are read by a bulk job. */
  readonly bulkAbove?: number;
  readonly pageRecords?: number;
  /** How long a bulk job may take. */
  readonly patienceMs?: number;
  /** A query by REST that is longer is asked in parts. */
  readonly queryBytes?: number;
  /** None, where not given. */
  readonly failpoints?: Failpoints;
}

const keysetRows = 2_000;

/** Reads standard objects of an org, with what the service user sees of them. */
export const createReader = (plain: Connection, options: ReaderOptions): CrmReader => {
  let clock: string | undefined;
  const connection = hearing(plain, (instant) => (clock = instant));
  const describe = describing(connection);
  const newest = newestStamps(connection);
  const { bulkAbove = 10_000, queryBytes: mostBytes = mostQueryBytes } = options;

  const bulk = (
    plan: ReadPlan,
    signal: AbortSignal,
    { where, position }: { readonly where?: string; readonly position?: string | undefined },
  ): AsyncIterable<CsvPage> => {
    const { object, deletable } = objectMaps[plan.table.name];
    const about = { fields: fieldsOf(plan), object, includeDeleted: deletable };
    return bulkQuery(connection, where === undefined ? about : { ...about, where }, options, signal, position);
  };

  const rest = (plan: ReadPlan, where: string, signal: AbortSignal): AsyncIterable<ValueRows> => {
    const { object, deletable, fields } = objectMaps[plan.table.name];
    const keys = ['id', 'modified_at'].flatMap((column) =>
      plan.columns.includes(column) ? (fields[column] ?? []) : [],
    );
    const about = { fields: fieldsOf(plan), keys, object, includeDeleted: deletable, rest: where, mostBytes, signal };
    return wideQuery(connection, about);
  };

  return {
    async plan(table) {
      const { object, fields } = objectMaps[table.name];
      const { description } = await describe(object);
      if (description === undefined) {
        if (table.required) throw missingObject(object);
        return undefined;
      }
      const columns: string[] = [];
      const unstamped: string[] = [];
      for (const { name, required } of table.columns) {
        const field = fields[name];
        if (field !== undefined && description.has(field)) {
          columns.push(name);
          if (field.includes('.') || description.calculated(field)) unstamped.push(name);
        } else if (required && table.required) throw missingField(object, field ?? name);
        else if (required) return undefined;
      }
      return { table, columns, ...(unstamped.length === 0 ? {} : { unstamped }) };
    },

    async *readAll(plan, signal, position) {
      if (plan.table.rhythm === 'changes') {
        yield* bulk(plan, signal, { position });
        return;
      }
      for await (const rows of rest(plan, '', signal)) yield pageOf(plan.columns, rows);
    },

    async *readChanges(plan, { instant, inclusive }, signal) {
      const stamp = stampOf(plan);
      const { object, deletable } = objectMaps[plan.table.name];
      const since = `${stamp} ${inclusive ? '>=' : '>'} ${soqlInstant(instant)}`;
      const counted = { object, includeDeleted: deletable, signal };
      const total = await restCount(connection, { ...counted, soql: `SELECT COUNT() FROM ${object} WHERE ${since}` });
      if (total > bulkAbove) {
        yield* bulk(plan, signal, { where: since });
        return;
      }
      const order = `ORDER BY ${stamp}, Id LIMIT ${keysetRows}`;
      // A keyset instead of a server-side cursor: it outlives the session, and many rows may share one instant.
      for (let where = since, rows = keysetRows; total > 0 && rows === keysetRows;) {
        let last: readonly unknown[] | undefined;
        rows = 0;
        try {
          for await (const page of rest(plan, ` WHERE ${where} ${order}`, signal)) {
            rows += page.length;
            last = page.at(-1) ?? last;
            yield pageOf(plan.columns, page);
          }
        } catch (error) {
          // The keyset stands where the last record did, and needs no cursor of the CRM's.
          if (last === undefined || !(error instanceof CrmFailure && error.kind === 'gone')) throw error;
          rows = keysetRows;
        }
        if (last !== undefined) where = after(stamp, plan, last);
      }
    },

    async *readRecords(plan, ids, signal) {
      const whereOf = (some: readonly string[]): string => ` WHERE Id IN ${soqlList(some)}`;
      // Half of the address for the ids, the other half for the fields.
      for (const some of chunksOf(ids, (more) => queryBytes(whereOf(more)) <= mostBytes / 2)) {
        for await (const rows of rest(plan, whereOf(some), signal)) yield pageOf(plan.columns, rows);
      }
    },

    clock: () => clock,

    async latestChange(plan) {
      const { object, deletable } = objectMaps[plan.table.name];
      const { instant } = await newest({ object, stamp: stampOf(plan), includeDeleted: deletable });
      return instant;
    },

    async countChanged(plan, from, to) {
      const { object, deletable } = objectMaps[plan.table.name];
      const stamp = stampOf(plan);
      const soql = `SELECT COUNT() FROM ${object} WHERE ${stamp} >= ${soqlInstant(from)} AND ${stamp} <= ${soqlInstant(to)}`;
      return restCount(connection, { soql, object, includeDeleted: deletable });
    },
  };
};

/** Field names come from the table map alone, and only those that the description has: nothing else reaches a query. */
const fieldsOf = ({ table, columns }: ReadPlan): readonly string[] => {
  const { fields } = objectMaps[table.name];
  return columns.flatMap((column) => fields[column] ?? []);
};

const stampOf = ({ table }: ReadPlan): string => objectMaps[table.name].fields['modified_at'] ?? 'SystemModstamp';

const pageOf = (columns: readonly string[], rows: ValueRows): CsvPage => ({
  csv: csvOf(
    columns,
    rows.map((row) => row.map(csvValue)),
  ),
  rows: rows.length,
});

const csvValue = (value: unknown): CsvValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const instantOf = (value: unknown): string => new Date(String(value)).toISOString();

const after = (stamp: string, { columns }: ReadPlan, last: readonly unknown[]): string => {
  const instant = soqlInstant(instantOf(last[columns.indexOf('modified_at')]));
  const id = soqlText(String(last[columns.indexOf('id')]));
  return `(${stamp} > ${instant} OR (${stamp} = ${instant} AND Id > ${id}))`;
};

/** As many in one as fit, in their order. */
function* chunksOf(ids: readonly string[], fits: (some: readonly string[]) => boolean): Generator<readonly string[]> {
  let some: string[] = [];
  for (const id of ids) {
    if (some.length > 0 && !fits([...some, id])) {
      yield some;
      some = [];
    }
    some.push(id);
  }
  if (some.length > 0) yield some;
}

/** The same connection; the clock of each answer is told. */
const hearing = (connection: Connection, onClock: (instant: string) => void): Connection => ({
  ...connection,
  async call(request) {
    const answer = await connection.call(request);
    const at = Date.parse(answer.headers.get('date') ?? '');
    if (!Number.isNaN(at)) onClock(new Date(at).toISOString());
    return answer;
  },
});
