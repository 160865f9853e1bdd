import { at } from '../../../graphql/ask.ts';
import { outcome, type Door, type Outcome, type WriteRequest } from '../door.ts';
import type { Session } from '../world.ts';

const literal = (value: unknown): string => JSON.stringify(value);
const objectLiteral = (fields: Readonly<Record<string, unknown>>): string =>
  `{ ${Object.entries(fields)
    .map(([name, value]) => `${name}: ${literal(value)}`)
    .join(', ')} }`;

/** More a request may not hold. */
const partsPerRequest = 10;

/** Which part an error is about: when it is run, by its alias; before that, by its line. */
const partOf = (error: unknown): number => {
  const paths: unknown = at(error, 'paths');
  const alias = (Array.isArray(paths) ? paths : []).map((step) => /^part(\d+)$/.exec(String(step))?.[1]);
  const index = Number(alias.find((found) => found !== undefined) ?? Number(at(error, 'locations', 0, 'line')) - 2);
  if (Number.isInteger(index)) return index;
  throw new Error(`an error of no part: ${JSON.stringify(error)}`);
};

/**
 * Sends parts, a line each, in one document. What does not exist for the person fails the document as a whole: such
 * parts are noted, and the rest is sent again with an empty line in their place.
 */
const inOneDocument = async (
  session: Session,
  parts: readonly string[],
  [start, end]: readonly [string, string],
): Promise<readonly Outcome[]> => {
  const outcomes = new Map<number, Outcome>();
  for (let again = outcomes.size < parts.length; again;) {
    const lines = parts.map((part, index) => (outcomes.has(index) ? '' : `part${index}: ${part}`));
    const { body } = await session.call('POST', '/graphql', { query: [start, ...lines, end].join('\n') });
    const errors = at(body, 'errors');
    for (const error of Array.isArray(errors) ? (errors as readonly unknown[]) : []) {
      const index = partOf(error);
      const said = `${outcomes.get(index)?.said ?? ''} ${String(at(error, 'message'))}`;
      outcomes.set(index, { done: false, said });
    }
    again = at(body, 'data') === null && outcomes.size < parts.length;
  }
  return parts.map((_, index) => outcomes.get(index) ?? outcome(true, null));
};

const together = async (
  session: Session,
  parts: readonly string[],
  around: readonly [string, string],
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < parts.length; from += partsPerRequest) {
    outcomes.push(...(await inOneDocument(session, parts.slice(from, from + partsPerRequest), around)));
  }
  return outcomes;
};

const mutations = (session: Session, parts: readonly string[]) =>
  together(session, parts, ['mutation { uiapi(input: { allOrNone: false }) {', '} }']);

const save = (operation: 'Create' | 'Update', { object, id, record }: WriteRequest): string => {
  const key = id === undefined ? '' : `Id: ${literal(id)}, `;
  return `${object}${operation}(input: { ${key}${object}: ${objectLiteral(record)} }) { success }`;
};

export const graphql: Door = {
  name: 'GraphQL',
  read: (session, requests) =>
    together(
      session,
      requests.map(({ object, id, fields }) => {
        const selected = fields.map((name) => `${name} { value }`).join(' ');
        return `${object}(where: { Id: { eq: ${literal(id)} } }) { edges { node { Id ${selected} } } }`;
      }),
      ['{ uiapi { query {', '} } }'],
    ),
  create: (session, requests) =>
    mutations(
      session,
      requests.map((request) => save('Create', request)),
    ),
  edit: (session, requests) =>
    mutations(
      session,
      requests.map((request) => save('Update', request)),
    ),
  remove: (session, requests) =>
    mutations(
      session,
      requests.map(({ object, id }) => `${object}Delete(input: { Id: ${literal(id)} }) { Id }`),
    ),
};
