import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bulkIngest, fitsBulk, resumeIngest, type IngestRequest } from '../../src/adapters/salesforce/bulk-ingest.ts';
import type { FailpointName } from '../../src/application/ports/failpoints.ts';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import { recordedTiming } from '../adapters/salesforce/stub.ts';
import { create } from './company.ts';
import { companionFor, rowsOf, startWorld, type Companion, type World } from './harness.ts';

let world: World;
let database: Database;
let companion: Companion;
beforeAll(async () => {
  world = await startWorld(3);
  database = await openDatabase(undefined);
  companion = companionFor(world, database);
});
afterAll(async () => {
  await database.close();
  await world[Symbol.asyncDispose]();
});

const admin = async (path: string, body: unknown): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${world.adminUrl}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.ok).toBe(true);
};
const calls = async (): Promise<readonly string[]> => {
  const requests = (await (await fetch(`${world.adminUrl}/requests`)).json()) as readonly {
    readonly method: string;
    readonly path: string;
  }[];
  return requests.map(({ method, path }) => `${method} ${path.replace(/^.*\/jobs\/ingest/, '')}`);
};
beforeEach(() => admin('reset', {}));

const { signal } = new AbortController();
/** Time passes for the org as well, which works while nobody asks. */
const timing = { ...recordedTiming(), sleep: () => new Promise<void>((resolve) => setImmediate(resolve)) };

const columns = ['External_Key__c', 'Name', 'Type__c', 'Effective_From__c', 'Effective_To__c'];
const scope = (key: string, name: string | null = key, to: string | null = null): readonly (string | null)[] => [
  key,
  name,
  'Team',
  '2026-01-01',
  to,
];
const upsert = (rows: IngestRequest['rows'], over: Partial<IngestRequest> = {}) => {
  const jobs: string[] = [];
  const request: IngestRequest = {
    object: 'Takt_Scope__c',
    operation: 'upsert',
    externalIdField: 'External_Key__c',
    columns,
    rows,
    onJob: (job) => {
      jobs.push(job);
      return Promise.resolve();
    },
    ...over,
  };
  return { jobs, outcomes: bulkIngest(companion.connection, request, { timing }, signal) };
};
const stored = (like: string) =>
  rowsOf(
    world.org,
    `SELECT External_Key__c, Name, Effective_To__c FROM Takt_Scope__c WHERE External_Key__c LIKE '${like}%' ORDER BY External_Key__c`,
  ).map((row) => [row['External_Key__c'], row['Name'], row['Effective_To__c']]);

