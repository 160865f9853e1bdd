import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company } from '../support/company.ts';
import { connectAs, startOrg } from '../support/server.ts';

let running: RunningOrg;
let admin: Connection;
beforeAll(async () => {
  running = await startOrg();
  company(running.org);
  admin = connectAs(running, 'admin@acme.example');
});
afterAll(() => running.close());

const base = '/services/data/v67.0';
const account = (Name: string | null) => ({ attributes: { type: 'Account' }, Name });
const send = (method: 'POST' | 'PATCH' | 'DELETE' | 'GET', path: string, body?: unknown): Promise<unknown> =>
  admin.request({
    method,
    url: `${base}${path}`,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
const count = (name: string) =>
  running.org.query(running.org.system, `SELECT COUNT() FROM Account WHERE Name LIKE '${name}%'`).totalSize;

describe('collections', () => {
  it('keep what is good unless all or none is asked for', async () => {
    const records = [account('Part 1'), account(null)];
    expect(await send('POST', '/composite/sobjects', { allOrNone: false, records })).toMatchObject([
      { success: true, errors: [] },
      { success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['Name'] }] },
    ]);
    expect(count('Part')).toBe(1);
  });

  it('keep nothing under allOrNone, and name one real reason', async () => {
    const records = [account('Whole 1'), account(null), { attributes: { type: 'Contact' }, LastName: 'Whole' }];
    const results = (await send('POST', '/composite/sobjects', { allOrNone: true, records })) as {
      errors: { statusCode: string }[];
    }[];
    expect(results.map(({ errors }) => errors[0]?.statusCode)).toEqual([
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'REQUIRED_FIELD_MISSING',
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    ]);
    expect(count('Whole')).toBe(0);
  });

  it('upsert by key and say which records are new', async () => {
    const row = (key: string) => ({ attributes: { type: 'Takt_Scope__c' }, External_Key__c: key, Name: key });
    const path = '/composite/sobjects/Takt_Scope__c/External_Key__c';
    await send('PATCH', path, { records: [row('a')] });
    expect(await send('PATCH', path, { records: [row('a'), row('b')] })).toMatchObject([
      { success: true, created: false },
      { success: true, created: true },
    ]);
  });

  it('take 200 records at most', async () => {
    const records = Array.from({ length: 201 }, (_, index) => account(`Many ${index}`));
    await expect(send('POST', '/composite/sobjects', { records })).rejects.toMatchObject({
      errorCode: 'EXCEEDED_ID_LIMIT',
    });
    expect(count('Many')).toBe(0);
  });

  it('read by ids, with null where there is nothing', async () => {
    const [made] = await admin.sobject('Account').create([{ Name: 'Read' }]);
    const ids = [made?.id, '001000000zzzzzz'];
    const expected = [{ Id: made?.id, Name: 'Read' }, null];
    expect(await send('POST', '/composite/sobjects/Account', { ids, fields: ['Name'] })).toMatchObject(expected);
    expect(await send('GET', `/composite/sobjects/Account?ids=${ids.join(',')}&fields=Name`)).toMatchObject(expected);
  });

  it('update and delete, as jsforce asks for it', async () => {
    const made = await admin.sobject('Account').create([{ Name: 'J1' }, { Name: 'J2' }]);
    const ids = made.map(({ id }) => id ?? '');
    const updated = await admin.sobject('Account').update(ids.map((Id) => ({ Id, Name: 'Jx' })));
    expect(updated.every(({ success }) => success)).toBe(true);
    expect(count('Jx')).toBe(2);
    const deleted = await admin.sobject('Account').delete(ids);
    expect(deleted.every(({ success }) => success)).toBe(true);
    expect(count('Jx')).toBe(0);
  });
});
