import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company, deal, ids } from '../support/company.ts';
import { startOrg } from '../support/server.ts';
import { bothSides, field, type Answer, type BothSides } from './admin-org.ts';

let running: RunningOrg;
let side: BothSides;
beforeAll(async () => {
  running = await startOrg({ adminPort: 0 });
  company(running.org);
  const deals = Array.from({ length: 30 }, (_, at) => deal({ Name: `D${at}`, Amount: at }));
  ids(running.org.create(running.org.system, 'Opportunity', deals));
  side = bothSides(running);
});
afterAll(() => running.close());
beforeEach(async () => {
  await side.tell('/reset');
  side.signIn();
});

const soql = 'SELECT Id, Name FROM Opportunity';
const query = async (text = soql): Promise<string> =>
  String(field(await side.ask('/jobs/query', 'POST', { operation: 'query', query: text }), 'id'));
const load = async (rows: number): Promise<string> => {
  const job = { object: 'Account', operation: 'insert', lineEnding: 'LF' };
  const id = String(field(await side.ask('/jobs/ingest', 'POST', job), 'id'));
  const lines = Array.from({ length: rows }, (_, at) => `Loaded ${at}`);
  await side.ask(`/jobs/ingest/${id}/batches`, 'PUT', ['Name', ...lines, ''].join('\n'));
  await side.ask(`/jobs/ingest/${id}`, 'PATCH', { state: 'UploadComplete' });
  return id;
};
const reaches = async (path: string, state: string): Promise<Answer> => {
  await vi.waitFor(async () => {
    expect(field(await side.ask(path), 'state')).toBe(state);
  });
  return side.ask(path);
};
const loaded = (): number =>
  running.org.query(running.org.system, "SELECT Id FROM Account WHERE Name LIKE 'Loaded%'").totalSize;

describe('a query job', () => {
  it('fails, or is aborted by somebody else, where a test says so, and the next is as ever', async () => {
    await side.tell('/jobs', { outcome: 'Failed', message: 'InternalServerError : gone' });
    await side.tell('/jobs', { outcome: 'Aborted', nth: 2 });
    const [failed, aborted, next] = [await query(), await query(), await query()];
    expect(await reaches(`/jobs/query/${failed}`, 'Failed')).toMatchObject({
      body: { errorMessage: 'InternalServerError : gone' },
    });
    await reaches(`/jobs/query/${aborted}`, 'Aborted');
    expect((await side.ask(`/jobs/query/${aborted}/results`)).status).toBe(400);
    await reaches(`/jobs/query/${next}`, 'JobComplete');
  });

  it('is stuck until it is released, or aborted', async () => {
    await side.tell('/jobs', { outcome: 'Stuck', count: 2, object: 'opportunity' });
    const [first, second] = [await query(), await query()];
    await reaches(`/jobs/query/${first}`, 'InProgress');
    await reaches(`/jobs/query/${second}`, 'InProgress');
    await side.ask(`/jobs/query/${second}`, 'PATCH', { state: 'Aborted' });
    await side.tell('/jobs/release');
    await reaches(`/jobs/query/${first}`, 'JobComplete');
    const results = await side.ask(`/jobs/query/${first}/results`);
    expect(results.headers.get('sforce-numberofrecords')).toBe('30');
    await reaches(`/jobs/query/${second}`, 'Aborted');
  });

  it('takes too long where it has too many rows, and so does the query by REST; a part of it does not', async () => {
    await side.tell('/slow-queries', { object: 'Opportunity', rows: 20 });
    expect(await reaches(`/jobs/query/${await query()}`, 'Failed')).toMatchObject({
      body: { errorMessage: expect.stringContaining('QUERY_TIMEOUT') as string },
    });
    await reaches(`/jobs/query/${await query(`${soql} WHERE Amount < 15`)}`, 'JobComplete');
    const rest = (text: string): Promise<Answer> => side.ask(`/query?q=${encodeURIComponent(text)}`);
    expect(await rest(soql)).toMatchObject({ status: 400, body: [{ errorCode: 'QUERY_TIMEOUT' }] });
    expect(await rest(`${soql} WHERE Amount < 15`)).toMatchObject({ status: 200, body: { totalSize: 15 } });
    expect(await rest('SELECT Id FROM User')).toMatchObject({ status: 200 });
  });
});

