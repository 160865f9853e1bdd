import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { Field, Schema, SObject } from '../metadata/schema.ts';
import type { RecordOutput } from '../org.ts';
import { displayValue, uiValue } from '../ui-api/display-value.ts';
import type { UserLocale } from '../ui-api/locale.ts';
import { parentObject } from '../ui-api/supported-objects.ts';
import { connectionOf, type Connection } from './connection.ts';
import type { RequestContext } from './context.ts';
import { orderClauses } from './order.ts';
import { fetchPage, pageWindow, type PageArguments } from './paging.ts';
import { descend, selectedFields } from './selection.ts';
import type { ValueSource } from './value-types.ts';
import { parentField, whereCondition, type Filter } from './where.ts';

export interface AggregateArguments extends PageArguments {
  readonly where?: Filter | null;
  readonly groupBy?: Filter | null;
}

/** One column of the grouped query. */
interface Column {
  readonly path: string;
  /** Undefined for the grouped value itself. */
  readonly operation?: string;
  readonly field: Field;
  readonly expression: string;
  readonly alias: string;
}

const functions: Readonly<Record<string, string>> = {
  count: 'COUNT',
  countDistinct: 'COUNT_DISTINCT',
  min: 'MIN',
  max: 'MAX',
  sum: 'SUM',
  avg: 'AVG',
};

/** A row of aggregates, read by the path of a field and the operation on it. */
export class AggregateRow {
  private readonly row: RecordOutput;
  private readonly columns: readonly Column[];

  constructor(row: RecordOutput, columns: readonly Column[]) {
    this.row = row;
    this.columns = columns;
  }

  grouped(path: string): unknown {
    const column = this.column(path);
    return column === undefined ? null : uiValue(column.field, this.row[column.alias]);
  }

  shown(path: string, locale: UserLocale): string | null {
    const column = this.column(path);
    return column === undefined ? null : displayValue(column.field, this.row[column.alias], locale);
  }

  result(path: string, operation: string, locale: UserLocale): ValueSource | null {
    const column = this.column(path, operation);
    return column === undefined ? null : { field: column.field, value: this.row[column.alias], locale };
  }

  private column(path: string, operation?: string): Column | undefined {
    return this.columns.find((each) => each.path === path && each.operation === operation);
  }
}

/** The field at a path such as `Scope__r.Name`. */
const fieldAt = (schema: Schema, object: SObject, path: readonly string[]): Field | undefined => {
  const [name = '', ...rest] = path;
  if (rest.length === 0) return object.fields.get(name.toLowerCase());
  const reference = parentField(object, name);
  const parent = reference === undefined ? undefined : parentObject(schema, reference);
  return parent === undefined ? undefined : fieldAt(schema, parent, rest);
};

const groupPaths = (groupBy: Filter, prefix = ''): readonly string[] =>
  Object.entries(groupBy).flatMap(([name, value]) => {
    if (typeof value !== 'object' || value === null) return [];
    const clause: Filter = { ...value };
    if ('group' in clause) return clause['group'] === true ? [`${prefix}${name}`] : [];
    return groupPaths(clause, `${prefix}${name}.`);
  });

/** A count is a whole number whatever it counts. */
const counted = (field: Field): Field => ({ ...field, type: 'int', scale: 0 });

const columnsOf = (
  object: SObject,
  groups: readonly string[],
  { org }: RequestContext,
  info: GraphQLResolveInfo,
): readonly Column[] => {
  const columns: Column[] = [];
  const add = (path: string, field: Field, operation?: string): void => {
    const name = operation === undefined ? undefined : functions[operation];
    const shown = operation?.startsWith('count') === true ? counted(field) : field;
    const known = columns.some((each) => each.path === path && each.operation === operation);
    if (known) return;
    columns.push({
      path,
      ...(operation !== undefined && { operation }),
      field: shown,
      expression: name === undefined ? path : `${name}(${path})`,
      alias: `${operation ?? 'group'}${columns.length}`,
    });
  };
  for (const path of groups) {
    const field = fieldAt(org.schema, object, path.split('.'));
    if (field !== undefined) add(path, field);
  }
  const walk = (nodes: GraphQLResolveInfo['fieldNodes'], prefix: readonly string[]): void => {
    for (const node of selectedFields(nodes, info)) {
      const path = [...prefix, node.name.value];
      const field = fieldAt(org.schema, object, path);
      if (field === undefined) {
        walk([node], path);
        continue;
      }
      for (const { name } of selectedFields([node], info)) {
        if (name.value in functions) add(path.join('.'), field, name.value);
        else if ((name.value === 'value' || name.value === 'displayValue') && !groups.includes(path.join('.'))) {
          throw new GraphQLError(`Field ${path.join('.')} must be grouped, to be read as a value.`);
        }
      }
    }
  };
  walk(descend(info.fieldNodes, info, 'edges', 'node', 'aggregate'), []);
  return columns;
};

/** Aggregates over one object, grouped or over all, as a connection of rows. */
export const aggregateConnection = (
  object: SObject,
  given: AggregateArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Connection<AggregateRow> => {
  const groups = groupPaths(given.groupBy ?? {});
  const columns = columnsOf(object, groups, context, info);
  if (columns.length === 0) return connectionOf<AggregateRow>([], 0, false, 0);
  const where = whereCondition(context.org.schema, object, given.where);
  const order = orderClauses(info.fieldNodes, context.rawVariables);
  const ordered = [...order, ...groups.filter((path) => !order.some((clause) => clause.startsWith(`${path} `)))];
  const soql = [
    `SELECT ${columns.map(({ expression, alias }) => `${expression} ${alias}`).join(', ')} FROM ${object.name}`,
    ...(where === undefined ? [] : [`WHERE ${where}`]),
    ...(groups.length === 0 ? [] : [`GROUP BY ${groups.join(', ')}`]),
    ...(groups.length === 0 ? [] : [`ORDER BY ${ordered.join(', ')}`]),
  ].join(' ');
  const window = pageWindow(given);
  const page =
    groups.length === 0
      ? { rows: context.org.query(context.actor, soql).records, hasNextPage: false }
      : fetchPage(context, soql, window);
  const rows = page.rows.map((row) => new AggregateRow(row, columns));
  return connectionOf(rows, window.offset, page.hasNextPage, rows.length);
};
