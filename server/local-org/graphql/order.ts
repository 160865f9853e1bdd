import { Kind, type ArgumentNode, type FieldNode, type ValueNode } from 'graphql';

type Clause = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Clause =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An argument's value as it was written, its keys in the order of the request. */
const written = (node: ValueNode, variables: Clause): unknown => {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables[node.name.value];
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, written(value, variables)]));
    case Kind.ENUM:
    case Kind.STRING:
      return node.value;
    default:
      return undefined;
  }
};

const clauses = (order: Clause, prefix: string): readonly string[] =>
  Object.entries(order).flatMap(([name, value]) => {
    if (!isObject(value)) return [];
    const { order: direction, nulls } = value;
    if (direction !== undefined && typeof direction !== 'string') return clauses(value, `${prefix}${name}.`);
    if (direction === undefined && nulls === undefined) return clauses(value, `${prefix}${name}.`);
    return [
      `${prefix}${name} ${direction === 'DESC' ? 'DESC' : 'ASC'}${typeof nulls === 'string' ? ` NULLS ${nulls}` : ''}`,
    ];
  });

/**
 * The `orderBy` argument as SOQL clauses in the order of the request: GraphQL's own coercion sorts keys as the schema
 * has them. The argument has been validated against the schema, so its names are fields.
 */
export const orderClauses = (nodes: readonly FieldNode[], variables: Clause): readonly string[] => {
  const argument: ArgumentNode | undefined = nodes[0]?.arguments?.find(({ name }) => name.value === 'orderBy');
  const value = argument === undefined ? undefined : written(argument.value, variables);
  return isObject(value) ? clauses(value, '') : [];
};
