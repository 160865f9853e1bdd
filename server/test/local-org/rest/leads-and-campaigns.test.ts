import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeGraphQL } from '../../../local-org/graphql/execute.ts';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company, type Company } from '../support/company.ts';
import { connectAs, startOrg } from '../support/server.ts';

let running: RunningOrg;
let people: Company;
let admin: Connection;
let rep: Connection;
let peer: Connection;
beforeAll(async () => {
  running = await startOrg();
  people = company(running.org);
  admin = connectAs(running, 'admin@acme.example');
  rep = connectAs(running, 'rep@acme.example');
  peer = connectAs(running, 'peer@acme.example');
});
afterAll(() => running.close());

const idOf = (result: { readonly success: boolean; readonly id?: string | undefined }): string => result.id ?? '';

describe('leads and campaigns', () => {
  it('have the key prefixes of Salesforce, and a lead’s name is put together by the org', async () => {
    const lead = await rep
      .sobject('Lead')
      .create({ FirstName: 'Jördis', LastName: 'Thalmüller', Company: 'Moorwik KG' });
    const fair = await admin.sobject('Campaign').create({ Name: 'Trade fair' });
    const member = await admin
      .sobject('CampaignMember')
      .create({ CampaignId: idOf(fair), LeadId: idOf(lead), Status: 'Sent' });
    expect([lead, fair, member].map((result) => idOf(result).slice(0, 3))).toEqual(['00Q', '701', '00v']);
    const [row] = (
      await rep.query('SELECT Name, Status, IsConverted, (SELECT Campaign.Name FROM CampaignMembers) FROM Lead')
    ).records;
    expect(row).toMatchObject({
      Name: 'Jördis Thalmüller',
      Status: 'Open - Not Contacted',
      IsConverted: false,
      CampaignMembers: { records: [{ Campaign: { Name: 'Trade fair' } }] },
    });
  });

  it('leads are private, campaigns are read by everybody and written by administrators', async () => {
    expect((await peer.query('SELECT Id FROM Lead')).totalSize).toBe(0);
    expect((await peer.query('SELECT Name FROM Campaign')).totalSize).toBe(1);
    await expect(peer.sobject('Campaign').create({ Name: 'Own' })).rejects.toMatchObject({
      errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    });
  });

  it('a conversion is the org’s alone to write', async () => {
    const [lead] = (await rep.query('SELECT Id FROM Lead')).records;
    await expect(rep.sobject('Lead').update({ Id: String(lead?.['Id']), IsConverted: true })).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    });
  });

  it('are read through GraphQL, with the deal’s campaign', () => {
    const { org } = running;
    const answer = executeGraphQL(org, org.actor(people.rep), {
      variables: {},
      query: `{ uiapi { query {
        Lead { edges { node { Name { value } Company { value } } } }
        Campaign { edges { node { Name { value } Opportunities { edges { node { Id } } } } } }
        CampaignMember { edges { node { Status { value } Lead { Name { value } } } } }
      } } }`,
    });
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({
      uiapi: {
        query: {
          Lead: { edges: [{ node: { Name: { value: 'Jördis Thalmüller' }, Company: { value: 'Moorwik KG' } } }] },
          Campaign: { edges: [{ node: { Name: { value: 'Trade fair' }, Opportunities: { edges: [] } } }] },
          CampaignMember: {
            edges: [{ node: { Status: { value: 'Sent' }, Lead: { Name: { value: 'Jördis Thalmüller' } } } }],
          },
        },
      },
    });
  });
});
