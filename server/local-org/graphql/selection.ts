import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionNode,
} from 'graphql';
import { parentField } from './where.ts';
import type { Readable } from './context.ts';

/** The part of `GraphQLResolveInfo` that reading a selection needs. */
export type Document = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>;

const isIncluded = (node: SelectionNode, { variableValues }: Document): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.['if'] !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.['if'] !== false;

/** The fields selected under some nodes, fragments opened, those left out by `@skip` and `@include` dropped. */
export const selectedFields = (nodes: readonly FieldNode[], document: Document): readonly FieldNode[] => {
  const open = (selections: readonly SelectionNode[]): readonly FieldNode[] =>
    selections
      .filter((node) => isIncluded(node, document))
      .flatMap((node) => {
        if (node.kind === Kind.FIELD) return [node];
        if (node.kind === Kind.INLINE_FRAGMENT) return open(node.selectionSet.selections);
        return open(document.fragments[node.name.value]?.selectionSet.selections ?? []);
      });
  return nodes.flatMap((node) => open(node.selectionSet?.selections ?? []));
};

/** The nodes reached by walking down names: `descend(info.fieldNodes, info, 'edges', 'node')`. */
export const descend = (
  nodes: readonly FieldNode[],
  document: Document,
  ...names: readonly string[]
): readonly FieldNode[] =>
  names.reduce((at, name) => selectedFields(at, document).filter((node) => node.name.value === name), nodes);

/**
 * SOQL's field list for a selection on a record: `Id`, `Won__c`, `Scope__r.Name`.
 * @param objectName object that the selection is on
 */
export const soqlFields = (
  nodes: readonly FieldNode[],
  document: Document,
  readable: Readable,
  objectName: string,
  prefix = '',
): readonly string[] => {
  const target = readable.get(objectName);
  if (target === undefined) return [];
  const paths = selectedFields(nodes, document).flatMap((node) => {
    const name = node.name.value;
    const field = target.object.fields.get(name.toLowerCase());
    if (field !== undefined) return [`${prefix}${field.name}`];
    const parent = parentField(target.object, name);
    const parentObject = parent?.referenceTo.find((each) => readable.has(each));
    return parentObject === undefined ? [] : soqlFields([node], document, readable, parentObject, `${prefix}${name}.`);
  });
  return [...new Set([`${prefix}Id`, ...paths])];
};
