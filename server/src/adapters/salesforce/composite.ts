import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import { apiVersion, type Connection } from './connection.ts';
import { failureOf, readJson } from './errors.ts';

/** One request among several that travel together. */
export interface CompositePart {
  /** Letters and digits; unique in its composite. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/services/data/vNN.0`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The body as JSON text, where its numbers must not pass through binary fractions. */
  readonly json?: string;
}

const answered = z.object({
  compositeResponse: z.array(
    z.object({ referenceId: z.string().nullable(), httpStatusCode: z.number().int(), body: z.unknown() }),
  ),
});

/**
 * Sends several requests as one, in their order; each stands for itself.
 * Source: "Composite", REST API developer guide: 25 parts at most, 5 of them queries or collections.
 * @returns By name, each part's answer, or why there is none.
 * @throws CrmFailure where the whole was not taken.
 */
export const composite = async (
  connection: Connection,
  parts: readonly CompositePart[],
  what: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, { readonly body: unknown } | CrmFailure>> => {
  const answer = await connection.call({
    method: 'POST',
    path: '/composite',
    body: `{"allOrNone":false,"collateSubrequests":false,"compositeRequest":[${parts.map(partJson).join(',')}]}`,
    replayable: true,
    what,
    signal,
  });
  const { compositeResponse } = readJson(answer, answered, what);
  const answers = new Map<string, { readonly body: unknown } | CrmFailure>();
  for (const { referenceId, httpStatusCode: status, body } of compositeResponse) {
    if (referenceId === null) throw refused(answer.headers, status, body, what);
    answers.set(
      referenceId,
      status >= 200 && status <= 299 ? { body } : refused(answer.headers, status, body, `${what} (${referenceId})`),
    );
  }
  const missing = parts.find(({ name }) => !answers.has(name));
  if (missing !== undefined) throw new CrmFailure('protocol', `The CRM did not answer ${missing.name} of ${what}.`);
  return answers;
};

const partJson = ({ name, method, path, query, body, json }: CompositePart): string => {
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  const head = JSON.stringify({ method, url: `/services/data/v${apiVersion}${path}${search}`, referenceId: name });
  const text = json ?? (body === undefined ? undefined : JSON.stringify(body));
  return text === undefined ? head : `${head.slice(0, -1)},"body":${text}}`;
};

const refused = (headers: Headers, status: number, body: unknown, what: string): CrmFailure =>
  failureOf({ status, headers, body: new TextEncoder().encode(JSON.stringify(body)) }, what);
