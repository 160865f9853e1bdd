import { afterAll, describe, expect, it } from 'vitest';
import { describeField } from '../../../local-org/metadata/describe.ts';
import type { SObject } from '../../../local-org/metadata/schema.ts';
import type { OrgActor } from '../../../local-org/security/actors.ts';
import { company, createOne, deal } from '../support/company.ts';

const { org, rep, peer, service } = company();
afterAll(() => {
  org.close();
});
const ownDeal = createOne(org, 'Opportunity', deal({ Name: 'Rep deal', OwnerId: rep }));
const peerDeal = createOne(org, 'Opportunity', deal({ Name: 'Peer deal', OwnerId: peer }));
for (const id of [ownDeal, peerDeal]) {
  createOne(org, 'Takt_Deal_Insight__c', { External_Key__c: id, Opportunity__c: id });
}

const insight = org.kernel.schema.object('Takt_Deal_Insight__c');
const master = insight?.fields.get('opportunity__c');
if (insight === undefined || master === undefined) throw new Error('the package has no deal insights');
const strict = {
  ...insight,
  fields: new Map([...insight.fields, ['opportunity__c', { ...master, writeRequiresMasterRead: false }]]),
};

/** How many insights somebody may write who may read all deals, and has no Modify All on insights. */
const writable = (userId: string, detail: SObject): number => {
  const actor: OrgActor = {
    ...org.kernel.actors.resolve(userId),
    may: (action, name) => name === 'Opportunity' && (action === 'viewAll' || action === 'read'),
  };
  const condition = org.kernel.access.condition(actor, detail, 't', 'edit');
  if (condition === undefined) throw new Error('every record is open');
  const query = `SELECT "Id" FROM "Takt_Deal_Insight__c" t WHERE ${condition.text}`;
  return org.kernel.database.rows(query, condition.parameters).length;
};

describe('a detail whose master needs to be read only, to be written', () => {
  it('says so in its description', () => {
    expect(describeField(master, insight, org.system)).toMatchObject({
      writeRequiresMasterRead: true,
      cascadeDelete: true,
      createable: true,
      updateable: false,
    });
  });

  it('is open to who reads every master, though none of them may be edited', () => {
    expect(org.kernel.actors.resolve(service).may('edit', 'Opportunity')).toBe(false);
    expect(writable(service, insight)).toBe(2);
    expect(writable(service, strict)).toBe(0);
  });

  it('is written by the service user over any deal', () => {
    const asService = org.actor(service);
    const [update] = org.upsert(asService, 'Takt_Deal_Insight__c', 'External_Key__c', [
      { External_Key__c: peerDeal, Stale__c: true },
    ]);
    expect(update).toMatchObject({ success: true, created: false });
    const third = createOne(org, 'Opportunity', deal({ OwnerId: peer }));
    const [created] = org.upsert(asService, 'Takt_Deal_Insight__c', 'External_Key__c', [
      { External_Key__c: third, Opportunity__c: third },
    ]);
    expect(created).toMatchObject({ success: true, created: true });
    expect(org.remove(asService, [created?.id ?? ''])[0]?.success).toBe(true);
  });

  it('keeps its master for good', () => {
    const [moved] = org.upsert(org.actor(service), 'Takt_Deal_Insight__c', 'External_Key__c', [
      { External_Key__c: peerDeal, Opportunity__c: ownDeal },
    ]);
    expect(moved?.errors[0]?.statusCode).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
  });

  it('is read by who reads its master, and by nobody else', () => {
    const soql = 'SELECT Opportunity__c FROM Takt_Deal_Insight__c';
    const seen = org.query(org.actor(rep), soql).records.map((record) => record['Opportunity__c']);
    expect(seen).toEqual([ownDeal]);
  });
});
