import { CrmFailure } from '../../application/ports/crm-failure.ts';
import { failureOf, isWebPage, parsedJson } from './errors.ts';
import { login, type Credentials, type Session } from './login.ts';
import type { Timing } from './timing.ts';
import { createTransport, type HttpAnswer } from './transport.ts';

export const apiVersion = '67.0';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/services/data/vNN.0`, or a whole path as the CRM gave it (`/services/data/…`). */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly accept?: string;
  readonly body?: string;
  /** Default: true for GET. */
  readonly replayable?: boolean;
  /** What it is for, in messages: "the query of Opportunity". */
  readonly what: string;
  readonly signal?: AbortSignal | undefined;
}

/** A signed-in connection to one org. */
export interface Connection {
  /** Sends a request. @throws CrmFailure on anything but a 2xx answer with data. */
  call(request: ApiRequest): Promise<HttpAnswer>;
  /** Signs in, if that has not been done. */
  signIn(): Promise<Session>;
  /** The day's request allowance as last heard, `10018/100000`. */
  usage(): string | undefined;
}

export interface ConnectionOptions {
  readonly credentials: Credentials;
  readonly timing: Timing;
  readonly idleMs?: number;
}

/**
 * Opens a connection; it signs in when first used. A session that has run out is renewed once per request, by one
 * sign-in however many requests notice it; a second refusal in a row is `auth_failed`, after three calls in all.
 */
export const connect = ({ credentials, timing, idleMs }: ConnectionOptions): Connection => {
  const transport = createTransport({ timing, ...(idleMs === undefined ? {} : { idleMs }) });
  let session: Promise<Session> | undefined;
  let usage: string | undefined;

  const signIn = (): Promise<Session> => {
    if (session === undefined) {
      const opened = login(credentials, transport, timing);
      // A failed sign-in is not remembered: the next request tries again.
      opened.catch(() => {
        if (session === opened) session = undefined;
      });
      session = opened;
    }
    return session;
  };

  const send = async (request: ApiRequest, { instanceUrl, token }: Session): Promise<HttpAnswer> => {
    const { method, path, query, accept = 'application/json', body, signal } = request;
    const url = new URL(path.startsWith('/services/') ? path : `/services/data/v${apiVersion}${path}`, instanceUrl);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const answer = await transport({
      method,
      url: url.href,
      headers: {
        authorization: `Bearer ${token}`,
        accept,
        ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      },
      replayable: request.replayable ?? method === 'GET',
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    usage = /api-usage=(\d+\/\d+)/.exec(answer.headers.get('sforce-limit-info') ?? '')?.[1] ?? usage;
    return answer;
  };

  return {
    signIn,
    usage: () => usage,
    async call(request) {
      const first = signIn();
      let answer = await send(request, await first);
      if (answer.status === 401) {
        // Only the first to notice throws the session away; the others find the new one.
        if (session === first) session = undefined;
        answer = await send(request, await signIn());
        if (answer.status === 401) throw refusedAgain(answer, credentials);
      }
      if (answer.status < 200 || answer.status > 299 || isWebPage(answer)) throw failureOf(answer, request.what);
      return answer;
    },
  };
};

const refusedAgain = (answer: HttpAnswer, { username }: Credentials): CrmFailure => {
  const code = /"errorCode"\s*:\s*"(\w+)"/.exec(JSON.stringify(parsedJson(answer) ?? ''))?.[1] ?? '401';
  return new CrmFailure(
    'auth_failed',
    `The CRM let ${username} sign in, but refuses the new session as well (${code}). Check the session settings and login IP ranges of the user's profile.`,
    { code },
  );
};
