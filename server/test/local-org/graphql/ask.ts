import { executeGraphQL, type GraphQLResponse } from '../../../local-org/graphql/execute.ts';
import type { Company, Person } from '../shell/company.ts';

/** Asks as a person of the company. */
export const ask = (
  { org }: Company,
  { id }: Person,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): GraphQLResponse => executeGraphQL(org, org.actor(id), { query, variables });

/** What is at a path of an answer: `at(answer.data, 'uiapi', 'query', 0)`. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined),
    value,
  );

/** The nodes of a connection of `uiapi.query`. */
export const nodes = ({ data, errors }: GraphQLResponse, objectName: string): readonly unknown[] => {
  const edges = at(data, 'uiapi', 'query', objectName, 'edges');
  if (!Array.isArray(edges)) throw new Error(`No ${objectName}: ${JSON.stringify(errors)}`);
  return edges.map((edge: unknown) => at(edge, 'node'));
};