describe('a locator', () => {
  it('dies when a test says so, of a job and of a query by REST', async () => {
    const id = await query();
    await reaches(`/jobs/query/${id}`, 'JobComplete');
    const first = await side.ask(`/jobs/query/${id}/results?maxRecords=10`);
    const path = `/jobs/query/${id}/results?maxRecords=10&locator=${first.headers.get('sforce-locator') ?? ''}`;
    expect((await side.ask(path)).status).toBe(200);
    await side.tell('/locators/expire');
    expect(await side.ask(path)).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_QUERY_LOCATOR' }] });
    const again = await side.ask(`/jobs/query/${id}/results?maxRecords=10`);
    expect([again.status, again.headers.get('sforce-locator')]).not.toContain(first.headers.get('sforce-locator'));
  });

  it('dies with its session, where a test says so', async () => {
    const id = await query();
    await reaches(`/jobs/query/${id}`, 'JobComplete');
    const first = await side.ask(`/jobs/query/${id}/results?maxRecords=10`);
    const path = `/jobs/query/${id}/results?locator=${first.headers.get('sforce-locator') ?? ''}`;
    await side.tell('/faults', { match: { path: '/results' }, action: { kind: 'expire', locators: true } });
    expect((await side.ask(path)).status).toBe(401);
    side.signIn();
    expect(await side.ask(path)).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_QUERY_LOCATOR' }] });
  });
});

describe('an ingest job', () => {
  it('fails amid its rows: what was saved stays, the rest is not processed', async () => {
    const before = loaded();
    await side.tell('/jobs', {
      kind: 'ingest',
      outcome: 'Failed',
      afterRows: 250,
      message: 'InternalServerError : out',
    });
    const id = await load(600);
    expect(await reaches(`/jobs/ingest/${id}`, 'Failed')).toMatchObject({
      body: { errorMessage: 'InternalServerError : out', numberRecordsProcessed: 250 },
    });
    expect(loaded() - before).toBe(250);
    const lines = async (kind: string): Promise<number> =>
      String((await side.ask(`/jobs/ingest/${id}/${kind}`)).body)
        .trim()
        .split('\n').length - 1;
    expect([await lines('successfulResults'), await lines('unprocessedrecords')]).toEqual([250, 350]);
  });

  it('is stuck amid its rows until it is released, and then saves the others', async () => {
    const before = loaded();
    await side.tell('/jobs', { kind: 'ingest', outcome: 'Stuck', afterRows: 100 });
    const id = await load(300);
    await vi.waitFor(() => {
      expect(loaded() - before).toBe(100);
    });
    expect(await side.ask(`/jobs/ingest/${id}`)).toMatchObject({
      body: { state: 'InProgress', numberRecordsProcessed: 100 },
    });
    await side.tell('/jobs/release');
    await reaches(`/jobs/ingest/${id}`, 'JobComplete');
    expect(loaded() - before).toBe(300);
  });

  it('is aborted by somebody else before its first row, or while it is stuck', async () => {
    const before = loaded();
    await side.tell('/jobs', { kind: 'ingest', outcome: 'Aborted' });
    await reaches(`/jobs/ingest/${await load(10)}`, 'Aborted');
    await side.tell('/jobs', { kind: 'ingest', outcome: 'Stuck', afterRows: 5 });
    const id = await load(10);
    await vi.waitFor(() => {
      expect(loaded() - before).toBe(5);
    });
    await side.ask(`/jobs/ingest/${id}`, 'PATCH', { state: 'Aborted' });
    await side.tell('/jobs/release');
    await vi.waitFor(async () => {
      const left = String((await side.ask(`/jobs/ingest/${id}/unprocessedrecords`)).body);
      expect(left.trim().split('\n')).toHaveLength(6);
    });
    expect(loaded() - before).toBe(5);
  });
});

describe('requests at the same time', () => {
  it('are refused beyond so many, and let in again when the others are answered', async () => {
    await side.tell('/limits', { concurrent: 2 });
    await side.tell('/faults', { match: { path: '/limits' }, count: 0, action: { kind: 'delay', ms: 40 } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => side.ask('/limits')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 403, 403, 403]);
    expect(answers.find(({ status }) => status === 403)?.body).toEqual([
      { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.' },
    ]);
    expect((await side.ask('/limits')).status).toBe(200);
  });
});