describe('rows by a Bulk job', () => {
  it('are written, and told row by row; the list of failures is only fetched where there are any', async () => {
    const all = Array.from({ length: 300 }, (_, at) => scope(`many:${String(at).padStart(3, '0')}`));
    const outcomes = await upsert(all).outcomes;
    expect(outcomes).toEqual(all.map((_, row) => ({ row, ok: true })));
    expect(stored('many:')).toHaveLength(300);
    expect((await calls()).filter((call) => /Results|unprocessed/i.test(call))).toEqual([]);
  });

  it('tell their job before it is closed', async () => {
    const seen: string[] = [];
    const { jobs, outcomes } = upsert([scope('told:1')], {
      onJob: async (job) => {
        const answer = await companion.connection.call({ method: 'GET', path: `/jobs/ingest/${job}`, what: 'a test' });
        seen.push((JSON.parse(Buffer.from(answer.body).toString()) as { state: string }).state);
      },
    });
    await outcomes;
    expect(seen).toEqual(['Open']);
    expect(jobs).toEqual([]);
    expect(stored('told:')).toHaveLength(1);
  });

  it('19 · empty a field by null and by an empty text, and leave alone what is in no column', async () => {
    await upsert([scope('three:1', 'One', '2026-06-30'), scope('three:2', 'Two', '2026-06-30')]).outcomes;
    await upsert([scope('three:1', 'One', null), scope('three:2', 'Two', '')]).outcomes;
    expect(stored('three:').map(([, , to]) => to)).toEqual([null, null]);
    await upsert([scope('three:1', 'One', '2026-06-30')]).outcomes;
    await upsert([['three:1', 'Uno', 'Team', '2026-01-01']], { columns: columns.slice(0, 4) }).outcomes;
    expect(stored('three:')[0]).toEqual(['three:1', 'Uno', '2026-06-30']);
  });

  it('18 · carry texts such as N/A and null, and refuse the one that cannot be told from an emptied field', async () => {
    await upsert([scope('text:1', 'N/A'), scope('text:2', 'null'), scope('text:3', 'NULL')]).outcomes;
    expect(stored('text:').map(([, name]) => name)).toEqual(['N/A', 'null', 'NULL']);
    expect(fitsBulk(scope('text:4', '#N/A'))).toBe(false);
    await expect(upsert([scope('text:4', '#N/A')]).outcomes).rejects.toThrow('#N/A');
    expect(stored('text:4')).toEqual([]);
  });

  it('16 · arrive as they are, whatever they hold', async () => {
    const nasty = fc.oneof(
      fc.constantFrom('"', '""', ',', 'a,b', "'", '\\', 'é', '日本', '👩‍👧', '=1+1', 'a"b""c', '\u202Eabc'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    );
    const usable = nasty.filter((text) => text === text.trim() && text !== '' && !/[\p{Cc}\uFFFD]/u.test(text));
    let batch = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(usable, { minLength: 1, maxLength: 20 }), async (names) => {
        batch += 1;
        const rows = names.map((name, at) => scope(`nasty:${batch}:${String(at).padStart(2, '0')}`, name));
        await upsert(rows).outcomes;
        expect(stored(`nasty:${batch}:`).map(([, name]) => name)).toEqual(names);
      }),
      { numRuns: 15 },
    );
  });

  it('are told with code and reason where they were refused, by their place', async () => {
    const outcomes = await upsert([scope('bad:1'), scope('bad:2', 'B', '31.12.2026'), scope('bad:3')]).outcomes;
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(outcomes[1]).toMatchObject({ row: 1, code: 'INVALID_TYPE_ON_FIELD_IN_RECORD' });
    expect(outcomes[1]?.reason).toContain('31.12.2026');
    expect(stored('bad:').map(([key]) => key)).toEqual(['bad:1', 'bad:3']);
  });

  it('are deleted by id', async () => {
    const insights = (): readonly unknown[] => rowsOf(world.org, 'SELECT Id FROM Takt_Deal_Insight__c');
    const deals = rowsOf(world.org, 'SELECT Id FROM Opportunity').map(({ Id }) => String(Id));
    const made = create(
      world.org,
      'Takt_Deal_Insight__c',
      deals.map((id) => ({ External_Key__c: id, Opportunity__c: id })),
    );
    expect(insights()).toHaveLength(3);
    const rows = [...made.map((id) => [id]), ['001000000000000AAA']];
    const request = { object: 'Takt_Deal_Insight__c', operation: 'delete', columns: ['Id'], rows } as const;
    const onJob = () => Promise.resolve();
    const outcomes = await bulkIngest(companion.connection, { ...request, onJob }, { timing }, signal);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, false]);
    expect(insights()).toEqual([]);
  });

  it('need keys of their own', async () => {
    await expect(upsert([scope('twice:1'), scope('twice:1')]).outcomes).rejects.toThrow('twice:1');
    await expect(upsert([scope('')]).outcomes).rejects.toThrow('no key');
    await expect(upsert([['x']], { columns: ['Name'] }).outcomes).rejects.toThrow('External_Key__c');
  });

  it('2 · are written once where the reply of a step is lost, or the step is refused for a moment', async () => {
    await admin('faults', [
      { match: { method: 'POST', path: '/jobs/ingest$' }, action: { kind: 'cut', when: 'after' } },
      { match: { method: 'PUT', path: '/batches' }, action: { kind: 'cut', when: 'after' } },
      { match: { method: 'PATCH', path: '/jobs/ingest' }, action: { kind: 'cut', when: 'after' } },
    ]);
    expect((await upsert([scope('lost:1'), scope('lost:2')]).outcomes).map(({ ok }) => ok)).toEqual([true, true]);
    await admin('faults', [
      { match: { method: 'PUT', path: '/batches' }, action: { kind: 'answer', status: 503 } },
      { match: { method: 'PATCH', path: '/jobs/ingest' }, action: { kind: 'answer', status: 503 } },
      { match: { method: 'GET', path: '/jobs/ingest' }, action: { kind: 'answer', status: 503 } },
    ]);
    expect((await upsert([scope('lost:3')]).outcomes).map(({ ok }) => ok)).toEqual([true]);
    expect(stored('lost:')).toHaveLength(3);
  });

  it('fail as a whole where the job does, and say why', async () => {
    const [first = '', ...others] = columns;
    await expect(
      upsert([scope('whole:1')], { columns: [first, 'No_Such__c', ...others.slice(1)] }).outcomes,
    ).rejects.toMatchObject({ name: 'CrmFailure', message: expect.stringContaining('No_Such__c') as string });
  });
});

describe('a job that another process left', () => {
  const stoppedAt = async (at: FailpointName, rows: IngestRequest['rows']): Promise<string> => {
    const jobs: string[] = [];
    const stop = (name: FailpointName): Promise<void> =>
      name === at ? Promise.reject(new Error('killed')) : Promise.resolve();
    const request: IngestRequest = {
      object: 'Takt_Scope__c',
      operation: 'upsert',
      externalIdField: 'External_Key__c',
      columns,
      rows,
      onJob: (job) => {
        jobs.push(job);
        return Promise.resolve();
      },
    };
    await expect(bulkIngest(companion.connection, request, { timing, failpoints: stop }, signal)).rejects.toThrow(
      'killed',
    );
    return jobs[0] ?? '';
  };
  const resume = (job: string) => resumeIngest(companion.connection, job, 'External_Key__c', { timing }, signal);

  it('is aborted where it was not closed, and nothing of it was written', async () => {
    const job = await stoppedAt('ingest:uploaded', [scope('open:1')]);
    expect(await resume(job)).toEqual({ state: 'not-closed' });
    expect(stored('open:')).toEqual([]);
    const state = await companion.connection.call({ method: 'GET', path: `/jobs/ingest/${job}`, what: 'a test' });
    expect(Buffer.from(state.body).toString()).toContain('Aborted');
  });

  it('is waited for where it was closed, and tells what it did not write', async () => {
    const job = await stoppedAt('ingest:closed', [scope('closed:1'), scope('closed:2', 'B', 'never')]);
    const resumed = await resume(job);
    expect(resumed).toMatchObject({ state: 'done', counts: { processed: 2, failed: 1 } });
    expect(resumed.state === 'done' ? [...resumed.failed.keys()] : []).toEqual(['closed:2']);
    expect(stored('closed:').map(([key]) => key)).toEqual(['closed:1']);
  });

  it('is gone where the org no longer knows it', async () => {
    expect(await resume('7500000000000ZZAAA')).toEqual({ state: 'gone' });
  });
});
