import { Agent, request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as requestHttps } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const unpack = promisify(gunzip);
const pieceBytes = 1 << 20;

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
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

/** The answer stood still. */
export class Stalled extends Error {
  override readonly name = 'Stalled';
}

/** The answer came to its end, and is not what was sent. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
}

/** The answer is none that may be followed: a redirect, or in a packing that was not asked for. */
export class Unwanted extends Error {
  override readonly name = 'Unwanted';
}

export type Exchange = (request: HttpRequest) => Promise<HttpAnswer>;

/**
 * One request and its answer, read to its end. Not by fetch: that takes a gzip stream which ends early for a whole one,
 * and costs twice the time per megabyte.
 * @param idleMs An answer that stands still for so long throws Stalled.
 */
export const createExchange = (idleMs: number): Exchange => {
  const plain = new Agent({ keepAlive: true });
  const secure = new TlsAgent({ keepAlive: true });
  return async (request) => {
    const { answer, chunks } = await send(request, idleMs, plain, secure);
    const status = answer.statusCode ?? 0;
    if (status >= 300 && status <= 399)
      throw new Unwanted(`it answers with a redirect (${status}), which Takt does not follow`);
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
    const encoding = headers.get('content-encoding') ?? 'identity';
    if (encoding === 'identity' || chunks.length === 0) return { status, headers, body: joined(chunks) };
    if (encoding !== 'gzip') throw new Unwanted(`it packs its answers by ${encoding}, which was not asked for`);
    try {
      return { status, headers, body: await unpack(joined(chunks), { chunkSize: 1 << 20 }) };
    } catch (error) {
      throw new Damaged('its answer arrived damaged', { cause: error });
    }
  };
};

interface Received {
  readonly answer: IncomingMessage;
  readonly chunks: readonly Uint8Array[];
}

const send = (
  { method, url, headers, body, signal }: HttpRequest,
  idleMs: number,
  plain: Agent,
  secure: TlsAgent,
): Promise<Received> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const options = {
      method,
      headers: {
        ...headers,
        'accept-encoding': 'gzip',
        ...(bytes === undefined ? {} : { 'content-length': bytes.byteLength }),
      },
    };
    const request = url.startsWith('https:')
      ? requestHttps(url, { ...options, agent: secure })
      : requestHttp(url, { ...options, agent: plain });
    const stop = (): void => {
      request.destroy(signal?.reason instanceof Error ? signal.reason : new Error('stopped'));
    };
    const patience = setTimeout(() => {
      request.destroy(new Stalled());
    }, idleMs);
    const over = (): void => {
      clearTimeout(patience);
      signal?.removeEventListener('abort', stop);
    };
    const fail = (error: unknown): void => {
      over();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    signal?.addEventListener('abort', stop);
    request.on('error', fail);
    request.on('response', (answer) => {
      const chunks: Uint8Array[] = [];
      answer.on('data', (chunk: Uint8Array) => {
        patience.refresh();
        chunks.push(chunk);
      });
      answer.on('error', fail);
      answer.on('end', () => {
        over();
        resolve({ answer, chunks });
      });
    });
    void upload(request, bytes, patience);
  });

/** Piece by piece, so that a slow line is not taken for one that stands still. */
const upload = async (
  request: ClientRequest,
  bytes: Uint8Array | undefined,
  patience: NodeJS.Timeout,
): Promise<void> => {
  for (let at = 0; at < (bytes?.byteLength ?? 0) && !request.destroyed; at += pieceBytes) {
    await new Promise((resolve) => request.write(bytes?.subarray(at, at + pieceBytes), resolve));
    patience.refresh();
  }
  request.end();
};

const joined = (chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
};
