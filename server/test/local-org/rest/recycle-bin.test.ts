import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../../local-org/local-org.ts';
import type { Id, SaveResult } from '../../../local-org/org.ts';
import type { RunningOrg } from '../../../local-org/start.ts';
import { issueToken } from '../../../local-org/auth/sessions.ts';
import { company, createOne, deal, type Company } from '../support/company.ts';
import { startOrg } from '../support/server.ts';

let running: RunningOrg;
let people: Company;
let org: LocalOrg;
beforeAll(async () => {
  running = await startOrg({ adminPort: 0 });
  people = company(running.org);
  ({ org } = people);
});
afterAll(() => running.close());
beforeEach(() => tell('/reset', {}));

async function tell(path: string, body: unknown): Promise<readonly SaveResult[]> {
  const answer = await fetch(`${running.adminUrl ?? ''}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.status === 204 ? [] : ((await answer.json()) as { results: readonly SaveResult[] }).results;
}
const code = (results: readonly SaveResult[]): unknown => results[0]?.errors[0]?.statusCode;
const ask = async (path: string, username = 'admin@acme.example'): Promise<unknown> => {
  const { token } = issueToken(org, username);
  const answer = await fetch(`${running.url}/services/data/v67.0${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.json();
};
const rows = (soql: string, includeDeleted = false) =>
  org
    .query(org.system, soql, { includeDeleted })
    .records.map((record) => Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'attributes')));
const row = (object: string, id: Id, fields: string): unknown =>
  rows(`SELECT ${fields} FROM ${object} WHERE Id = '${id}'`, true)[0];
const stamp = (object: string, id: Id): string =>
  String(rows(`SELECT SystemModstamp FROM ${object} WHERE Id = '${id}'`, true)[0]?.['SystemModstamp']);
const scope = (key: string): Id => createOne(org, 'Takt_Scope__c', { Name: key, External_Key__c: key });

