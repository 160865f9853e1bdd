import { afterAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../local-org/org.ts';
import { column, company, createOne, idOf } from '../support/company.ts';

const { org, boss, manager, rep, peer, service } = company();
afterAll(() => {
  org.close();
});
const asService = org.actor(service);
const key = (name: string) => ({ Name: name, External_Key__c: name });
const scope = createOne(org, 'Takt_Scope__c', key('scope'));
const period = createOne(org, 'Takt_Period__c', key('quarter'));
const forecast = (name: string, OwnerId: Id): Id =>
  createOne(org, 'Takt_Forecast__c', { ...key(name), Scope__c: scope, Period__c: period, OwnerId });
const ownerOf = (id: Id): unknown =>
  column(org, `SELECT OwnerId FROM Takt_Forecast__c WHERE Id = '${id}'`, 'OwnerId')[0];
const accessOf = (userId: Id, id: Id): unknown => {
  const soql = `SELECT HasEditAccess, HasDeleteAccess, HasTransferAccess FROM UserRecordAccess WHERE UserId = '${userId}' AND RecordId = '${id}'`;
  return org.query(org.system, soql).records[0];
};

describe('the service user', () => {
  it('has Modify All on no object, and neither sees nor changes all data', () => {
    const objects = org.kernel.metadata.objects.map(({ name }) => name);
    expect(objects).toContain('Takt_Forecast__c');
    expect(objects.filter((name) => asService.may('modifyAll', name))).toEqual([]);
    expect(asService.permissions).not.toContain('ModifyAllData');
    expect(asService.permissions).not.toContain('ViewAllData');
  });

  it('changes a row that belongs to the person whom it is about', () => {
    const id = forecast('of the rep', rep);
    const [result] = org.update(org.actor(service), 'Takt_Forecast__c', [{ Id: id, Won__c: 5 }]);
    expect(result?.errors).toEqual([]);
    expect(ownerOf(id)).toBe(rep);
  });

  it('gives a row that it may change to another owner, since it holds Transfer Record', () => {
    const id = forecast('moving', rep);
    const [result] = org.update(org.actor(service), 'Takt_Forecast__c', [{ Id: id, OwnerId: peer }]);
    expect(result?.errors).toEqual([]);
    expect(ownerOf(id)).toBe(peer);
  });

  it('does not delete what is another’s, for sharing never gives that', () => {
    const run = createOne(org, 'Takt_Run__c', { Kind__c: 'Forecast', OwnerId: rep });
    expect(org.remove(org.actor(service), [run])[0]?.success).toBe(false);
    expect(accessOf(service, run)).toMatchObject({ HasEditAccess: true, HasDeleteAccess: false });
  });

  it('deletes a row that is no detail after taking it over', () => {
    const id = createOne(org, 'Takt_Pipeline_Change__c', {
      External_Key__c: 'deal|week',
      Person__c: rep,
      OwnerId: rep,
    });
    const asNow = org.actor(service);
    expect(org.remove(asNow, [id])[0]?.errors[0]?.statusCode).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
    expect(org.update(asNow, 'Takt_Pipeline_Change__c', [{ Id: id, OwnerId: service }])[0]?.errors).toEqual([]);
    expect(org.remove(asNow, [id])[0]?.success).toBe(true);
  });

  it('changes no row of others once it is out of the group Takt Service', () => {
    const id = forecast('closed', rep);
    const groupId = idOf(org, "SELECT Id FROM Group WHERE DeveloperName = 'Takt_Service'");
    const membership = idOf(org, `SELECT Id FROM GroupMember WHERE GroupId = '${groupId}'`);
    org.remove(org.system, [membership]);
    const [result] = org.update(org.actor(service), 'Takt_Forecast__c', [{ Id: id, Won__c: 6 }]);
    expect(result?.errors[0]?.statusCode).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
    createOne(org, 'GroupMember', { GroupId: groupId, UserOrGroupId: service });
    expect(org.update(org.actor(service), 'Takt_Forecast__c', [{ Id: id, Won__c: 6 }])[0]?.success).toBe(true);
  });
});

describe('a record that is shared for editing', () => {
  const calling = {
    Name: 'Call',
    From_Meeting__c: true,
    Meeting__c: createOne(org, 'Takt_Meeting__c', { Name: 'Monthly', Held_On__c: '2026-11-20' }),
    Account__c: createOne(org, 'Account', { Name: 'Acme', OwnerId: rep }),
    Due_Date__c: '2026-12-01',
  };
  const action = (OwnerId: Id): Id => createOne(org, 'Takt_Action__c', { ...calling, Assignee__c: OwnerId, OwnerId });
  const groupId = idOf(org, "SELECT Id FROM Group WHERE DeveloperName = 'Takt_Meeting_Leads'");
  createOne(org, 'GroupMember', { GroupId: groupId, UserOrGroupId: peer });

  it('is changed by those whom it is shared with, but not given away by them', () => {
    const id = action(rep);
    const change = (fields: Readonly<Record<string, string>>) =>
      org.update(org.actor(peer), 'Takt_Action__c', [{ Id: id, ...fields }])[0];
    expect(change({ Outcome__c: 'Called' })?.errors).toEqual([]);
    expect(change({ OwnerId: peer, Assignee__c: peer })?.errors[0]?.statusCode).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
    expect(accessOf(peer, id)).toMatchObject({ HasEditAccess: true, HasTransferAccess: false, HasDeleteAccess: false });
  });

  it('is given away by its owner and by those above', () => {
    for (const by of [rep, manager, boss]) {
      const id = action(rep);
      const [result] = org.update(org.actor(by), 'Takt_Action__c', [{ Id: id, OwnerId: peer, Assignee__c: peer }]);
      expect(result?.errors).toEqual([]);
    }
  });
});
