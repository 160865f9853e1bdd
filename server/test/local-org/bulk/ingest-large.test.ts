import { Readable } from 'node:stream';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { IngestJobs } from '../../../local-org/bulk/ingest/ingest-jobs.ts';
import { company, createOne, deal } from '../support/company.ts';

const { org, admin } = company();
const jobs = new IngestJobs(org, { mostBytes: 2_000_000 });
afterAll(() => {
  jobs.close();
  org.close();
});
const actor = org.actor(admin);
const request = {
  object: 'Account',
  operation: 'insert',
  columnDelimiter: 'COMMA',
  lineEnding: 'LF',
  version: 67,
} as const;
const rows = (count: number): string => Array.from({ length: count }, (_, index) => `A${index}\n`).join('');
const lines = async (id: string, kind: Parameters<IngestJobs['results']>[2]): Promise<number> => {
  let count = 0;
  for await (const chunk of jobs.results(actor, id, kind) ?? []) count += String(chunk).split('\n').length - 1;
  return count;
};

describe('a large ingest job', () => {
  it('lets the org answer while it runs, ends its batch when it is aborted, and gives the rest back', async () => {
    const { id } = jobs.create(actor, request);
    await jobs.upload(actor, id, Readable.from(['Name\n', rows(20_500)]));
    jobs.complete(actor, id);
    await vi.waitFor(
      () => {
        expect(jobs.status(actor, id)).toMatchObject({ state: 'InProgress' });
        expect(jobs.status(actor, id).numberRecordsProcessed).toBeGreaterThan(0);
      },
      { interval: 1 },
    );
    expect(() => jobs.results(actor, id, 'successful')).toThrow('the job is InProgress');
    expect(() => {
      jobs.remove(actor, id);
    }).toThrow('only a finished or aborted job can be deleted');
    expect(jobs.abort(actor, id).state).toBe('Aborted');
    await vi.waitFor(async () => {
      expect(await lines(id, 'unprocessed')).toBe(10_501);
    }, 10_000);
    expect(await lines(id, 'successful')).toBe(10_001);
    expect(jobs.status(actor, id)).toMatchObject({ state: 'Aborted', numberRecordsProcessed: 10_000 });
    expect(org.query(org.system, 'SELECT count() FROM Account').totalSize).toBe(10_000);
  });

  it('saves the good row among hundreds that are refused', async () => {
    const upsert = { ...request, operation: 'upsert', externalIdFieldName: 'Id' } as const;
    const id = createOne(org, 'Opportunity', deal());
    const job = jobs.create(actor, { ...upsert, object: 'Opportunity' });
    const bad = Array.from({ length: 300 }, () => ',,\n').join('');
    await jobs.upload(actor, job.id, `Id,Name,Amount\n${bad}${id},Renamed,5\n`);
    jobs.complete(actor, job.id);
    await vi.waitFor(() => {
      expect(jobs.status(actor, job.id)).toMatchObject({ numberRecordsProcessed: 301, numberRecordsFailed: 300 });
    });
    expect(org.retrieve(org.system, 'Opportunity', id)).toMatchObject({ Name: 'Renamed', Amount: 5 });
  });

  it('is refused when it is larger than allowed, packed or not, and may be sent again', async () => {
    const { id } = jobs.create(actor, request);
    const parts = function* () {
      for (let part = 0; part < 30; part += 1) yield Buffer.alloc(100_000, 'x');
    };
    await expect(jobs.upload(actor, id, Readable.from(parts()))).rejects.toThrow('larger than 2000000 bytes');
    await jobs.upload(actor, id, Readable.from(['Name\n']));
    expect(jobs.complete(actor, id).state).toBe('UploadComplete');
  });
});
