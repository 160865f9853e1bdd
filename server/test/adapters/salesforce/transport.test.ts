import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createTransport } from '../../../src/adapters/salesforce/transport.ts';
import { CrmFailure } from '../../../src/application/ports/crm-failure.ts';
import { recordedTiming } from './stub.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

const withServer = async (answer: Answer, idleMs = 10_000) => {
  let asked = 0;
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    request.resume();
    requests.push(request);
    answer(request, response, (asked += 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const timing = recordedTiming();
  const transport = createTransport({ timing, idleMs });
  return {
    timing,
    requests,
    asked: () => asked,
    get: (signal?: AbortSignal) =>
      transport({
        method: 'GET',
        url: `http://127.0.0.1:${address.port}/x?y=1`,
        replayable: true,
        ...(signal === undefined ? {} : { signal }),
      }),
    put: (body: Uint8Array<ArrayBuffer>) =>
      transport({ method: 'PUT', url: `http://127.0.0.1:${address.port}/x`, replayable: true, body }),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

const failureOf = async (work: Promise<unknown>): Promise<CrmFailure> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CrmFailure)) throw new Error(`No CrmFailure: ${String(error)}`);
  return error;
};

const text = 'Id,Name\n'.padEnd(300_000, '"1","ä"\n');
const zipped = gzipSync(text);
const asGzip = { 'content-type': 'text/csv', 'content-encoding': 'gzip' };

describe('an answer on its way', () => {
  it('is asked for as gzip and nothing else, and unpacked', async () => {
    await using server = await withServer((_, response) => {
      response.writeHead(200, asGzip);
      response.end(zipped);
    });
    const answer = await server.get();
    expect(server.requests[0]?.headers['accept-encoding']).toBe('gzip');
    expect(Buffer.from(answer.body).toString()).toBe(text);
    expect(answer.headers.get('Content-Type')).toBe('text/csv');
  });

  it('is taken plain where the server does not pack it', async () => {
    await using server = await withServer((_, response) => {
      response.end(text);
    });
    expect(Buffer.from((await server.get()).body).toString()).toBe(text);
  });

  it.each<[string, Buffer]>([
    ['gzip that ends early, though the answer says it is whole', zipped.subarray(0, -500)],
    ['gzip without its checksum', zipped.subarray(0, -8)],
    ['gzip with a flipped byte', Buffer.from(zipped.map((byte, at) => (at === zipped.length - 6 ? byte ^ 1 : byte)))],
    ['no gzip at all', Buffer.from(text)],
  ])('is read again where it is damaged: %s', async (_, sent) => {
    await using server = await withServer((_request, response, nth) => {
      response.writeHead(200, asGzip);
      response.end(nth === 1 ? sent : zipped);
    });
    expect(Buffer.from((await server.get()).body).toString()).toBe(text);
    expect(server.asked()).toBe(2);
  });

  it('is given up after five damaged ones, and says so', async () => {
    await using server = await withServer((_, response) => {
      response.writeHead(200, asGzip);
      response.end(zipped.subarray(0, -100));
    });
    expect((await failureOf(server.get())).message).toContain('damaged');
    expect(server.asked()).toBe(5);
  });

  it('is refused in a packing that was not asked for', async () => {
    await using server = await withServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'br' });
      response.end('x');
    });
    expect((await failureOf(server.get())).message).toContain('br');
  });

  it.each(['chunked', 'counted'])('is read again where the connection is cut, %s', async (how) => {
    await using server = await withServer((_, response, nth) => {
      if (nth > 1) {
        response.end(text);
        return;
      }
      if (how === 'counted') response.setHeader('content-length', text.length);
      response.write(text.slice(0, 100_000), () => response.destroy());
    });
    expect(Buffer.from((await server.get()).body).toString()).toBe(text);
    expect(server.asked()).toBe(2);
  });

  it('does not lead elsewhere: the token stays with the org', async () => {
    await using server = await withServer((_, response) => {
      response.writeHead(302, { location: 'http://evil.example/' });
      response.end();
    });
    const failure = await failureOf(server.get());
    expect(failure.kind).toBe('unreachable');
    expect(failure.message).toContain('redirect');
    expect(server.asked()).toBe(1);
  });

  it('ends with the reason of its signal, while it waits and while it comes', async () => {
    await using server = await withServer((_, response) => {
      response.write('half');
    });
    const stop = new AbortController();
    const answer = server.get(stop.signal);
    await expect.poll(server.asked).toBe(1);
    stop.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
    await expect(server.get(AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
    expect(server.asked()).toBe(1);
  });
});

it('sends bytes as they are', async () => {
  const received: Buffer[] = [];
  await using server = await withServer((request, response) => {
    request.on('data', (chunk: Buffer) => received.push(chunk));
    request.on('end', () => response.end());
  });
  const bytes = new Uint8Array([0, 255, 10, 13, 0xef, 0xbb, 0xbf]);
  await server.put(bytes);
  expect(new Uint8Array(Buffer.concat(received))).toEqual(bytes);
});
