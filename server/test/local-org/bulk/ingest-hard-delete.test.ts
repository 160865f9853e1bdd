import { afterAll, describe, expect, it, vi } from 'vitest';
import { IngestJobs } from '../../../local-org/bulk/ingest/ingest-jobs.ts';
import { company, createOne } from '../support/company.ts';

const { org, admin } = company();
const jobs = new IngestJobs(org);
afterAll(() => {
  jobs.close();
  org.close();
});
const plain = org.actor(admin);
const actor = { ...plain, permissions: new Set([...plain.permissions, 'BulkApiHardDelete']) };

const remove = async (operation: 'delete' | 'hardDelete', recordId: string, object = 'Account'): Promise<void> => {
  const form = { columnDelimiter: 'COMMA', lineEnding: 'LF', version: 67 };
  const { id } = jobs.create(actor, { object, operation, ...form });
  await jobs.upload(actor, id, `Id\n${recordId}\n`);
  jobs.complete(actor, id);
  await vi.waitFor(() => {
    expect(jobs.status(actor, id)).toMatchObject({ state: 'JobComplete', numberRecordsFailed: 0 });
  });
};
const inTheBin = (id: string, object = 'Account'): number =>
  org.query(org.system, `SELECT Id FROM ${object} WHERE Id = '${id}'`, { includeDeleted: true }).totalSize;

describe('a hard deletion', () => {
  it('leaves nothing in the recycle bin, where a deletion leaves the record', async () => {
    const [soft, hard] = [createOne(org, 'Account', { Name: 'Soft' }), createOne(org, 'Account', { Name: 'Hard' })];
    await remove('delete', soft);
    await remove('hardDelete', hard);
    expect([inTheBin(soft), inTheBin(hard)]).toEqual([1, 0]);
  });

  it('takes the details with it, and no record that they only look up to', async () => {
    const [campaign, lead] = [
      createOne(org, 'Campaign', { Name: 'Fair' }),
      createOne(org, 'Lead', { LastName: 'Visitor', Company: 'Acme' }),
    ];
    const member = createOne(org, 'CampaignMember', { CampaignId: campaign, LeadId: lead });
    await remove('hardDelete', campaign, 'Campaign');
    expect([inTheBin(campaign, 'Campaign'), inTheBin(member, 'CampaignMember')]).toEqual([0, 0]);
    expect(org.query(org.system, `SELECT Id FROM Lead WHERE Id = '${lead}'`).totalSize).toBe(1);
  });
});
