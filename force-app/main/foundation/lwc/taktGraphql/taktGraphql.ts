/** A node of a GraphQL answer: fields are wrapped (`{ value }`), parents are nodes, `Id` is plain. */
export interface Node {
  readonly [field: string]: unknown;
}

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** The node behind a relationship (`Scope__r`); nothing where the user may not see it. */
export const parent = (node: Node, relation: string): Node | undefined => {
  const value = node[relation];
  return isNode(value) ? value : undefined;
};

const plain = (node: Node, field: string): unknown => {
  const value = node[field];
  return isNode(value) ? value['value'] : value;
};

/** Text, ids, dates and picklists; empty text is as good as none. */
export const text = (node: Node, field: string): string | undefined => {
  const value = plain(node, field);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const number = (node: Node, field: string): number | undefined => {
  const value = plain(node, field);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

/** One of the allowed values of a restricted picklist, else the fallback. */
export const oneOf = <Value extends string>(
  node: Node,
  field: string,
  allowed: readonly Value[],
  fallback: Value,
): Value => allowed.find((value) => value === plain(node, field)) ?? fallback;

/** The nodes of one connection of an answer; none while there is no answer. */
export const nodes = (data: unknown, object: string): readonly Node[] => {
  const query = ['uiapi', 'query', object].reduce<unknown>(
    (value, key) => (isNode(value) ? value[key] : undefined),
    data,
  );
  const edges = isNode(query) ? query['edges'] : undefined;
  if (!Array.isArray(edges)) return [];
  return edges.flatMap((edge: unknown) => (isNode(edge) && isNode(edge['node']) ? [edge['node']] : []));
};
