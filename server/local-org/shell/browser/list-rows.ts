import type { FieldRepresentation, RecordRepresentation } from '../client/record-client.ts';
import { fieldCell, type FieldCell } from './field-cells.ts';
import type { ObjectInfo } from './lightning/uiObjectInfoApi/uiObjectInfoApi.ts';

/** A record as a list query answers it. */
export type ListNode = Readonly<Record<string, unknown>>;

/** What a list query answered. */
export interface ListPage {
  readonly nodes: readonly ListNode[];
  readonly totalCount: number;
}

const isNode = (value: unknown): value is ListNode => typeof value === 'object' && value !== null;

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((part, name) => (isNode(part) ? part[name] : undefined), value);

/** The rows of a list query's answer. */
export const listPage = (data: unknown, objectApiName: string): ListPage | undefined => {
  const connection = at(data, 'uiapi', 'query', objectApiName);
  const edges = at(connection, 'edges');
  const total = at(connection, 'totalCount');
  if (!Array.isArray(edges)) return undefined;
  const nodes = edges.map((edge: unknown) => at(edge, 'node')).filter(isNode);
  return { nodes, totalCount: typeof total === 'number' ? total : nodes.length };
};

const isField = (value: unknown): value is FieldRepresentation => isNode(value) && 'value' in value;

/** The parent's only field is its name: what a reference shows. */
const nameOfParent = (parent: ListNode): string | null => {
  const name = Object.values(parent).find(isField)?.value;
  return typeof name === 'string' ? name : null;
};

/** The cells of one row, the record's own name leading to its page. */
export const listCells = (node: ListNode, info: ObjectInfo, columns: readonly string[]): readonly FieldCell[] => {
  const fields = Object.fromEntries(
    Object.entries(node).flatMap(([name, value]): [string, FieldRepresentation][] => {
      if (isField(value)) return [[name, value]];
      return isNode(value) ? [[name, { value: null, displayValue: nameOfParent(value) }]] : [];
    }),
  );
  const id = typeof node['Id'] === 'string' ? node['Id'] : '';
  const record: RecordRepresentation = {
    apiName: info.apiName,
    id,
    fields,
    lastModifiedDate: null,
    systemModstamp: null,
  };
  return columns.flatMap((name) => {
    const cell = fieldCell(record, info, name);
    if (cell === undefined) return [];
    return [info.nameFields.includes(name) ? { ...cell, recordId: id } : cell];
  });
};
