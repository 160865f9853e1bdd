import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { bulkQuery } from '../../../src/adapters/salesforce/bulk-query.ts';
import { connect } from '../../../src/adapters/salesforce/connection.ts';
import { CrmFailure } from '../../../src/application/ports/crm-failure.ts';
import { apiError, credentialsFor, json, recordedTiming, startStub } from './stub.ts';

interface Page {
  readonly csv: string;
  readonly rows?: number | null;
  readonly next?: string;
  readonly send?: (response: ServerResponse, headers: Record<string, string>) => void;
}

interface Job {
  readonly states?: readonly string[];
  readonly total?: number;
  /** Why it failed. */
  readonly reason?: string;
  /** By locator; '' is the first. */
  readonly pages: Readonly<Record<string, Page>>;
}

const query = { fields: ['Id', 'Name'], object: 'X', includeDeleted: true };
const rowsIn = (csv: string): number => csv.split('\n').length - 2;

const run = async (job: Job, pageRecords?: number, position?: string) => {
  let looks = 0;
  await using stub = await startStub((request, response) => {
    const url = new URL(request.url, 'http://stub');
    if (request.method === 'POST') {
      json(response, 200, { id: '750xx', state: 'UploadComplete' });
    } else if (url.pathname.endsWith('/results')) {
      const page = job.pages[url.searchParams.get('locator') ?? ''];
      if (page === undefined) {
        apiError(response, 400, 'INVALID_QUERY_LOCATOR');
        return;
      }
      const rows = page.rows === undefined ? rowsIn(page.csv) : page.rows;
      const headers: Record<string, string> = {
        'content-type': 'text/csv',
        'sforce-locator': page.next ?? 'null',
        ...(rows === null ? {} : { 'sforce-numberofrecords': String(rows) }),
      };
      if (page.send !== undefined) page.send(response, headers);
      else {
        response.writeHead(200, headers);
        response.end(page.csv);
      }
    } else {
      const states = job.states ?? ['JobComplete'];
      const state = states[Math.min(looks, states.length - 1)] ?? '';
      looks += 1;
      const total = job.total ?? Object.values(job.pages).reduce((sum, { csv }) => sum + rowsIn(csv), 0);
      json(response, 200, {
        id: '750xx',
        state,
        numberRecordsProcessed: total,
        errorMessage: job.reason ?? 'it says why',
      });
    }
  });
  const timing = recordedTiming();
  const connection = connect({ credentials: credentialsFor(stub.url), timing });
  const pages: string[] = [];
  const positions: string[] = [];
  let failure: unknown;
  try {
    const options = { timing, ...(pageRecords === undefined ? {} : { pageRecords }), patienceMs: 60_000 };
    for await (const page of bulkQuery(connection, query, options, new AbortController().signal, position)) {
      positions.push(page.position ?? '');
      if (page.csv.length > 0) pages.push(Buffer.concat(page.csv).toString());
    }
  } catch (error) {
    failure = error;
  }
  return { pages, positions, failure, calls: stub.calls(), waits: timing.waits };
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

  it.each(['Id,Name\n', ''])('takes a result without records: %j', async (csv) => {
    const { pages, failure } = await run({ total: 0, pages: { '': { csv, rows: 0 } } });
    expect(failure).toBeUndefined();
    expect(pages).toEqual(csv === '' ? [] : [csv]);
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
    [
      'a page that repeats under another locator',
      {
        pages: { '': { csv: 'Id,Name\n1,a\n', next: 'L2' }, L2: { csv: 'Id,Name\n1,a\n' } },
      },
    ],
    ['fewer lines than records', { pages: { '': { csv: 'Id,Name\n1,a\n', rows: 2 } }, total: 2 }],
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
    expect(outcome.pages.length).toBeLessThan(3);
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

describe('a bulk query that another process goes on with', () => {
  const job: Job = {
    pages: {
      '': { csv: 'Id,Name\n1,a\n', next: 'L2' },
      L2: { csv: 'Id,Name\n2,b\n', next: 'L3' },
      L3: { csv: 'Id,Name\n3,c\n' },
    },
  };
  const made = (calls: readonly { readonly method: string }[]): number =>
    calls.filter(({ method }) => method === 'POST').length;

  it('14 · reads the pages that are left of the same job, and adds them up', async () => {
    const { positions } = await run(job);
    // After the job is made, and after each page.
    expect(positions).toHaveLength(4);
    const rest = await Promise.all(positions.map((position) => run(job, undefined, position)));
    expect(rest.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, undefined]);
    expect(rest.map(({ pages }) => pages.length)).toEqual([3, 2, 1, 0]);
    expect(rest.map(({ calls }) => made(calls))).toEqual([0, 0, 0, 0]);
    expect(rest[1]?.pages).toEqual(['Id,Name\n2,b\n', 'Id,Name\n3,c\n']);
    const other = await run({ ...job, total: 4 }, undefined, positions[2]);
    expect(failed(other).kind).toBe('protocol');
  });

  it('8 · says that it begins again where the locator is no longer good', async () => {
    const { positions } = await run(job);
    const { pages } = job;
    const dead = { '': pages[''] ?? { csv: '' } };
    expect(failed(await run({ total: 3, pages: dead }, undefined, positions[1])).kind).toBe('gone');
    expect(failed(await run({ total: 3, pages: dead })).kind).toBe('gone');
  });

  it('14 · says that it begins again where the job failed meanwhile, and why it failed where it is its own', async () => {
    const { positions } = await run(job);
    const broken: Job = { ...job, states: ['Failed'] };
    expect(failed(await run(broken, undefined, positions[0]))).toMatchObject({
      kind: 'gone',
      message: expect.stringContaining('it says why') as string,
    });
    expect(failed(await run(broken)).kind).toBe('api');
    expect(failed(await run({ ...broken, states: ['Aborted'] }, undefined, positions[0])).kind).toBe('gone');
  });

  it.each(['', '{}', '{"open":[{"job":1}]}', 'null'])(
    'begins again at a position that says nothing: %j',
    async (text) => {
      expect(failed(await run(job, undefined, text)).kind).toBe('gone');
    },
  );
});

describe('a page that arrives damaged', () => {
  const csv = 'Id,Name\n1,a\n2,b\n';
  it.each([
    ['cut within a value', 'Id,Name\n1,a\n2,'],
    ['cut at the end of a line', 'Id,Name\n1,a\n'],
    ['without its header', '1,a\n2,b\n'],
    ['empty', ''],
  ])('10 · is read again: %s', async (_, damaged) => {
    let sent = 0;
    const send = (response: ServerResponse, headers: Record<string, string>): void => {
      sent += 1;
      response.writeHead(200, headers);
      response.end(sent < 3 ? damaged : csv);
    };
    const { pages, failure, waits } = await run({ pages: { '': { csv, send } } });
    expect(failure).toBeUndefined();
    expect(pages).toEqual([csv]);
    expect(waits).toHaveLength(2);
  });
});

describe('pages by their weight', () => {
  const asked = async (bytesPerRecord: (row: number) => number, more: { readonly widest?: number } = {}) => {
    const total = 400_000;
    const sizes: number[] = [];
    let bytes = 0;
    await using stub = await startStub((request, response) => {
      const url = new URL(request.url, 'http://stub');
      if (request.method === 'POST') json(response, 200, { id: '750xx' });
      else if (!url.pathname.endsWith('/results')) {
        json(response, 200, { state: 'JobComplete', numberRecordsProcessed: total });
      } else {
        const from = Number(url.searchParams.get('locator') ?? '0');
        const to = Math.min(total, from + Number(url.searchParams.get('maxRecords')));
        sizes.push(to - from);
        response.writeHead(200, {
          'sforce-numberofrecords': String(to - from),
          'sforce-locator': to < total ? String(to) : 'null',
        });
        const rows = Array.from({ length: to - from }, (_, at) =>
          `${from + at},`.padEnd(bytesPerRecord(from + at), 'x'),
        );
        const csv = `Id,Name\n${rows.join('\n')}\n`;
        bytes = Math.max(bytes, csv.length);
        response.end(csv);
      }
    });
    const timing = recordedTiming();
    const connection = connect({ credentials: credentialsFor(stub.url), timing });
    let rows = 0;
    for await (const page of bulkQuery(connection, { ...query, ...more }, { timing }, new AbortController().signal)) {
      rows += page.rows;
    }
    expect(rows).toBe(total);
    return { sizes, mebibytes: bytes / (1 << 20) };
  };

  it('22 · begin small and grow to some 8 MiB, whatever a record weighs', async () => {
    const { sizes, mebibytes } = await asked(() => 200);
    expect(sizes.slice(0, 3)).toEqual([2_000, 16_000, expect.any(Number) as number]);
    expect(mebibytes).toBeLessThan(8.5);
    expect(sizes.length).toBeLessThan(15);
  });

  it('22 · shrink again where records get heavier', async () => {
    const { sizes, mebibytes } = await asked((row) => (row < 100_000 ? 50 : 500));
    expect(mebibytes).toBeLessThan(64);
    expect(sizes.at(-2)).toBeLessThan(20_000);
  });

  it('17 · stay small from the beginning where a record can be very wide', async () => {
    const { sizes, mebibytes } = await asked((row) => (row % 50_000 === 0 ? 131_072 : 20), { widest: 40_000 });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(838);
    expect(mebibytes).toBeLessThan(32);
  });
});

describe('a query that takes the CRM too long', () => {
  const ids = (from: number, to: number): readonly string[] =>
    Array.from({ length: to - from }, (_, at) => `0060000000${String(10_000 + from + at)}AAA`);
  /** A CRM that manages so many records a job. */
  const readThrough = async (all: readonly string[], manages: number, reason = 'QUERY_TIMEOUT: took too long') => {
    const jobs: (readonly string[])[] = [];
    const queries: string[] = [];
    const inWindow = (soql: string): readonly string[] => {
      const from = /Id >= '(\w+)'/.exec(soql)?.[1] ?? '';
      const to = /Id < '(\w+)'/.exec(soql)?.[1] ?? 'zzz';
      return all.filter((id) => id >= from && id < to);
    };
    await using stub = await startStub((request, response) => {
      const url = new URL(request.url, 'http://stub');
      const job = Number(/query\/(\d+)/.exec(url.pathname)?.[1]);
      if (request.method === 'POST') {
        const soql = (JSON.parse(request.body) as { query: string }).query;
        queries.push(soql);
        json(response, 200, { id: String(jobs.push(inWindow(soql)) - 1) });
      } else if (url.pathname.endsWith('/queryAll')) {
        const soql = url.searchParams.get('q') ?? '';
        const found = inWindow(soql);
        const id = soql.includes('DESC') ? found.at(-1) : found[0];
        const records = id === undefined ? [] : [{ Id: id }];
        json(response, 200, { totalSize: records.length, done: true, records });
      } else if (url.pathname.endsWith('/results')) {
        const rows = jobs[job] ?? [];
        response.writeHead(200, { 'sforce-numberofrecords': String(rows.length), 'sforce-locator': 'null' });
        response.end(`Id,Name\n${rows.map((id) => `${id},n\n`).join('')}`);
      } else {
        const rows = jobs[job] ?? [];
        const fits = rows.length <= manages;
        json(response, 200, {
          state: fits ? 'JobComplete' : 'Failed',
          numberRecordsProcessed: rows.length,
          ...(fits ? {} : { errorMessage: reason }),
        });
      }
    });
    const timing = recordedTiming();
    const connection = connect({ credentials: credentialsFor(stub.url), timing });
    const read: string[] = [];
    const pages = bulkQuery(connection, { ...query, where: 'Amount > 1' }, { timing }, new AbortController().signal);
    for await (const { csv, position = '' } of pages) {
      expect(position).not.toBe('');
      read.push(
        ...Buffer.concat(csv)
          .toString()
          .split('\n')
          .slice(1, -1)
          .map((line) => line.split(',')[0] ?? ''),
      );
    }
    return { read, queries };
  };

  it('15 · is read in halves, and these in halves, until each is managed: every record once', async () => {
    const all = [...ids(0, 100), ...ids(5_000, 5_400)];
    const { read, queries } = await readThrough(all, 150);
    expect([...read].sort()).toEqual([...all].sort());
    expect(queries.length).toBeLessThan(20);
    expect(queries[0]).toBe('SELECT Id, Name FROM X WHERE Amount > 1');
    expect(queries[1]).toMatch(/^SELECT Id, Name FROM X WHERE Amount > 1 AND Id < '\w{15}'$/);
  });

  it('15 · is given up where one record is too much, and for any other reason at once', async () => {
    await expect(readThrough(ids(0, 8), 0)).rejects.toMatchObject({
      message: expect.stringContaining('QUERY_TIMEOUT') as string,
    });
    await expect(readThrough(ids(0, 8), 0, 'INSUFFICIENT_ACCESS')).rejects.toMatchObject({ kind: 'api' });
  });
});
