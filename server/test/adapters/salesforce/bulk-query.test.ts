import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { bulkQuery } from '../../../src/adapters/salesforce/bulk-query.ts';
import { connect } from '../../../src/adapters/salesforce/connection.ts';
import { CrmFailure } from '../../../src/application/ports/crm-failure.ts';
import { credentialsFor, json, recordedTiming, startStub } from './stub.ts';

interface Page {
  readonly csv: string;
  readonly rows?: number | null;
  readonly next?: string;
  readonly send?: (response: ServerResponse, headers: Record<string, string>) => void;
}

interface Job {
  readonly states?: readonly string[];
  readonly total?: number;
  /** By locator; '' is the first. */
  readonly pages: Readonly<Record<string, Page>>;
}

const rowsIn = (csv: string): number => csv.split('\n').length - 2;

const run = async (job: Job, pageRecords?: number) => {
  let looks = 0;
  await using stub = await startStub((request, response) => {
    const url = new URL(request.url, 'http://stub');
    if (request.method === 'POST') {
      json(response, 200, { id: '750xx', state: 'UploadComplete' });
    } else if (url.pathname.endsWith('/results')) {
      const page = job.pages[url.searchParams.get('locator') ?? ''];
      const rows = page?.rows === undefined ? rowsIn(page?.csv ?? '') : page.rows;
      const headers: Record<string, string> = {
        'content-type': 'text/csv',
        'sforce-locator': page?.next ?? 'null',
        ...(rows === null ? {} : { 'sforce-numberofrecords': String(rows) }),
      };
      if (page?.send !== undefined) page.send(response, headers);
      else {
        response.writeHead(200, headers);
        response.end(page?.csv);
      }
    } else {
      const states = job.states ?? ['JobComplete'];
      const state = states[Math.min(looks, states.length - 1)] ?? '';
      looks += 1;
      const total = job.total ?? Object.values(job.pages).reduce((sum, { csv }) => sum + rowsIn(csv), 0);
      json(response, 200, { id: '750xx', state, numberRecordsProcessed: total, errorMessage: 'it says why' });
    }
  });
  const timing = recordedTiming();
  const connection = connect({ credentials: credentialsFor(stub.url), timing });
  const query = { soql: 'SELECT Id, Name FROM X', fields: ['Id', 'Name'], object: 'X', includeDeleted: true };
  const pages: string[] = [];
  let failure: unknown;
  try {
    const options = { timing, ...(pageRecords === undefined ? {} : { pageRecords }), patienceMs: 60_000 };
    for await (const page of bulkQuery(connection, query, options, new AbortController().signal)) {
      pages.push(await page.csv.text());
    }
  } catch (error) {
    failure = error;
  }
  return { pages, failure, calls: stub.calls(), waits: timing.waits };
};

const failed = ({ failure }: { readonly failure: unknown }): CrmFailure => {
  if (!(failure instanceof CrmFailure)) throw new Error(`No CrmFailure: ${String(failure)}`);
  return failure;
};

describe('a bulk query', () => {
  it('asks for deleted records too and hands on every page by its locator', async () => {
    const outcome = await run(
      { pages: { '': { csv: 'Id,Name\n1,a\n', next: 'L2' }, L2: { csv: 'Id,Name\n2,b\n3,c\n' } } },
      1000,
    );
    expect(outcome.failure).toBeUndefined();
    expect(outcome.pages).toEqual(['Id,Name\n1,a\n', 'Id,Name\n2,b\n3,c\n']);
    expect(JSON.parse(outcome.calls[0]?.body ?? '')).toEqual({
      operation: 'queryAll',
      query: 'SELECT Id, Name FROM X',
    });
    expect(outcome.calls.at(-1)?.url).toContain('maxRecords=1000&locator=L2');
  });

  it('looks at the job quickly at first and then ever slower', async () => {
    const outcome = await run({
      states: ['UploadComplete', 'InProgress', 'InProgress', 'InProgress', 'JobComplete'],
      pages: { '': { csv: 'Id,Name\n' } },
    });
    expect(outcome.failure).toBeUndefined();
    expect(outcome.waits).toEqual([50, 100, 200, 400]);
  });

  it('says so when the job fails, with the reason and the job', async () => {
    const failure = failed(await run({ states: ['InProgress', 'Failed'], pages: {} }));
    expect(failure).toMatchObject({ kind: 'api', code: 'Failed' });
    expect(failure.message).toContain('750xx');
    expect(failure.message).toContain('it says why');
  });

  it('gives up a job that does not end', async () => {
    expect(failed(await run({ states: ['InProgress'], pages: {} })).kind).toBe('unavailable');
  });

  it('takes a result without records', async () => {
    expect((await run({ pages: { '': { csv: 'Id,Name\n' } } })).pages).toEqual(['Id,Name\n']);
  });

  it('takes quoted header names and any case, and drops a byte order mark', async () => {
    const { pages } = await run({ pages: { '': { csv: '\uFEFF"ID","name"\r\n"1","a"\r\n' } } });
    expect(pages).toEqual(['"ID","name"\r\n"1","a"\r\n']);
  });
});

describe('a bulk result that cannot be trusted', () => {
  it.each<[string, Job]>([
    ['other columns than were asked for', { pages: { '': { csv: 'Id,Amount\n1,2\n' } } }],
    ['columns in another order', { pages: { '': { csv: 'Name,Id\na,1\n' } } }],
    [
      'a second page without header',
      { pages: { '': { csv: 'Id,Name\n1,a\n', next: 'L2' }, L2: { csv: '2,b\n3,c\n' } } },
    ],
    ['no count of records', { pages: { '': { csv: 'Id,Name\n1,a\n', rows: null } } }],
    ['fewer records than the job says', { total: 5, pages: { '': { csv: 'Id,Name\n1,a\n' } } }],
    ['more records than the job says', { total: 1, pages: { '': { csv: 'Id,Name\n1,a\n2,b\n' } } }],
    ['a last value cut in two', { pages: { '': { csv: 'Id,Name\n1,a\n2,b', rows: 2 } } }],
    [
      'the same locator for ever',
      { total: 1e9, pages: { '': { csv: 'Id,Name\n1,a\n', next: 'L' }, L: { csv: 'Id,Name\n2,b\n', next: 'L' } } },
    ],
    [
      'locators in a circle',
      {
        total: 1e9,
        pages: {
          '': { csv: 'Id,Name\n1,a\n', next: 'A' },
          A: { csv: 'Id,Name\n2,b\n', next: 'B' },
          B: { csv: 'Id,Name\n3,c\n', next: 'A' },
        },
      },
    ],
  ])('is refused: %s', async (_, job) => {
    const outcome = await run(job);
    expect(failed(outcome).kind).toBe('protocol');
    expect(outcome.calls.length).toBeLessThanOrEqual(6);
  });

  it('is read again when the connection is cut in the middle of a page', async () => {
    let sent = 0;
    const csv = 'Id,Name\n1,a\n2,b\n';
    const { pages, failure } = await run({
      pages: {
        '': {
          csv,
          send: (response, headers) => {
            sent += 1;
            response.writeHead(200, { ...headers, ...(sent === 1 ? { 'content-length': '999' } : {}) });
            if (sent === 1) response.write('Id,Name\n1,', () => response.destroy());
            else response.end(csv);
          },
        },
      },
    });
    expect(failure).toBeUndefined();
    expect(sent).toBe(2);
    expect(pages).toEqual([csv]);
  });
});
