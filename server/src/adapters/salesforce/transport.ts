import { CrmFailure } from '../../application/ports/crm-failure.ts';
import { createExchange, Stalled, Unwanted, type HttpAnswer, type HttpRequest } from './exchange.ts';
import { retryDelay, type Timing } from './timing.ts';

export type { HttpAnswer, HttpRequest } from './exchange.ts';

export interface TransportOptions {
  readonly timing: Timing;
  /** A request whose answer stands still for so long is given up. */
  readonly idleMs?: number;
  readonly tries?: number;
}

export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

const passing = new Set([500, 502, 503, 504]);

/**
 * Sends requests. What can safely be repeated is, up to 5 times, on a lost connection, a stalled or damaged answer or
 * a server error; other answers are the caller's to judge.
 * @throws CrmFailure `unreachable` when nothing came back, the signal's reason when it was given.
 */
export const createTransport = ({ timing, idleMs = 60_000, tries = 5 }: TransportOptions): Transport => {
  const exchange = createExchange(idleMs);
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= tries || !request.replayable;
      let retryAfter: string | null = null;
      try {
        const answer = await exchange(request);
        if (last || !passing.has(answer.status)) return answer;
        retryAfter = answer.headers.get('retry-after');
      } catch (error) {
        request.signal?.throwIfAborted();
        const failure = unreachable(request.url, error, idleMs);
        if (last || isSettled(error)) throw failure;
      }
      await timing.sleep(retryDelay(attempt, retryAfter, timing), request.signal);
      request.signal?.throwIfAborted();
    }
  };
};

const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Nobody listens there, or somebody else does: this is known at once, and repeating it only hides it. */
const isSettled = (error: unknown): boolean =>
  error instanceof Unwanted || errorCode(error) === 'ECONNREFUSED' || errorCode(error) === 'ENOTFOUND';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused: nothing listens there',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be looked up at the moment',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'the connection timed out',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
};

const unreachable = (url: string, error: unknown, idleMs: number): CrmFailure => {
  const code = errorCode(error);
  const said = error instanceof Error && error.message !== '' ? error.message : (code ?? 'no answer');
  const known = code === undefined ? undefined : reasons[code];
  const reason = error instanceof Stalled ? `it sent nothing for ${idleMs / 1000} s` : (known ?? said);
  return new CrmFailure('unreachable', `The CRM at ${new URL(url).origin} cannot be reached: ${reason}.`, {
    cause: error,
    ...(code === undefined ? {} : { code }),
  });
};
