import { each, outcome, type Door } from '../door.ts';
import type { Session } from '../world.ts';

const ask = async (session: Session, method: string, resource: string, body?: unknown) => {
  const answer = await session.call(method, `/ui-api${resource}`, body);
  return outcome(answer.status < 300, answer.body);
};

/** What components use through `lightning/uiRecordApi`. */
export const uiApi: Door = {
  name: 'UI API',
  read: (session, requests) =>
    each(requests, ({ object, id, fields }) =>
      ask(session, 'GET', `/records/${id}?fields=${['Id', ...fields].map((name) => `${object}.${name}`).join(',')}`),
    ),
  create: (session, requests) =>
    each(requests, ({ object, record }) => ask(session, 'POST', '/records', { apiName: object, fields: record })),
  edit: (session, requests) =>
    each(requests, ({ id = '', record }) => ask(session, 'PATCH', `/records/${id}`, { fields: record })),
  remove: (session, requests) => each(requests, ({ id = '' }) => ask(session, 'DELETE', `/records/${id}`)),
};

/** Whether an object is described to somebody. */
export const isDescribed = async (session: Session, object: string): Promise<boolean> =>
  (await ask(session, 'GET', `/object-info/${object}`)).done;
