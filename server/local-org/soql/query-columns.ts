import type { FieldType as SelectItem } from '@jetstreamapp/soql-parser-js';
import type { Field } from '../metadata/schema.ts';
import type { OrgActor } from '../security/actors.ts';
import type { Kernel } from '../store/kernel.ts';
import { isAggregate } from './aggregate.ts';
import type { CompiledQuery } from './compile.ts';
import type { OutputItem } from './output.ts';
import { parseSoql } from './parse.ts';
import { prepareQuery } from './run-query.ts';

/** One column of a query's answer as `columns=true` tells it; a parent and a list of children have columns within. */
export interface QueryColumn {
  readonly aggregate: boolean;
  readonly apexType: string;
  readonly booleanType: boolean;
  readonly columnName: string;
  readonly custom: boolean;
  readonly displayName: string;
  readonly foreignKeyName: string | null;
  readonly insertable: boolean;
  readonly joinColumns: readonly QueryColumn[];
  readonly numberType: boolean;
  readonly textType: boolean;
  readonly updatable: boolean;
}

/** What a query would answer, without its rows. */
export interface QueryColumns {
  readonly columnMetadata: readonly QueryColumn[];
  readonly entityName: string;
  readonly groupBy: boolean;
  readonly idSelected: boolean;
  readonly keyPrefix: string;
}

const apexTypes: Partial<Record<Field['type'], string>> = {
  id: 'Id',
  reference: 'Id',
  boolean: 'Boolean',
  int: 'Integer',
  double: 'Double',
  currency: 'Double',
  percent: 'Double',
  date: 'Date',
  datetime: 'Datetime',
};
const numbers: ReadonlySet<Field['type']> = new Set(['int', 'double', 'currency', 'percent']);

const joined = (columnName: string, aggregate: boolean, joinColumns: readonly QueryColumn[]): QueryColumn => ({
  aggregate,
  apexType: 'Object',
  booleanType: false,
  columnName,
  custom: columnName.endsWith('__r'),
  displayName: columnName,
  foreignKeyName: null,
  insertable: false,
  joinColumns,
  numberType: false,
  textType: false,
  updatable: false,
});

const isFunction = (item: SelectItem | undefined): boolean => item?.type === 'FieldFunctionExpression';
const writtenCall = (item: SelectItem | undefined): string | undefined =>
  item?.type === 'FieldFunctionExpression' ? item.rawValue : undefined;

/** `written` are the items of the SELECT in the order of the columns, known for aggregates alone. */
const columnsOf = (
  items: readonly OutputItem[],
  compiled: CompiledQuery,
  written: readonly SelectItem[] = [],
): readonly QueryColumn[] =>
  items.map((item, index) => {
    if (item.kind === 'parent') return joined(item.name, false, columnsOf(item.items, compiled));
    if (item.kind === 'children') {
      return joined(item.name, true, columnsOf(compiled.subqueries[item.subquery]?.plan.items ?? [], compiled));
    }
    const { field, name } = item;
    const apexType = apexTypes[field.type] ?? 'String';
    return {
      aggregate: isFunction(written[index]),
      apexType,
      booleanType: field.type === 'boolean',
      columnName: name,
      custom: field.custom,
      displayName: writtenCall(written[index]) ?? name,
      foreignKeyName: null,
      insertable: field.createable,
      joinColumns: [],
      numberType: numbers.has(field.type),
      textType: apexType === 'String',
      updatable: field.updateable,
    };
  });

/** The columns of a query, for clients that lay out a table. @throws ApiError as the query itself would */
export const queryColumns = (kernel: Kernel, actor: OrgActor, soql: string): QueryColumns => {
  const compiled = prepareQuery(kernel, actor, soql, false);
  const query = parseSoql(soql);
  const grouped = isAggregate(query);
  const written = grouped ? query.fields : undefined;
  return {
    columnMetadata: columnsOf(compiled.plan.items, compiled, written),
    entityName: compiled.objectName,
    groupBy: grouped,
    idSelected: compiled.plan.items.some(({ name }) => name === 'Id'),
    keyPrefix: kernel.schema.object(compiled.objectName)?.keyPrefix ?? '',
  };
};
