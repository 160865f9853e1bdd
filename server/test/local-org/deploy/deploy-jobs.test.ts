import { describe, expect, it } from 'vitest';
import { DeployJobs, type RequestedOptions } from '../../../local-org/deploy/deploy-jobs.ts';
import { partlyWrong } from './deploy-doors.ts';
import { emptyOrg } from '../support/company.ts';

const options: RequestedOptions = {
  checkOnly: false,
  rollbackOnError: true,
  ignoreWarnings: false,
  singlePackage: true,
  testLevel: undefined,
};
const oneTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await oneTurn();
};

const queue = () => {
  const org = emptyOrg();
  const seen: number[] = [];
  const jobs = new DeployJobs(org, (_org, zip) => {
    seen.push(zip[0] ?? -1);
    return partlyWrong(options);
  });
  const start = (mark: number) => jobs.start(org.system, Uint8Array.of(mark), options);
  return { org, jobs, seen, start, statusOf: (id: string) => jobs.find(org.system, id).status };
};

describe('the queue of deploys', () => {
  it('begins none before its client has been answered, then carries them out in the order of asking', async () => {
    const { seen, start, statusOf } = queue();
    const ids = [1, 2, 3].map((mark) => start(mark).id);
    expect(ids.map(statusOf)).toEqual(['Pending', 'Pending', 'Pending']);
    await turns(ids.length);
    expect(seen).toEqual([1, 2, 3]);
    expect(ids.map(statusOf)).toEqual(['Failed', 'Failed', 'Failed']);
  });

  it('drops a deploy that is cancelled in time, and carries out the others', async () => {
    const { org, jobs, seen, start, statusOf } = queue();
    const ids = [1, 2, 3].map((mark) => start(mark).id);
    jobs.cancel(org.system, ids[1] ?? '');
    await turns(ids.length);
    expect(seen).toEqual([1, 3]);
    expect(ids.map(statusOf)).toEqual(['Failed', 'Canceled', 'Failed']);
  });

  it('finds a deploy by its id of 15 characters too', () => {
    const { org, jobs, start } = queue();
    const { id } = start(1);
    expect(jobs.find(org.system, id.slice(0, 15)).id).toBe(id);
  });

  it('forgets the oldest of many, and never one that waits', async () => {
    const { org, jobs, start, statusOf } = queue();
    const first = start(0).id;
    for (let mark = 1; mark <= 60; mark += 1) {
      start(mark);
      await oneTurn();
    }
    const waiting = start(61).id;
    expect(() => jobs.find(org.system, first)).toThrow(/no deploy request/);
    expect(statusOf(waiting)).toBe('Pending');
  });

  it('begins nothing after it was closed', async () => {
    const { jobs, seen, start } = queue();
    start(1);
    jobs.close();
    await oneTurn();
    expect(seen).toEqual([]);
  });
});
