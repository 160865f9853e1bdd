import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company, createOne } from '../support/company.ts';
import { connectAs, startOrg } from '../support/server.ts';

const base = '/services/data/v67.0';
const yesterday = 'Mon, 23 Nov 2026 00:00:00 GMT';
const tomorrow = 'Wed, 25 Nov 2026 23:00:00 GMT';
let running: RunningOrg;
let admin: Connection;
beforeAll(async () => {
  running = await startOrg();
  company(running.org);
  admin = connectAs(running, 'admin@acme.example');
});
afterAll(() => running.close());

const ask = async (method: string, path: string, headers: Readonly<Record<string, string>>, body?: unknown) => {
  const answer = await fetch(`${running.url}${base}${path}`, {
    method,
    headers: { authorization: `Bearer ${admin.accessToken ?? ''}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, modified: answer.headers.get('last-modified') ?? '', text: await answer.text() };
};
const account = (): string => createOne(running.org, 'Account', { Name: 'Old' });
const nameOf = (id: string): unknown =>
  running.org.query(running.org.system, `SELECT Name FROM Account WHERE Id = '${id}'`).records[0]?.['Name'];

describe('a condition on a record', () => {
  it('lets a change through that knows the record as it is, and refuses one that does not', async () => {
    const id = account();
    const { modified } = await ask('GET', `/sobjects/Account/${id}?fields=Name`, {});
    const seen = { 'If-Unmodified-Since': modified };
    expect((await ask('PATCH', `/sobjects/Account/${id}`, seen, { Name: 'New' })).status).toBe(204);
    running.org.kernel.clock.move(1000);
    running.org.update(running.org.system, 'Account', [{ Id: id, Name: 'Of another' }]);
    const refused = await ask('PATCH', `/sobjects/Account/${id}`, seen, { Name: 'Blind' });
    expect([refused.status, refused.text, nameOf(id)]).toEqual([412, '', 'Of another']);
  });

  it('reads only what changed since', async () => {
    const id = account();
    const path = `/sobjects/Account/${id}`;
    expect((await ask('GET', path, { 'If-Modified-Since': tomorrow })).status).toBe(304);
    expect((await ask('GET', path, { 'If-Modified-Since': yesterday })).status).toBe(200);
    expect((await ask('GET', path, { 'If-Unmodified-Since': yesterday })).status).toBe(412);
  });

  it('that is no date is refused where something would be written', async () => {
    const id = account();
    const wrong = { 'If-Unmodified-Since': 'last week' };
    expect((await ask('PATCH', `/sobjects/Account/${id}`, wrong, { Name: 'New' })).status).toBe(400);
    expect((await ask('GET', `/sobjects/Account/${id}`, wrong)).status).toBe(200);
    expect(nameOf(id)).toBe('Old');
  });

  it('is not heard by deletions, nor where a record goes by its external id', async () => {
    const stale = { 'If-Unmodified-Since': yesterday };
    createOne(running.org, 'Takt_Scope__c', { Name: 'Team', External_Key__c: 'team:1' });
    const byKey = '/sobjects/Takt_Scope__c/External_Key__c/team%3A1';
    expect((await ask('PATCH', byKey, stale, { Name: 'Renamed' })).status).toBe(200);
    expect((await ask('DELETE', `/sobjects/Account/${account()}`, stale)).status).toBe(204);
  });
});

describe('a key that is unique', () => {
  it('is given once, however many ask for it at the same time', async () => {
    const ids = Array.from({ length: 12 }, (_, at) =>
      createOne(running.org, 'Takt_Scope__c', { Name: `S${at}`, External_Key__c: `race:${at}` }),
    );
    const claim = (id: string) =>
      ask('PATCH', `/sobjects/Takt_Scope__c/${id}`, {}, { External_Key__c: 'race:won' }).then(({ status, text }) => [
        status,
        text,
      ]);
    const answers = await Promise.all(ids.map(claim));
    expect(answers.filter(([status]) => status === 204)).toHaveLength(1);
    const lost = answers.filter(([status]) => status !== 204);
    expect(lost.every(([status, text]) => status === 400 && String(text).includes('DUPLICATE_VALUE'))).toBe(true);
  });

  it('is given once to those who create at the same time, by collections too', async () => {
    const records = [{ attributes: { type: 'Takt_Scope__c' }, Name: 'New', External_Key__c: 'created:1' }];
    const create = async () => (await ask('POST', '/composite/sobjects', {}, { records })).text;
    const answers = await Promise.all(Array.from({ length: 8 }, create));
    expect(answers.filter((text) => text.includes('"success":true'))).toHaveLength(1);
    expect(answers.filter((text) => text.includes('DUPLICATE_VALUE'))).toHaveLength(7);
  });

  it('is free again for the next where it was emptied, or its record went to the recycle bin', async () => {
    const [first = '', second = '', third = ''] = ['a', 'b', 'c'].map((key) =>
      createOne(running.org, 'Takt_Scope__c', { Name: key, External_Key__c: `freed:${key}` }),
    );
    const set = (id: string, key: string | null) =>
      ask('PATCH', `/sobjects/Takt_Scope__c/${id}`, {}, { External_Key__c: key });
    expect((await set(second, 'freed:a')).status).toBe(400);
    expect((await set(first, null)).status).toBe(204);
    expect((await set(second, 'freed:a')).status).toBe(204);
    running.org.remove(running.org.system, [second]);
    expect((await set(third, 'freed:a')).status).toBe(204);
  });
});