describe('the recycle bin', () => {
  it('gives a deal back with its history, its products and what pointed at it, all stamped anew', async () => {
    const book = createOne(org, 'Pricebook2', { Name: 'Book', IsActive: true });
    const product = createOne(org, 'Product2', { Name: 'Pump', IsActive: true });
    const standard = rows('SELECT Id FROM Pricebook2 WHERE IsStandard = true')[0];
    for (const Pricebook2Id of [String(standard?.['Id']), book]) {
      createOne(org, 'PricebookEntry', { Pricebook2Id, Product2Id: product, UnitPrice: 50, IsActive: true });
    }
    const entry = rows(`SELECT Id FROM PricebookEntry WHERE Pricebook2Id = '${book}'`)[0];
    const id = createOne(org, 'Opportunity', deal({ Name: 'Back', Pricebook2Id: book }));
    const line = { OpportunityId: id, PricebookEntryId: String(entry?.['Id']), Quantity: 3 };
    const [kept, gone] = [createOne(org, 'OpportunityLineItem', line), createOne(org, 'OpportunityLineItem', line)];
    await tell('/records/delete', { ids: [gone] });
    await tell('/records/delete', { ids: [id] });
    expect(rows(`SELECT Id FROM OpportunityLineItem WHERE OpportunityId = '${id}'`)).toEqual([]);
    expect(rows(`SELECT Id FROM OpportunityHistory WHERE OpportunityId = '${id}'`)).toEqual([]);
    const before = stamp('Opportunity', id);
    expect(await tell('/records/undelete', { ids: [id] })).toMatchObject([{ id, success: true }]);
    expect(row('Opportunity', id, 'Name, IsDeleted, Amount')).toEqual({ Name: 'Back', IsDeleted: false, Amount: 150 });
    expect(rows(`SELECT Id FROM OpportunityLineItem WHERE OpportunityId = '${id}'`)).toEqual([{ Id: kept }]);
    expect(rows(`SELECT Id FROM OpportunityHistory WHERE OpportunityId = '${id}'`).length).toBeGreaterThan(0);
    expect(stamp('Opportunity', id) > before).toBe(true);
  });

  it('gives lookups back that the deletion emptied, but none that have another target by now', async () => {
    const campaign = createOne(org, 'Campaign', { Name: 'Fair' });
    const other = createOne(org, 'Campaign', { Name: 'Other' });
    const [first, second] = ['first', 'second'].map((Name) =>
      createOne(org, 'Opportunity', deal({ Name, CampaignId: campaign })),
    );
    await tell('/records/delete', { ids: [campaign] });
    org.update(org.system, 'Opportunity', [{ Id: second ?? '', CampaignId: other }]);
    await tell('/records/undelete', { ids: [campaign] });
    expect(row('Opportunity', first ?? '', 'CampaignId')).toEqual({ CampaignId: campaign });
    expect(row('Opportunity', second ?? '', 'CampaignId')).toEqual({ CampaignId: other });
  });

  it('keeps what gave its unique key to another meanwhile', async () => {
    const old = scope('team:moved');
    await tell('/records/delete', { ids: [old] });
    const next = scope('team:moved');
    expect(code(await tell('/records/undelete', { ids: [old] }))).toBe('DUPLICATE_VALUE');
    expect(row('Takt_Scope__c', old, 'IsDeleted')).toEqual({ IsDeleted: true });
    await tell('/records/delete', { ids: [next] });
    expect(await tell('/records/undelete', { ids: [old] })).toMatchObject([{ success: true }]);
  });

  it('has no details without their master, and nothing that was never deleted', async () => {
    const campaign = createOne(org, 'Campaign', { Name: 'Fair' });
    const lead = createOne(org, 'Lead', { LastName: 'Known', Company: 'Moorwik' });
    const member = createOne(org, 'CampaignMember', { CampaignId: campaign, LeadId: lead });
    expect(code(await tell('/records/undelete', { ids: [campaign] }))).toBe('UNDELETE_FAILED');
    await tell('/records/delete', { ids: [campaign] });
    expect(code(await tell('/records/undelete', { ids: [member] }))).toBe('UNDELETE_FAILED');
    await tell('/records/undelete', { ids: [campaign] });
    expect(row('CampaignMember', member, 'IsDeleted')).toEqual({ IsDeleted: false });
  });

  it('can be purged: not even queryAll has the record then, but the log of deletions has', async () => {
    const id = createOne(org, 'Opportunity', deal());
    expect(code(await tell('/records/purge', { ids: [id] }))).toBe('ENTITY_IS_NOT_DELETED');
    await tell('/records/delete', { ids: [id] });
    await tell('/records/purge', { ids: [id] });
    expect(row('Opportunity', id, 'Id')).toBeUndefined();
    expect(rows(`SELECT Id FROM OpportunityHistory WHERE OpportunityId = '${id}'`, true)).toEqual([]);
    expect(code(await tell('/records/undelete', { ids: [id] }))).toBe('UNDELETE_FAILED');
    expect(JSON.stringify(await ask(`/sobjects/Opportunity/deleted?${today()}`))).toContain(id);
  });

  it('is passed by what is erased: alive or deleted, it leaves no trace', async () => {
    const ids = [1, 2].map(() => createOne(org, 'Opportunity', deal()));
    await tell('/records/delete', { ids: [ids[0]] });
    expect(await tell('/records/erase', { ids })).toMatchObject([{ success: true }, { success: true }]);
    const told = JSON.stringify(await ask(`/sobjects/Opportunity/deleted?${today()}`));
    for (const id of ids) {
      expect(row('Opportunity', id, 'Id')).toBeUndefined();
      expect(told).not.toContain(id);
    }
  });
});

const today = (): string => {
  const now = running.org.kernel.clock.instant();
  const at = (ms: number): string => encodeURIComponent(new Date(now + ms).toISOString());
  return `start=${at(-3_600_000)}&end=${at(3_600_000)}`;
};

