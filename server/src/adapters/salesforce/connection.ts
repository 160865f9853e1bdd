import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { RequestBudget } from '../../application/ports/request-budget.ts';
import { createBudget } from './budget.ts';
import { failureOf, isTooManyAtOnce, isWebPage, parsedJson } from './errors.ts';
import { login, type Credentials, type Session } from './login.ts';
import { createRequestGate } from './request-gate.ts';
import { retryDelay, type Timing } from './timing.ts';
import { createTransport, type HttpAnswer } from './transport.ts';

export const apiVersion = '67.0';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/services/data/vNN.0`, or a whole path as the CRM gave it (`/services/data/…`). */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly accept?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Of the body; JSON where not given. */
  readonly contentType?: string;
  /** Only where the record was not changed after this instant, to the second: else the answer is 412. */
  readonly unmodifiedSince?: string;
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
  /** The day's requests, as the CRM last said. */
  readonly budget: RequestBudget;
  /** How many requests may be under way at once, at the moment. */
  width(): number;
}

export interface ConnectionOptions {
  readonly credentials: Credentials;
  readonly timing: Timing;
  readonly idleMs?: number;
  /** Share of the day's requests, of all programs together, from which the companion saves. */
  readonly stopShare?: number;
  /** Requests under way at once, at most. Source: developer and trial orgs allow 5 that take long, others 25. */
  readonly atOnce?: number;
}

/** Tries of a request that found too many others under way; with the back-off between them this is over a minute. */
const triesAtOnce = 8;

/**
 * Opens a connection; it signs in when first used. A session that has run out is renewed once per request, by one
 * sign-in however many requests notice it; a second refusal in a row is `auth_failed`, after three calls in all.
 */
export const connect = ({ credentials, timing, idleMs, stopShare, atOnce = 5 }: ConnectionOptions): Connection => {
  const transport = createTransport({ timing, ...(idleMs === undefined ? {} : { idleMs }) });
  let session: Promise<Session> | undefined;
  const budget = createBudget(stopShare, timing.elapsed);
  const gate = createRequestGate(atOnce);

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
        ...(body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json; charset=utf-8' }),
        ...(request.unmodifiedSince === undefined
          ? {}
          : { 'if-unmodified-since': new Date(request.unmodifiedSince).toUTCString() }),
      },
      replayable: request.replayable ?? method === 'GET',
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    budget.hear(answer.headers);
    return answer;
  };

  const sendSignedIn = async (request: ApiRequest): Promise<HttpAnswer> => {
    const first = signIn();
    const answer = await send(request, await first);
    if (answer.status !== 401) return answer;
    // Only the first to notice throws the session away; the others find the new one.
    if (session === first) session = undefined;
    const again = await send(request, await signIn());
    if (again.status === 401) throw refusedAgain(again, credentials);
    return again;
  };

  /** Once through the gate. @returns the answer, or why there is none and how long to wait before the next try */
  const attempt = async (
    request: ApiRequest,
    tries: number,
  ): Promise<{ readonly answer: HttpAnswer } | { readonly waitMs: number }> => {
    const place = await gate.enter(request.signal);
    try {
      const taken = budget.admit(request.what);
      const answer = await sendSignedIn(request);
      if (answer.status >= 200 && answer.status <= 299 && !isWebPage(answer)) {
        taken();
        place.taken();
        return { answer };
      }
      const failure = failureOf(answer, request.what);
      if (failure.kind === 'limit') budget.refused();
      if (!isTooManyAtOnce(failure)) throw failure;
      place.refused();
      if (tries >= triesAtOnce) throw failure;
      return { waitMs: retryDelay(tries, answer.headers.get('retry-after'), timing) };
    } finally {
      place.leave();
    }
  };

  return {
    signIn,
    budget,
    width: () => gate.width(),
    async call(request) {
      for (let tries = 1; ; tries += 1) {
        const outcome = await attempt(request, tries);
        if ('answer' in outcome) return outcome.answer;
        await timing.sleep(outcome.waitMs, request.signal);
        request.signal?.throwIfAborted();
      }
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
