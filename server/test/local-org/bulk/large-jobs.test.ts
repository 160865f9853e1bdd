import { afterAll, describe, expect, it, vi } from 'vitest';
import { QueryJobs } from '../../../local-org/bulk/query-jobs.ts';
import { company, deal, ids } from '../support/company.ts';

const { org, admin } = company();
ids(
  org.create(
    org.system,
    'Opportunity',
    Array.from({ length: 12_000 }, (_, index) => deal({ Name: `D${index}` })),
    { withoutHistory: true },
  ),
);
const jobs = new QueryJobs(org);
afterAll(() => {
  jobs.close();
  org.close();
});
const actor = org.actor(admin);
const request = {
  operation: 'query',
  query: 'SELECT Id, Name FROM Opportunity',
  columnDelimiter: 'COMMA',
  lineEnding: 'LF',
  version: 67,
} as const;

describe('a large job', () => {
  it('lets the org answer while it runs, and can be aborted then', async () => {
    const { id } = jobs.create(actor, request);
    await vi.waitFor(
      () => {
        expect(jobs.status(actor, id).state).toBe('InProgress');
      },
      { interval: 1 },
    );
    expect(() => jobs.results(actor, id, 0, 10)).toThrow('the job is InProgress');
    expect(() => {
      jobs.remove(actor, id);
    }).toThrow('only a finished or aborted job can be deleted');
    expect(jobs.abort(actor, id).state).toBe('Aborted');
    expect(() => jobs.results(actor, id, 0, 10)).toThrow('the job is Aborted');
    jobs.remove(actor, id);
    expect(() => jobs.status(actor, id)).toThrow('does not exist');
  });
});
