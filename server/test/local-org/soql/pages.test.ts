import { afterAll, describe, expect, it } from 'vitest';
import { company, deal, ids } from '../support/company.ts';

const { org, admin, rep } = company();
afterAll(() => {
  org.close();
});
ids(
  org.create(
    org.system,
    'Opportunity',
    Array.from({ length: 4100 }, (_, index) => deal({ Name: `D${index}` })),
  ),
);

describe('a large result', () => {
  it('comes in pages of 2,000 that together are the whole', () => {
    const actor = org.actor(admin);
    let page = org.query(actor, 'SELECT Name FROM Opportunity ORDER BY Id');
    const sizes = [page.records.length];
    const names = page.records.map((record) => record['Name']);
    while (page.cursor !== undefined) {
      expect(page.done).toBe(false);
      page = org.queryMore(actor, page.cursor);
      sizes.push(page.records.length);
      names.push(...page.records.map((record) => record['Name']));
    }
    expect(page).toMatchObject({ totalSize: 4100, done: true });
    expect(sizes).toEqual([2000, 2000, 100]);
    expect(new Set(names).size).toBe(4100);
  });

  it('may be asked for in smaller pages, down to 200', () => {
    expect(org.query(org.actor(admin), 'SELECT Id FROM Opportunity', { batchSize: 5 }).records).toHaveLength(200);
  });

  it('stays what it was when rows change meanwhile', () => {
    const actor = org.actor(admin);
    const first = org.query(actor, 'SELECT Id, Name FROM Opportunity ORDER BY Id');
    ids(org.create(org.system, 'Opportunity', [deal({ Name: 'Late' })]));
    expect(first.totalSize).toBe(4100);
    expect(org.queryMore(actor, first.cursor ?? '').totalSize).toBe(4100);
  });

  it('is nobody else’s', () => {
    const page = org.query(org.actor(admin), 'SELECT Id FROM Opportunity');
    expect(() => org.queryMore(org.actor(rep), page.cursor ?? '')).toThrow('invalid query locator');
  });
});
