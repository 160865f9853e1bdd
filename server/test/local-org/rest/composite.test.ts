import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company, createOne } from '../support/company.ts';
import { connectAs, startOrg } from '../support/server.ts';

const base = '/services/data/v67.0';
let running: RunningOrg;
let admin: Connection;
beforeAll(async () => {
  running = await startOrg();
  company(running.org);
  admin = connectAs(running, 'admin@acme.example');
});
afterAll(() => running.close());

interface Answer {
  readonly compositeResponse: readonly unknown[];
}

const part = (method: string, path: string, referenceId: string, body?: unknown) => ({
  method,
  url: `${base}${path}`,
  referenceId,
  ...(body === undefined ? {} : { body }),
});
const composite = async (
  compositeRequest: readonly unknown[],
  options: { readonly allOrNone?: boolean; readonly version?: number } = {},
): Promise<readonly unknown[]> => {
  const { allOrNone = false, version = 67 } = options;
  const answer = await admin.request<Answer>({
    method: 'POST',
    url: `/services/data/v${version}.0/composite`,
    body: JSON.stringify({ allOrNone, compositeRequest }),
    headers: { 'content-type': 'application/json' },
  });
  return answer.compositeResponse;
};
const count = (name: string): number =>
  running.org.query(running.org.system, `SELECT Id FROM Account WHERE Name = '${name}'`).totalSize;
const search = (soql: string): string => `/query?q=${soql.replaceAll(' ', '+')}`;

