import { answer, refresh } from 'takt/test-wires';
import TaktRunProgress from 'c/taktRunProgress';
import {
  connections,
  find,
  inTurn,
  heard,
  mount,
  node,
  settled,
  unmountAll,
  words,
} from '../../taktGraphql/__tests__/elements';
import { isLeftWaiting, isOver, runState, waitBefore } from '../follow';

const run = (fields: Readonly<Record<string, unknown>>): object =>
  connections({ Takt_Run__c: [node({ Id: 'run1', Name: 'RUN-000042', ...fields })] });

const look = async (wait: number): Promise<void> => {
  jest.advanceTimersByTime(wait);
  await settled();
};

describe('following a run', () => {
  it('looks again after 1 s, then ever later, at most 5 s', () => {
    expect([0, 1, 2, 3, 4, 20].map(waitBefore)).toEqual([1000, 1500, 2250, 3375, 5000, 5000]);
  });

  it('takes a status that it does not know for a run that is not over', () => {
    expect(isOver(runState(node({ Status__c: 'Paused' })))).toBe(false);
    expect(isOver(runState(node({ Status__c: 'Failed' })))).toBe(true);
  });

  it('finds a request left waiting when nobody has taken it up for half a minute', () => {
    const requested = runState(node({ Status__c: 'Requested' }));
    expect([isLeftWaiting(requested, 3), isLeftWaiting(requested, 12)]).toEqual([false, true]);
    expect(isLeftWaiting(runState(node({ Status__c: 'Running' })), 12)).toBe(false);
  });
});

describe('c-takt-run-progress', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    refresh.mockClear();
  });
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('says that the numbers from before stay', async () => {
    const progress = mount('c-takt-run-progress', TaktRunProgress, { runId: 'run1' });
    await settled();
    expect(words(find(progress, '[role="status"]'))).toContain('stay until the new ones are complete');
    jest.useRealTimers();
    await expect(progress).toBeAccessible();
  });

  it('shows step and progress', async () => {
    const progress = mount('c-takt-run-progress', TaktRunProgress, { runId: 'run1' });
    await settled();
    answer('TaktRun', { data: run({ Status__c: 'Running', Step__c: 'Read changes', Progress__c: 40 }) });
    await settled();
    expect(words(find(progress, '[role="status"]'))).toBe('RUN-000042 is workingRead changes');
    expect(find(progress, '[role="progressbar"]').getAttribute('aria-valuenow')).toBe('40');
  });

  it('goes on looking even when a look finds nothing new', async () => {
    mount('c-takt-run-progress', TaktRunProgress, { runId: 'run1' });
    await settled();
    answer('TaktRun', { data: run({ Status__c: 'Running' }) });
    await settled();
    await inTurn(3, () => look(2250));
    expect(refresh).toHaveBeenCalledTimes(3);
  });

  it('tells its parent once how the run ended, and stops looking', async () => {
    const progress = mount('c-takt-run-progress', TaktRunProgress, { runId: 'run1' });
    await settled();
    const ends = heard(progress, 'runend');
    answer('TaktRun', { data: run({ Status__c: 'Running' }) });
    await settled();
    const done = run({ Status__c: 'Succeeded', Rows_Written__c: 12, Rows_Unchanged__c: 388 });
    answer('TaktRun', { data: done });
    answer('TaktRun', { data: done });
    await settled();
    expect(ends).toEqual([expect.objectContaining({ status: 'Succeeded', written: 12, unchanged: 388 })]);
    jest.advanceTimersByTime(60_000);
    await settled();
    expect(refresh).not.toHaveBeenCalled();
  });

  it('says so when it cannot look, and keeps trying', async () => {
    const progress = mount('c-takt-run-progress', TaktRunProgress, { runId: 'run1' });
    await settled();
    answer('TaktRun', { errors: [{ message: 'Service unavailable' }] });
    await settled();
    expect(words(find(progress, '[role="status"]'))).toContain('trying again');
    jest.advanceTimersByTime(1000);
    await settled();
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('says that nobody has taken the request up', async () => {
    const progress = mount('c-takt-run-progress', TaktRunProgress, { runId: 'run1' });
    await settled();
    answer('TaktRun', { data: run({ Status__c: 'Requested' }) });
    await settled();
    await inTurn(10, () => look(5000));
    expect(words(find(progress, '[role="status"]'))).toContain('Nobody has taken the request up yet');
    jest.useRealTimers();
    await expect(progress).toBeAccessible();
  });

  it('stops when it leaves the page', async () => {
    const progress = mount('c-takt-run-progress', TaktRunProgress, { runId: 'run1' });
    await settled();
    answer('TaktRun', { data: run({ Status__c: 'Running' }) });
    await settled();
    progress.remove();
    jest.advanceTimersByTime(60_000);
    await settled();
    expect(refresh).not.toHaveBeenCalled();
  });
});
