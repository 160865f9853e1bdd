import { CrmFailure } from '../../application/ports/crm-failure.ts';
import { retryDelay, type Timing } from './timing.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Doing it twice is doing it once: it may be sent again when the answer is lost. */
  readonly replayable: boolean;
  readonly signal?: AbortSignal;
}

/** An answer, read to its end. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface TransportOptions {
  readonly timing: Timing;
  /** A request whose answer stands still for so long is given up. */
  readonly idleMs?: number;
  readonly tries?: number;
}

export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

const passing = new Set([500, 502, 503, 504]);

/**
 * Sends requests by fetch. What can safely be repeated is, up to 5 times, on a lost connection, a stalled answer or
 * a server error; other answers are the caller's to judge.
 * @throws CrmFailure `unreachable` when nothing came back, the signal's reason when it was given.
 */
export const createTransport = ({ timing, idleMs = 60_000, tries = 5 }: TransportOptions): Transport => {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= tries || !request.replayable;
      let retryAfter: string | null = null;
      try {
        const answer = await send(request, idleMs);
        if (last || !passing.has(answer.status)) return answer;
        retryAfter = answer.headers.get('retry-after');
      } catch (error) {
        request.signal?.throwIfAborted();
        const failure = unreachable(request.url, error, idleMs);
        // Nobody listens there: this is known at once, and repeating it only hides it.
        if (last || errorCode(error) === 'ECONNREFUSED' || errorCode(error) === 'ENOTFOUND') throw failure;
      }
      await timing.sleep(retryDelay(attempt, retryAfter, timing), request.signal);
      request.signal?.throwIfAborted();
    }
  };
};

/** The answer stood still. */
class Stalled extends Error {
  override readonly name = 'Stalled';
}

const send = async ({ method, url, headers, body, signal }: HttpRequest, idleMs: number): Promise<HttpAnswer> => {
  const patience = new AbortController();
  const giveUp = (): void => {
    patience.abort(new Stalled());
  };
  let timer = setTimeout(giveUp, idleMs);
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, idleMs);
  };
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers },
      redirect: 'error',
      signal: signal === undefined ? patience.signal : AbortSignal.any([signal, patience.signal]),
      ...(body === undefined ? {} : { body }),
    });
    const chunks: Uint8Array[] = [];
    const stream: AsyncIterable<Uint8Array> | null = response.body;
    for await (const chunk of stream ?? []) {
      alive();
      chunks.push(chunk);
    }
    return { status: response.status, headers: response.headers, body: new Uint8Array(Buffer.concat(chunks)) };
  } finally {
    clearTimeout(timer);
  }
};

/** What lies under fetch's own "fetch failed". */
const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? error.cause : error;

const errorCode = (error: unknown): string | undefined => {
  const cause = causeOf(error);
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
};

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused: nothing listens there',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be looked up at the moment',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
};

const unreachable = (url: string, error: unknown, idleMs: number): CrmFailure => {
  const code = errorCode(error);
  const cause = causeOf(error);
  const said = cause instanceof Error && cause.message !== '' ? cause.message : (code ?? 'no answer');
  const known = code === undefined ? undefined : reasons[code];
  const reason = error instanceof Stalled ? `it sent nothing for ${idleMs / 1000} s` : (known ?? said);
  return new CrmFailure('unreachable', `The CRM at ${new URL(url).origin} cannot be reached: ${reason}.`, {
    cause: error,
    ...(code === undefined ? {} : { code }),
  });
};
