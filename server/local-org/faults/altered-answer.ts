import type { ServerResponse } from 'node:http';

/** An answer that is whole and has not been sent. */
export interface HeldAnswer {
  status: number;
  /** By lower-case name. */
  readonly headers: Map<string, string>;
  body: Buffer;
}

/**
 * Holds an answer back until it is whole, then hands it on. Whoever writes it does not notice.
 * @param whole decides what is sent: `send` with the held answer, or anything else.
 */
export const holdAnswer = (
  response: ServerResponse,
  whole: (held: HeldAnswer, send: (held: HeldAnswer) => void) => void,
): void => {
  const chunks: Buffer[] = [];
  const own = {
    write: response.write.bind(response),
    end: response.end.bind(response),
    writeHead: response.writeHead.bind(response),
  };
  const keep = (chunk: unknown, encoding: unknown): void => {
    if (typeof chunk === 'string') {
      chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'));
    } else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const callbackOf = (given: readonly unknown[]): (() => void) | undefined =>
    given.find((one): one is () => void => typeof one === 'function');
  // What is written to the head early is taken back until the answer is whole.
  response.writeHead = (status: number, ...given: unknown[]) => {
    response.statusCode = status;
    const headers = given.find((one) => typeof one === 'object' && one !== null);
    for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, String(value));
    return response;
  };
  response.flushHeaders = () => undefined;
  response.write = ((chunk: unknown, ...given: unknown[]) => {
    keep(chunk, given[0]);
    const done = callbackOf(given);
    if (done !== undefined) process.nextTick(done);
    return true;
  }) as typeof response.write;
  response.end = ((...given: unknown[]) => {
    keep(given[0], given[1]);
    const done = callbackOf(given);
    const headers = new Map(response.getHeaderNames().map((name) => [name, String(response.getHeader(name))]));
    const held = { status: response.statusCode, headers, body: Buffer.concat(chunks) };
    whole(held, ({ status, headers: sent, body }) => {
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      for (const [name, value] of sent) if (name !== 'content-length') response.setHeader(name, value);
      Object.assign(response, own);
      response.statusCode = status;
      response.setHeader('content-length', body.length);
      response.end(body, done);
    });
    return response;
  }) as typeof response.end;
};
