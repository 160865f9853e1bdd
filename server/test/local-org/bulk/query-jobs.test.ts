import { parse } from 'csv-parse/sync';
import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company, createOne, deal, ids } from '../support/company.ts';
import { connectAs, startOrg } from '../support/server.ts';

let running: RunningOrg;
let admin: Connection;
beforeAll(async () => {
  running = await startOrg();
  const { org } = running;
  company(org);
  admin = connectAs(running, 'admin@acme.example');
  const account = createOne(org, 'Account', { Name: 'Acme, "the" one\nand only' });
  const fields = [{ Amount: 12_345_678, AccountId: account }, { Amount: 100 }, { Amount: 0.5, IsPrivate: true }, {}];
  ids(
    org.create(
      org.system,
      'Opportunity',
      fields.map((one, index) => deal({ Name: `D${index} ü`, ...one })),
    ),
  );
});
afterAll(() => running.close());

const jobs = '/services/data/v67.0/jobs/query';
const call = (path: string, init: RequestInit = {}, connection = admin) =>
  fetch(`${running.url}${jobs}${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${connection.accessToken ?? ''}`, 'Content-Type': 'application/json' },
  });
const create = async (query: string, more: Record<string, string> = {}) =>
  (await (await call('', { method: 'POST', body: JSON.stringify({ operation: 'query', query, ...more }) })).json()) as {
    id: string;
    state: string;
  };
const finished = async (query: string, more: Record<string, string> = {}): Promise<string> => {
  const { id } = await create(query, more);
  await vi.waitFor(async () => {
    expect(await (await call(`/${id}`)).json()).toMatchObject({ state: 'JobComplete' });
  });
  return id;
};

describe('a query job', () => {
  it('is accepted, runs, and tells how many records it read', async () => {
    const job = await create('SELECT Id FROM Opportunity');
    expect(job).toMatchObject({
      operation: 'query',
      object: 'Opportunity',
      state: 'UploadComplete',
      contentType: 'CSV',
    });
    await vi.waitFor(async () => {
      expect(await (await call(`/${job.id}`)).json()).toMatchObject({
        state: 'JobComplete',
        numberRecordsProcessed: 4,
      });
    });
    expect(await (await call('')).json()).toMatchObject({ done: true, records: [{ id: job.id }] });
  });

  it('writes values as Salesforce does: all quoted, doubles with a point, moments with Z', async () => {
    const id = await finished(
      'SELECT Name, Account.Name, Amount, IsPrivate, CloseDate, PushCount FROM Opportunity ORDER BY Name',
    );
    const response = await call(`/${id}/results`);
    expect(response.headers.get('Content-Type')).toMatch(/^text\/csv/);
    expect(response.headers.get('Sforce-Locator')).toBe('null');
    expect(response.headers.get('Sforce-NumberOfRecords')).toBe('4');
    expect(await response.text()).toBe(
      [
        '"Name","Account.Name","Amount","IsPrivate","CloseDate","PushCount"',
        '"D0 ü","Acme, ""the"" one\nand only","1.2345678E7","false","2026-12-15","0"',
        '"D1 ü","","100.0","false","2026-12-15","0"',
        '"D2 ü","","0.5","true","2026-12-15","0"',
        '"D3 ü","","","false","2026-12-15","0"',
        '',
      ].join('\n'),
    );
    const created = await finished('SELECT CreatedDate FROM Opportunity LIMIT 1');
    expect(await (await call(`/${created}/results`)).text()).toMatch(/^"CreatedDate"\n"2026-11-24T[\d:.]{12}Z"\n$/);
  });

  it('comes in pages, each with the header, and a locator that ends as the word null', async () => {
    const id = await finished('SELECT Name FROM Opportunity ORDER BY Name');
    const names: string[] = [];
    let locator = '';
    for (let pages = 0; locator !== 'null' && pages < 5; pages += 1) {
      const response = await call(`/${id}/results?maxRecords=3${locator === '' ? '' : `&locator=${locator}`}`);
      const rows = parse<{ Name: string }>(await response.text(), { columns: true });
      expect(String(rows.length)).toBe(response.headers.get('Sforce-NumberOfRecords'));
      names.push(...rows.map(({ Name }) => Name));
      locator = response.headers.get('Sforce-Locator') ?? 'null';
    }
    expect(names).toEqual(['D0 ü', 'D1 ü', 'D2 ü', 'D3 ü']);
    expect((await call(`/${id}/results?locator=nonsense`)).status).toBe(400);
  });

  it('ends lines and separates columns as asked', async () => {
    const id = await finished('SELECT Name, Amount FROM Opportunity ORDER BY Name LIMIT 1', {
      lineEnding: 'CRLF',
      columnDelimiter: 'SEMICOLON',
    });
    expect(await (await call(`/${id}/results`)).text()).toBe('"Name";"Amount"\r\n"D0 ü";"1.2345678E7"\r\n');
  });

  it('of nothing has a header and no rows', async () => {
    const id = await finished("SELECT Id FROM Opportunity WHERE Name = 'none'");
    const response = await call(`/${id}/results`);
    expect([await response.text(), response.headers.get('Sforce-NumberOfRecords')]).toEqual(['"Id"\n', '0']);
  });

  it('reads deleted records under queryAll', async () => {
    const gone = createOne(running.org, 'Opportunity', deal({ Name: 'Gone' }));
    running.org.remove(running.org.system, [gone]);
    const query = "SELECT Name, IsDeleted FROM Opportunity WHERE Name = 'Gone'";
    const id = await finished(query, { operation: 'queryAll' });
    expect(await (await call(`/${id}/results`)).text()).toBe('"Name","IsDeleted"\n"Gone","true"\n');
  });

  it.each([
    ['SELECT Nonsense FROM Opportunity', 'INVALID_FIELD'],
    ['SELECT COUNT(Id) FROM Opportunity', 'API_ERROR'],
    ['SELECT Id, (SELECT Id FROM Opportunities) FROM Account', 'API_ERROR'],
  ])('is refused for %s', async (query, errorCode) => {
    expect(await create(query)).toMatchObject([{ errorCode }]);
  });

  it('sees what its owner sees, and shows its results to nobody else', async () => {
    const rep = connectAs(running, 'rep@acme.example');
    const id = await finished('SELECT Id FROM Opportunity');
    expect((await call(`/${id}`, {}, rep)).status).toBe(404);
    const body = JSON.stringify({ operation: 'query', query: 'SELECT Id FROM Opportunity' });
    const own = (await (await call('', { method: 'POST', body }, rep)).json()) as { id: string };
    await vi.waitFor(async () => {
      expect(await (await call(`/${own.id}`, {}, rep)).json()).toMatchObject({
        state: 'JobComplete',
        numberRecordsProcessed: 0,
      });
    });
  });

  it('can be deleted when it is over, and not be aborted any more', async () => {
    const id = await finished('SELECT Id FROM Opportunity');
    const abort = { method: 'PATCH', body: JSON.stringify({ state: 'Aborted' }) };
    expect((await call(`/${id}`, abort)).status).toBe(400);
    expect((await call(`/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await call(`/${id}`)).status).toBe(404);
  });

  it('is what jsforce reads with its own client', async () => {
    const stream = await admin.bulk2.query('SELECT Id, Name FROM Opportunity');
    const rows = await stream.toArray();
    expect(rows).toHaveLength(4);
  });
});
