import type { QueryOptions, QueryPage } from '../org.ts';
import type { OrgActor } from '../security/actors.ts';
import type { SqlValue } from '../store/columns.ts';
import type { Kernel } from '../store/kernel.ts';
import { compileQuery, parentIds, type CompiledQuery, type CompiledSubquery } from './compile.ts';
import type { Cursors } from './cursors.ts';
import { recordWriter, type SqlRow, type UrlPrefix } from './output.ts';
import { parseSoql } from './parse.ts';
import type { QueryContext } from './scope.ts';

const defaultPage = 2000;
const smallestPage = 200;

/** Compiles SOQL for an actor. @throws ApiError with Salesforce's code and words. */
export const prepareQuery = (kernel: Kernel, actor: OrgActor, soql: string, includeDeleted: boolean): CompiledQuery => {
  let aliases = 0;
  const context: QueryContext = {
    kernel,
    actor,
    query: soql,
    nextAlias: () => {
      aliases += 1;
      return `t${aliases}`;
    },
  };
  return compileQuery(context, parseSoql(soql), includeDeleted);
};

const pageSizeOf = (options: QueryOptions): number =>
  Math.min(defaultPage, Math.max(smallestPage, Math.trunc(options.batchSize ?? defaultPage)));

/** The children of a page's parents, by subquery and parent. */
const readChildren = (
  kernel: Kernel,
  subquery: CompiledSubquery,
  ids: readonly SqlValue[],
): ReadonlyMap<string, readonly SqlRow[]> => {
  const list = JSON.stringify(ids);
  const parameters = subquery.sql.parameters.map((value) => (value === parentIds ? list : value));
  return Map.groupBy(kernel.database.arrays(subquery.sql.text, parameters), (row) => String(row[0]));
};

/** Runs a query and gives its first page. */
export const runQuery = (
  kernel: Kernel,
  cursors: Cursors,
  actor: OrgActor,
  soql: string,
  options: QueryOptions,
  prefix: UrlPrefix,
): QueryPage => {
  const compiled = prepareQuery(kernel, actor, soql, options.includeDeleted === true);
  const rows = kernel.database.arrays(compiled.sql.text, compiled.sql.parameters);
  if (compiled.countOnly) return { totalSize: Number(rows[0]?.[0] ?? 0), done: true, records: [] };
  const pageSize = pageSizeOf(options);
  return cursors.open(actor, {
    totalSize: rows.length,
    pageSize,
    page: (from, size) => {
      const page = rows.slice(from, from + size);
      const ids = compiled.subqueries.length > 0 ? page.map((row) => row[compiled.plan.idColumn] ?? null) : [];
      const children = compiled.subqueries.map((subquery) => {
        const write = recordWriter(subquery.plan, kernel.schema, prefix, () => null);
        return { byParent: readChildren(kernel, subquery, ids), write };
      });
      const write = recordWriter(compiled.plan, kernel.schema, prefix, (index, parentId) => {
        const found = children[index]?.byParent.get(parentId);
        const writeChild = children[index]?.write;
        if (found === undefined || writeChild === undefined) return null;
        // A list longer than a page continues under a locator of its own.
        const list = cursors.open(actor, {
          totalSize: found.length,
          pageSize: defaultPage,
          page: (start, count) => found.slice(start, start + count).map(writeChild),
        });
        const { cursor, ...shown } = list;
        return cursor === undefined
          ? shown
          : { ...shown, nextRecordsUrl: `${prefix.replace(/sobjects$/, 'query')}/${cursor}` };
      });
      return page.map(write);
    },
  });
};
