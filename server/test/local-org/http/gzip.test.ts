import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueToken } from '../../../local-org/auth/sessions.ts';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company, deal, ids } from '../support/company.ts';
import { startOrg } from '../support/server.ts';

let running: RunningOrg;
let token = '';
beforeAll(async () => {
  running = await startOrg({ adminPort: 0 });
  const { org } = company(running.org);
  const deals = Array.from({ length: 4000 }, (_, at) =>
    deal({ Name: `Größe ${at} "quoted"`, Description: 'é\n'.repeat(40) }),
  );
  ids(org.create(org.system, 'Opportunity', deals, { withoutHistory: true }));
});
afterAll(() => running.close());
beforeEach(async () => {
  await tell('/reset', {});
  ({ token } = issueToken(running.org, 'admin@acme.example'));
});

const tell = (path: string, body: unknown): Promise<Response> =>
  fetch(`${running.adminUrl ?? ''}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  readonly bytes: Buffer;
  /** Whether the answer ended as its head said it would. */
  readonly complete: boolean;
}

/** An answer as it comes, unpacked by nobody. */
const ask = (path: string, encoding?: string, method = 'GET', body?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const request = httpRequest(
      `${running.url}/services/data/v67.0${path}`,
      { method, headers: { ...headers, ...(encoding === undefined ? {} : { 'accept-encoding': encoding }) } },
      (response) => {
        const chunks: Buffer[] = [];
        const done = (): void => {
          const { statusCode: status = 0, headers: sent, complete } = response;
          resolve({ status, headers: sent, bytes: Buffer.concat(chunks), complete });
        };
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', done);
        response.on('error', done);
      },
    );
    request.on('error', reject);
    request.end(body);
  });

const query = `/query?q=${encodeURIComponent('SELECT Id, Name, Description FROM Opportunity LIMIT 2000')}`;
const bulkResults = async (): Promise<string> => {
  const job = { operation: 'query', query: 'SELECT Id, Name, Description FROM Opportunity' };
  const { id } = JSON.parse((await ask('/jobs/query', undefined, 'POST', JSON.stringify(job))).bytes.toString()) as {
    id: string;
  };
  for (;;) {
    const { state } = JSON.parse((await ask(`/jobs/query/${id}`)).bytes.toString()) as { state: string };
    if (state === 'JobComplete') return `/jobs/query/${id}/results`;
  }
};

describe('an answer', () => {
  it('is packed for who takes gzip, and the same when unpacked', async () => {
    for (const path of [query, await bulkResults()]) {
      const plain = await ask(path);
      expect(plain.headers['content-encoding']).toBeUndefined();
      const packed = await ask(path, 'br, gzip');
      expect([packed.status, packed.headers['content-encoding'], packed.headers.vary]).toEqual([
        200,
        'gzip',
        'Accept-Encoding',
      ]);
      expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 4);
      expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true);
      for (const name of ['sforce-locator', 'sforce-numberofrecords', 'sforce-limit-info', 'content-type']) {
        if (name !== 'sforce-limit-info') expect(packed.headers[name]).toBe(plain.headers[name]);
        else expect(packed.headers[name]).toBeDefined();
      }
    }
  });

  it('is not packed where it is short, refused, or not asked for', async () => {
    expect((await ask('/sobjects/Account/001000000000001', 'gzip')).headers['content-encoding']).toBeUndefined();
    for (const encoding of ['identity', 'br', 'gzip;q=0', '']) {
      expect((await ask(query, encoding)).headers['content-encoding']).toBeUndefined();
    }
    expect((await ask(query, 'gzip;q=0.5')).headers['content-encoding']).toBe('gzip');
  });

  it('that nobody waits for any more ends, and the next comes as ever', async () => {
    const leave = new AbortController();
    const answer = await fetch(`${running.url}/services/data/v67.0${await bulkResults()}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: leave.signal,
    });
    const reader = answer.body?.getReader();
    await reader?.read();
    leave.abort();
    await expect(reader?.read()).rejects.toThrow();
    expect((await ask(query, 'gzip')).complete).toBe(true);
  });

  it('that a fault alters is packed after it', async () => {
    await tell('/faults', {
      match: { path: '/query' },
      action: { kind: 'alter', replace: [{ pattern: 'quoted', by: 'QUOTED' }] },
    });
    const altered = await ask(query, 'gzip');
    expect(gunzipSync(altered.bytes).toString()).toContain('QUOTED');
  });
});

describe('a body that is cut', () => {
  const cut = async (action: Readonly<Record<string, unknown>>): Promise<Answer> => {
    await tell('/faults', { match: { path: '/query' }, action: { kind: 'truncate', bytes: 500, ...action } });
    return ask(query, 'gzip');
  };

  it('can be the packed one, which then cannot be unpacked to its end', async () => {
    const whole = await cut({ end: 'whole', packed: true });
    expect([whole.headers['content-encoding'], whole.bytes.length, whole.complete]).toEqual(['gzip', 500, true]);
    expect(() => gunzipSync(whole.bytes)).toThrow('unexpected end of file');
    const early = await cut({ packed: true });
    expect([early.headers['content-encoding'], early.bytes.length, early.complete]).toEqual(['gzip', 500, false]);
  });

  it('can end with its connection, without a length that would tell', async () => {
    const closed = await cut({ end: 'close' });
    expect([closed.headers['content-length'], closed.headers['transfer-encoding'], closed.bytes.length]).toEqual([
      undefined,
      undefined,
      500,
    ]);
    expect([closed.headers.connection, closed.complete]).toEqual(['close', true]);
  });

  it('can be one in chunks, whose last never comes', async () => {
    const chunked = await cut({ end: 'chunked' });
    expect([chunked.headers['transfer-encoding'], chunked.bytes.length, chunked.complete]).toEqual([
      'chunked',
      500,
      false,
    ]);
  });
});
