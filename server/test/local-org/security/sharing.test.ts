import { afterAll, describe, expect, it } from 'vitest';
import { column, company, createOne, deal, ids, idOf } from '../support/company.ts';

const { org, boss, manager, rep, peer, admin, guest, service } = company();
afterAll(() => {
  org.close();
});
const account = createOne(org, 'Account', { Name: 'Big', OwnerId: manager });
const hidden = createOne(org, 'Account', { Name: 'Hidden', OwnerId: boss, Phone: '1' });
const deals = ids(
  org.create(org.system, 'Opportunity', [
    deal({ Name: 'Boss deal', OwnerId: boss, Amount: 1 }),
    deal({ Name: 'Manager deal', OwnerId: manager, Amount: 10 }),
    deal({ Name: 'Rep deal', OwnerId: rep, Amount: 100, AccountId: account }),
    deal({ Name: 'Peer deal', OwnerId: peer, Amount: 1000 }),
  ]),
);
const [bossDeal = '', , repDeal = '', peerDeal = ''] = deals;
const names = (userId: string) => column(org, 'SELECT Name FROM Opportunity ORDER BY Amount', 'Name', userId);

describe('deals', () => {
  it('are seen by their owner and by those above, never by peers', () => {
    expect(names(rep)).toEqual(['Rep deal']);
    expect(names(peer)).toEqual(['Peer deal']);
    expect(names(manager)).toEqual(['Manager deal', 'Rep deal', 'Peer deal']);
    expect(names(boss)).toEqual(['Boss deal', 'Manager deal', 'Rep deal', 'Peer deal']);
  });

  it('are all seen by an administrator and by the service user, who has View All', () => {
    expect(names(admin)).toHaveLength(4);
    expect(names(service)).toHaveLength(4);
  });

  it('count and sum as they are seen', () => {
    const total = (userId: string) => column(org, 'SELECT SUM(Amount) total FROM Opportunity', 'total', userId)[0];
    expect([rep, peer, manager, boss].map(total)).toEqual([100, 1000, 1110, 1111]);
    expect(org.query(org.actor(rep), 'SELECT COUNT() FROM Opportunity').totalSize).toBe(1);
  });

  it('take their history and their products with them', () => {
    expect(column(org, 'SELECT Amount FROM OpportunityHistory', 'Amount', rep)).toEqual([100]);
  });

  it('cannot be reached by id, changed or deleted by a peer', () => {
    const asRep = org.actor(rep);
    expect(() => org.retrieve(asRep, 'Opportunity', peerDeal)).toThrow('The requested resource does not exist');
    const [update] = org.update(asRep, 'Opportunity', [{ Id: peerDeal, Amount: 0 }]);
    expect(update?.errors[0]?.statusCode).toBe('INVALID_CROSS_REFERENCE_KEY');
    expect(org.remove(asRep, [peerDeal])[0]?.success).toBe(false);
  });

  it('do not leak through a sub-query of an account', () => {
    createOne(org, 'Opportunity', deal({ Name: 'Peer on Big', OwnerId: peer, AccountId: account }));
    const soql = 'SELECT Name, (SELECT Name FROM Opportunities) FROM Account';
    expect(org.query(org.actor(rep), soql).records).toMatchObject([
      { Name: 'Big', Opportunities: { totalSize: 1, records: [{ Name: 'Rep deal' }] } },
    ]);
  });

  it('do not leak through a semi-join', () => {
    const soql = "SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity WHERE Name = 'Peer on Big')";
    expect(column(org, soql, 'Name', rep)).toEqual([]);
  });

  it('follow a change of role at once', () => {
    const other = createOne(org, 'UserRole', { Name: 'Elsewhere' });
    const role = idOf(org, "SELECT Id FROM UserRole WHERE Name = 'Reps North'");
    org.update(org.system, 'User', [{ Id: peer, UserRoleId: other }]);
    expect(names(manager)).not.toContain('Peer deal');
    org.update(org.system, 'User', [{ Id: peer, UserRoleId: role }]);
    expect(names(manager)).toContain('Peer deal');
  });
});

describe('accounts', () => {
  it('are seen by those who see a deal on them', () => {
    expect(column(org, 'SELECT Name FROM Account ORDER BY Name', 'Name', rep)).toEqual(['Big']);
  });

  it('show their name, and nothing else, on a record that points at them', () => {
    const child = createOne(org, 'Account', { Name: 'Child', OwnerId: rep, ParentId: hidden });
    const soql = `SELECT Parent.Name, Parent.Phone FROM Account WHERE Id = '${child}'`;
    expect(org.query(org.actor(rep), soql).records[0]?.['Parent']).toMatchObject({ Name: 'Hidden', Phone: null });
  });

  it('may be read but not changed by those who see them through a deal', () => {
    const [result] = org.update(org.actor(rep), 'Account', [{ Id: account, Phone: '5' }]);
    expect(result?.errors[0]?.statusCode).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
  });
});

describe('sharing rules of the package', () => {
  const key = (name: string) => ({ Name: name, External_Key__c: name });
  const scope = createOne(org, 'Takt_Scope__c', key('total'));
  const period = createOne(org, 'Takt_Period__c', key('quarter'));
  const forecast = (name: string, owner: string, type: string) =>
    createOne(org, 'Takt_Forecast__c', {
      ...key(name),
      Scope__c: scope,
      Period__c: period,
      OwnerId: owner,
      Scope_Type__c: type,
    });
  forecast('company', service, 'Company');
  forecast('rep', rep, 'Person');
  const seen = (userId: string) => column(org, 'SELECT Name FROM Takt_Forecast__c ORDER BY Name', 'Name', userId);

  it('open the company’s numbers to the members of their group alone', () => {
    expect(seen(boss)).toEqual(['rep']);
    const group = idOf(org, "SELECT Id FROM Group WHERE DeveloperName = 'Takt_Company_Readers'");
    createOne(org, 'GroupMember', { GroupId: group, UserOrGroupId: boss });
    expect(seen(boss)).toEqual(['company', 'rep']);
    expect(seen(rep)).toEqual(['rep']);
    expect(seen(peer)).toEqual([]);
  });
});

describe('without permission', () => {
  it('an object does not exist', () => {
    expect(() => org.query(org.actor(guest), 'SELECT Id FROM Opportunity')).toThrow(
      "sObject type 'Opportunity' is not supported",
    );
    expect(() => org.create(org.actor(guest), 'Opportunity', [deal()])).toThrow('does not exist');
    expect(() => org.query(org.actor(guest), 'SELECT Id FROM OpportunityHistory')).toThrow('is not supported');
  });

  it('a field does not exist, whether it is asked for, filtered by or sorted by', () => {
    for (const soql of [
      'SELECT IsPrivate FROM Opportunity',
      'SELECT Id FROM Opportunity WHERE IsPrivate = true',
      'SELECT Id FROM Opportunity ORDER BY IsPrivate',
      'SELECT COUNT(Id) FROM Opportunity GROUP BY IsPrivate',
    ]) {
      expect(() => org.query(org.actor(service), soql)).toThrow("No such column 'IsPrivate' on entity 'Opportunity'");
    }
  });

  it('a record can be read but not written', () => {
    const [result] = org.update(org.actor(service), 'Opportunity', [{ Id: bossDeal, StageName: 'Closed Won' }]);
    expect(result?.success).toBe(false);
    const [asRep] = org.update(org.actor(rep), 'Opportunity', [{ Id: repDeal, Amount: 101 }]);
    expect(asRep?.success).toBe(true);
  });
});