describe('a composite request', () => {
  it('lets later parts speak of the answers of earlier ones', async () => {
    const answers = await composite([
      part('POST', '/sobjects/Account', 'parent', { Name: 'Parent' }),
      part('POST', '/sobjects/Contact', 'child', { LastName: 'Child', AccountId: '@{parent.id}' }),
      part('GET', search("SELECT Name FROM Account WHERE Id='@{parent.id}'"), 'found'),
    ]);
    expect(answers).toMatchObject([
      { httpStatusCode: 201, referenceId: 'parent' },
      { httpStatusCode: 201, referenceId: 'child' },
      { httpStatusCode: 200, body: { totalSize: 1, records: [{ Name: 'Parent' }] } },
    ]);
    const [{ body, httpHeaders }] = answers as readonly [{ body: { id: string }; httpHeaders: unknown }];
    expect(httpHeaders).toEqual({ Location: `${base}/sobjects/Account/${body.id}` });
  });

  it('carries out nothing of a part that speaks of a row that was not found', async () => {
    const collection = (name: string, fence: string) =>
      part('POST', `/composite/sobjects?fence=@{${fence}.records[0].Id}`, name, {
        records: [{ attributes: { type: 'Account' }, Name: name }],
      });
    const user = search("SELECT Id FROM User WHERE Username='admin@acme.example'");
    const nobody = search("SELECT Id FROM User WHERE Username='nobody'");
    const answers = await composite([
      part('GET', user, 'held'),
      part('GET', nobody, 'lost'),
      collection('Written', 'held'),
      collection('Fenced', 'lost'),
    ]);
    const path = 'lost.records[0].Id';
    const message =
      `Invalid reference specified. No value for ${path} found in lost. Provided referenceId ('${path}') must start ` +
      "with a letter or a number, and it can contain only letters, numbers and underscores ('_').";
    expect(answers.slice(1)).toMatchObject([
      { httpStatusCode: 200, body: { totalSize: 0 } },
      { httpStatusCode: 200, body: [{ success: true }] },
      {
        httpStatusCode: 400,
        httpHeaders: {},
        referenceId: 'Fenced',
        body: [{ errorCode: 'PROCESSING_HALTED', message }],
      },
    ]);
    expect([count('Written'), count('Fenced')]).toEqual([1, 0]);
  });

  it('halts what speaks of a part that failed, of a later one, or of a field that was not asked for', async () => {
    const halted = { httpStatusCode: 400, body: [{ errorCode: 'PROCESSING_HALTED' }] };
    const answers = await composite([
      part('POST', '/sobjects/Account', 'failed', {}),
      part('POST', '/sobjects/Contact', 'child', { LastName: 'Child', AccountId: '@{failed.id}' }),
      part('POST', '/sobjects/Account', 'early', { Name: '@{late.records[0].Name}' }),
      part('GET', search('SELECT Id FROM Account LIMIT 1'), 'late'),
      part('POST', '/sobjects/Account', 'unasked', { Name: '@{late.records[0].Name}' }),
    ]);
    expect(answers).toMatchObject([
      { body: [{ errorCode: 'REQUIRED_FIELD_MISSING' }] },
      halted,
      halted,
      { httpStatusCode: 200 },
      halted,
    ]);
  });

  it('takes an empty field of a record for what it is, before version 52 for a mistake', async () => {
    const id = createOne(running.org, 'Account', { Name: 'No site' });
    const parts = [
      part('GET', `/sobjects/Account/${id}?fields=Site`, 'read'),
      part('POST', '/sobjects/Account', 'copy', { Name: 'Copy', Site: '@{read.Site}' }),
    ];
    expect(await composite(parts)).toMatchObject([{}, { httpStatusCode: 201 }]);
    expect(await composite(parts, { version: 51 })).toMatchObject([{}, { body: [{ errorCode: 'PROCESSING_HALTED' }] }]);
  });

  it('undoes everything under allOrNone, a reference that leads nowhere too', async () => {
    const failing = part('POST', '/sobjects/Account', 'two', {});
    const nowhere = part('POST', '/sobjects/Account', 'two', { Name: '@{one.records[0].Id}' });
    for (const [second, code] of [
      [failing, 'REQUIRED_FIELD_MISSING'],
      [nowhere, 'PROCESSING_HALTED'],
    ] as const) {
      const answers = await composite([part('POST', '/sobjects/Account', 'one', { Name: 'Undone' }), second], {
        allOrNone: true,
      });
      expect(answers).toMatchObject([
        { httpStatusCode: 400, body: [{ errorCode: 'PROCESSING_HALTED' }] },
        { httpStatusCode: 400, body: [{ errorCode: code }] },
      ]);
    }
    expect(count('Undone')).toBe(0);
  });

  it('has 25 parts at most, 5 of them queries or collections, and does nothing else', async () => {
    const refused = (most: number) => [
      {
        httpStatusCode: 400,
        referenceId: null,
        body: [{ errorCode: 'LIMIT_EXCEEDED', message: expect.stringContaining(String(most)) as string }],
      },
    ];
    const limits = Array.from({ length: 26 }, (_, index) => part('GET', '/limits', `r${index}`));
    expect(await composite(limits)).toMatchObject(refused(25));
    expect(await composite(limits.slice(1))).toHaveLength(25);
    const create = part('POST', '/composite/sobjects', 'made', {
      records: [{ attributes: { type: 'Account' }, Name: 'Sixth' }],
    });
    const queries = ['query', 'queryAll', 'query', 'query', 'query'].map((resource, index) =>
      part('GET', `/${resource}?q=SELECT+Id+FROM+User`, `q${index}`),
    );
    expect(await composite([create, ...queries])).toMatchObject(refused(5));
    expect(count('Sixth')).toBe(0);
    expect(await composite([create, ...queries.slice(1)])).toHaveLength(5);
    expect(count('Sixth')).toBe(1);
  });

  it('refuses names that are missing, alike, or hold what no name may', async () => {
    for (const names of [
      ['', 'a'],
      ['a', 'a'],
      ['a[1]', 'b'],
    ]) {
      const parts = names.map((name) => part('GET', '/limits', name));
      await expect(composite(parts)).rejects.toMatchObject({ errorCode: 'INVALID_INPUT' });
    }
  });

  it('passes the headers of its parts on', async () => {
    const id = createOne(running.org, 'Account', { Name: 'Edited' });
    const stale = { 'If-Unmodified-Since': 'Mon, 23 Nov 2026 00:00:00 GMT' };
    const change = { ...part('PATCH', `/sobjects/Account/${id}`, 'change', { Name: 'Lost' }), httpHeaders: stale };
    expect(await composite([change])).toMatchObject([{ httpStatusCode: 412, body: null }]);
    expect(count('Lost')).toBe(0);
  });
});
