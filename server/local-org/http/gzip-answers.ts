import type { ServerResponse } from 'node:http';
import { constants, createGzip, type Gzip } from 'node:zlib';
import type { RequestHandler } from 'express';

/** Shorter answers of a known length gain nothing. */
const shortest = 1024;
const packable = /^(?:text\/|application\/(?:json|xml|javascript))/;

const takesGzip = (header: string | undefined): boolean =>
  (header ?? '').split(',').some((one) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/.test(one));

const isPackable = (response: ServerResponse, wholeLength: number | undefined): boolean => {
  if (response.headersSent || response.req.method === 'HEAD') return false;
  if (response.statusCode === 204 || response.statusCode === 304) return false;
  if (response.hasHeader('content-encoding')) return false;
  const told = response.getHeader('content-length');
  const length = told === undefined ? wholeLength : Number(told);
  if (length !== undefined && length < shortest) return false;
  return packable.test(String(response.getHeader('content-type') ?? ''));
};

const sizeOf = (chunk: unknown): number => {
  if (typeof chunk === 'string') return Buffer.byteLength(chunk);
  return chunk instanceof Uint8Array ? chunk.length : 0;
};

type Own = Pick<ServerResponse, 'write' | 'end'>;

/** The stream between whoever writes the answer and the network. */
const packerFor = (response: ServerResponse, own: Own): Gzip => {
  const packer = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 1 << 16 });
  response.removeHeader('content-length');
  response.setHeader('content-encoding', 'gzip');
  response.on('drain', () => packer.resume());
  response.once('close', () => packer.destroy());
  packer.on('data', (bytes: Buffer) => {
    if (!own.write(bytes)) packer.pause();
  });
  packer.on('drain', () => response.emit('drain'));
  packer.once('end', () => own.end());
  return packer;
};

const functionOf = (given: readonly unknown[]): (() => void) | undefined =>
  given.find((one): one is () => void => typeof one === 'function');

/** Packs answers for clients that take gzip, as they are written: whoever writes them does not notice. */
export const gzipAnswers: RequestHandler = (request, response, next) => {
  if (!takesGzip(request.get('accept-encoding'))) {
    next();
    return;
  }
  response.vary('Accept-Encoding');
  const own = { write: response.write.bind(response), end: response.end.bind(response) };
  let packer: Gzip | undefined;
  let isBegun = false;
  const begin = (wholeLength?: number): Gzip | undefined => {
    if (!isBegun) packer = isPackable(response, wholeLength) ? packerFor(response, own) : undefined;
    isBegun = true;
    return packer;
  };
  const put = (stream: Gzip, chunk: unknown, given: readonly unknown[]): boolean => {
    const encoding = typeof given[0] === 'string' ? (given[0] as BufferEncoding) : 'utf8';
    return stream.write(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
  };
  response.write = ((chunk: unknown, ...given: unknown[]) => {
    const stream = begin();
    if (stream === undefined) return Reflect.apply(own.write, response, [chunk, ...given]) === true;
    const isFree = put(stream, chunk, given);
    const done = functionOf(given);
    if (done !== undefined) process.nextTick(done);
    return isFree;
  }) as typeof response.write;
  response.end = ((...given: unknown[]) => {
    const [chunk, ...rest] = given;
    const stream = begin(sizeOf(chunk));
    if (stream === undefined) {
      Reflect.apply(own.end, response, given);
      return response;
    }
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) put(stream, chunk, rest);
    const done = functionOf(given);
    if (done !== undefined) response.once('finish', done);
    stream.end();
    return response;
  }) as typeof response.end;
  next();
};
