import { at } from '../../../graphql/ask.ts';
import { outcome, type Door, type Outcome } from '../door.ts';
import type { Session } from '../world.ts';

interface Part {
  readonly method: string;
  readonly resource: string;
  readonly body?: unknown;
}

const partsPerCall = 25;

/** Requests to single resources, sent together in composite calls. */
const together = async (
  session: Session,
  parts: readonly Part[],
  isDone: (status: number, body: unknown) => boolean,
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < parts.length; from += partsPerCall) {
    const compositeRequest = parts.slice(from, from + partsPerCall).map(({ method, resource, body }, index) => ({
      method,
      url: `/services/data/v67.0${resource}`,
      referenceId: `part${index}`,
      ...(body === undefined ? {} : { body }),
    }));
    const answer = await session.call('POST', '/composite', { compositeRequest });
    const responses = at(answer.body, 'compositeResponse');
    for (const one of Array.isArray(responses) ? responses : []) {
      const body = at(one, 'body');
      outcomes.push(outcome(isDone(Number(at(one, 'httpStatusCode')), body), body));
    }
  }
  return outcomes;
};

/** Queries, sent together in batches: a composite call takes five at most. */
const batched = async (
  session: Session,
  resources: readonly string[],
  isDone: (status: number, body: unknown) => boolean,
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < resources.length; from += partsPerCall) {
    const batchRequests = resources
      .slice(from, from + partsPerCall)
      .map((resource) => ({ method: 'GET', url: `v67.0${resource}` }));
    const answer = await session.call('POST', '/composite/batch', { batchRequests });
    const results = at(answer.body, 'results');
    for (const one of Array.isArray(results) ? results : []) {
      const body = at(one, 'result');
      outcomes.push(outcome(isDone(Number(at(one, 'statusCode')), body), body));
    }
  }
  return outcomes;
};

const succeeded = (status: number): boolean => status < 300;

/** Queries over REST. */
export const soql: Door = {
  name: 'SOQL',
  read: (session, requests) =>
    batched(
      session,
      requests.map(({ object, id, fields }) => {
        const query = `SELECT ${['Id', ...fields].join(', ')} FROM ${object} WHERE Id = '${id}'`;
        return `/query?q=${encodeURIComponent(query)}`;
      }),
      (status, body) => succeeded(status) && at(body, 'totalSize') === 1,
    ),
};

/** Records as resources. */
export const rest: Door = {
  name: 'REST',
  listed: async (session) => {
    const { body } = await session.call('GET', '/sobjects');
    const objects = at(body, 'sobjects');
    return (Array.isArray(objects) ? objects : []).map((object: unknown) => String(at(object, 'name')));
  },
  read: (session, requests) =>
    together(
      session,
      requests.map(({ object, id, fields }) => ({
        method: 'GET',
        resource: `/sobjects/${object}/${id}?fields=${['Id', ...fields].join(',')}`,
      })),
      succeeded,
    ),
  create: (session, requests) =>
    together(
      session,
      requests.map(({ object, record }) => ({ method: 'POST', resource: `/sobjects/${object}`, body: record })),
      succeeded,
    ),
  edit: (session, requests) =>
    together(
      session,
      requests.map(({ object, id = '', record }) => ({
        method: 'PATCH',
        resource: `/sobjects/${object}/${id}`,
        body: record,
      })),
      succeeded,
    ),
  remove: (session, requests) =>
    together(
      session,
      requests.map(({ object, id = '' }) => ({ method: 'DELETE', resource: `/sobjects/${object}/${id}` })),
      succeeded,
    ),
};
