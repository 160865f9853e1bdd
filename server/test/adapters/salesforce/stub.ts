import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import type { Credentials } from '../../../src/adapters/salesforce/login.ts';
import type { Timing } from '../../../src/adapters/salesforce/timing.ts';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Handler = (request: Received, response: ServerResponse) => void;

export interface Stub extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
  /** Requests other than sign-ins. */
  readonly calls: () => readonly Received[];
  readonly logins: () => number;
}

/** A scripted CRM on a loopback port: it grants every sign-in (`login` may refuse), the handler answers the rest. */
export const startStub = async (handler: Handler, login?: Handler): Promise<Stub> => {
  const received: Received[] = [];
  let logins = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      received.push(one);
      if (url !== '/services/oauth2/token') {
        handler(one, response);
        return;
      }
      logins += 1;
      if (login === undefined) {
        json(response, 200, {
          access_token: `token-${logins}`,
          instance_url: `http://${headers.host ?? ''}/`,
          id: 'https://login.salesforce.com/id/00D000000000001AAA/005000000000009AAA',
        });
      } else login(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stub has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    calls: () => received.filter(({ url }) => url !== '/services/oauth2/token'),
    logins: () => logins,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

export const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

export const apiError = (response: ServerResponse, status: number, errorCode: string, message = errorCode): void => {
  json(response, status, [{ message, errorCode }]);
};

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

export const credentialsFor = (loginUrl: string): Credentials => ({
  loginUrl,
  clientId: 'takt',
  username: 'service@takt.example',
  privateKey,
});

export interface RecordedTiming extends Timing {
  readonly waits: readonly number[];
}

/** Nobody waits: what would have been waited is recorded. Chance always gives one half. */
export const recordedTiming = (): RecordedTiming => {
  const waits: number[] = [];
  return {
    waits,
    random: () => 0.5,
    now: () => Date.now(),
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  };
};

/** All that comes. */
export const collect = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};