describe('a merge', () => {
  it('gives what belonged to the loser to the master, and says in the loser who that is', async () => {
    const [master, loser] = ['Acme', 'ACME Inc.'].map((Name) => createOne(org, 'Account', { Name }));
    const id = createOne(org, 'Opportunity', deal({ AccountId: loser ?? '' }));
    const contact = createOne(org, 'Contact', { LastName: 'One', AccountId: loser ?? '' });
    const before = stamp('Opportunity', id);
    const answer = await tell('/records/merge', { master, losers: [loser], fields: { Site: 'Hamburg' } });
    expect(answer).toMatchObject([{ id: master, success: true }]);
    expect(row('Account', loser ?? '', 'IsDeleted, MasterRecordId')).toEqual({
      IsDeleted: true,
      MasterRecordId: master,
    });
    expect(row('Account', master ?? '', 'Name, Site, IsDeleted')).toMatchObject({ Name: 'Acme', Site: 'Hamburg' });
    expect([row('Opportunity', id, 'AccountId'), row('Contact', contact, 'AccountId')]).toEqual([
      { AccountId: master },
      { AccountId: master },
    ]);
    expect(stamp('Opportunity', id) > before).toBe(true);
    expect(stamp('Account', loser ?? '') > before).toBe(true);
  });

  it('is of leads and contacts too, of two losers at most, and leaves nobody below themselves', async () => {
    const leads = [1, 2, 3, 4].map((at) => createOne(org, 'Lead', { LastName: `Lead ${at}`, Company: 'Moorwik' }));
    const [master, ...losers] = leads;
    expect(code(await tell('/records/merge', { master, losers }))).toBe('INVALID_OPERATION');
    expect(await tell('/records/merge', { master, losers: losers.slice(0, 2) })).toMatchObject([{ success: true }]);
    const parent = createOne(org, 'Account', { Name: 'Parent' });
    const child = createOne(org, 'Account', { Name: 'Child', ParentId: parent });
    await tell('/records/merge', { master: child, losers: [parent] });
    expect(row('Account', child, 'ParentId')).toEqual({ ParentId: null });
  });

  it('is refused where there is nothing to merge', async () => {
    const account = createOne(org, 'Account', { Name: 'Alone' });
    const id = createOne(org, 'Opportunity', deal());
    expect(code(await tell('/records/merge', { master: account, losers: [account] }))).toBe('INVALID_OPERATION');
    expect(code(await tell('/records/merge', { master: account, losers: [id] }))).toBe('ENTITY_IS_DELETED');
    expect(code(await tell('/records/merge', { master: id, losers: [account] }))).toBe('INVALID_TYPE');
  });
});

describe('what changed in a span of time', () => {
  it('is told by id: changed records, as far as one sees them, and deleted ones', async () => {
    const own = createOne(org, 'Opportunity', deal({ OwnerId: people.rep }));
    const of = createOne(org, 'Opportunity', deal({ OwnerId: people.peer }));
    await tell('/clock', { ms: 60_000 });
    const { ids } = (await ask(`/sobjects/Opportunity/updated?${today()}`, 'rep@acme.example')) as { ids: string[] };
    expect([ids.includes(own), ids.includes(of)]).toEqual([true, false]);
    await tell('/records/delete', { ids: [own] });
    const answer = (await ask(`/sobjects/Opportunity/deleted?${today()}`)) as { deletedRecords: { id: string }[] };
    expect(answer.deletedRecords.map(({ id }) => id)).toContain(own);
    expect(answer).toHaveProperty('latestDateCovered');
    await tell('/records/undelete', { ids: [own] });
    expect(JSON.stringify(await ask(`/sobjects/Opportunity/deleted?${today()}`))).not.toContain(own);
  });

  it('is asked for by a span that is one', async () => {
    const now = running.org.kernel.clock.instant();
    const at = (ms: number): string => new Date(now + ms).toISOString();
    for (const [start, end] of [
      [at(0), at(0)],
      [at(-40 * 86_400_000), at(0)],
      ['yesterday', at(0)],
    ]) {
      const path = `/sobjects/Account/deleted?start=${start ?? ''}&end=${end ?? ''}`;
      expect(await ask(path)).toMatchObject([{ errorCode: 'INVALID_REPLICATION_DATE' }]);
    }
  });
});

describe('the time of the org', () => {
  it('is in every answer: never before the stamps that its records have', async () => {
    const told = async (): Promise<number> =>
      Date.parse((await fetch(`${running.url}/services/data`)).headers.get('date') ?? '');
    const before = await told();
    await tell('/clock', { ms: 7_200_000 });
    expect((await told()) - before).toBeGreaterThanOrEqual(7_200_000);
    const id = createOne(org, 'Account', { Name: 'Stamped' });
    await tell('/clock', { ms: -7_200_000 });
    expect(await told()).toBeGreaterThanOrEqual(Math.floor(Date.parse(stamp('Account', id)) / 1000) * 1000);
  });
});
