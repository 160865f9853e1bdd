import type { SchemaRegistry } from '../metadata/registry.ts';
import type { Field } from '../metadata/schema.ts';
import type { FieldValue, RecordOutput } from '../org.ts';
import type { SqlValue } from '../store/columns.ts';

export type SqlRow = readonly SqlValue[];

/** One value of a record: which column it is in, and what it looks like outside. */
export interface ValueItem {
  readonly kind: 'value';
  readonly name: string;
  readonly column: number;
  readonly field: Field;
  readonly decode: (value: SqlValue) => FieldValue;
}

/** A parent (`Account: { Name: … }`); null where there is none. */
export interface ParentItem {
  readonly kind: 'parent';
  readonly name: string;
  readonly idColumn: number;
  readonly items: readonly OutputItem[];
}

/** A list of children, read for all parents of a page at once. */
export interface ChildrenItem {
  readonly kind: 'children';
  readonly name: string;
  readonly subquery: number;
}

export type OutputItem = ValueItem | ParentItem | ChildrenItem;

/** How a row becomes a record. */
export interface OutputPlan {
  /** The object, or undefined for the rows of an aggregate. */
  readonly objectName: string | undefined;
  readonly idColumn: number;
  readonly items: readonly OutputItem[];
}

/** Where the record's address begins, `/services/data/v67.0/sobjects`. */
export type UrlPrefix = string;

const attributesOf = (type: string, id: SqlValue, prefix: UrlPrefix): RecordOutput['attributes'] => ({
  type,
  url: `${prefix}/${type}/${String(id)}`,
});

/** Makes the writer of one plan's records; `children` gives what a subquery found for a parent's id. */
export const recordWriter = (
  plan: OutputPlan,
  schema: SchemaRegistry,
  prefix: UrlPrefix,
  children: (subquery: number, parentId: string) => unknown,
): ((row: SqlRow) => RecordOutput) => {
  const fill = (record: Record<string, unknown>, items: readonly OutputItem[], row: SqlRow): void => {
    for (const item of items) {
      switch (item.kind) {
        case 'value':
          record[item.name] = item.decode(row[item.column] ?? null);
          break;
        case 'parent': {
          const id = row[item.idColumn] ?? null;
          const type = typeof id === 'string' ? schema.objectOfId(id)?.name : undefined;
          if (type === undefined) {
            record[item.name] = null;
            break;
          }
          const parent = { attributes: attributesOf(type, id, prefix) };
          fill(parent, item.items, row);
          record[item.name] = parent;
          break;
        }
        case 'children':
          record[item.name] = children(item.subquery, String(row[plan.idColumn]));
          break;
      }
    }
  };
  const { objectName } = plan;
  return (row) => {
    const attributes =
      objectName === undefined
        ? { type: 'AggregateResult' }
        : attributesOf(objectName, row[plan.idColumn] ?? null, prefix);
    const record = { attributes };
    fill(record, plan.items, row);
    return record;
  };
};
