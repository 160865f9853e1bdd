import { describe, expect, it } from 'vitest';
import { raiseIssues } from '../../src/application/raise-issues.ts';
import type { ForecastPlan } from '../../src/application/plan-forecast.ts';
import { CrmFailure } from '../../src/application/ports/crm-failure.ts';
import { recoverShipments } from '../../src/application/recover-shipments.ts';
import { writeBack, type WriteBackCounts } from '../../src/application/write-back.ts';
import { fakeIssues } from './fake-write-back.ts';
import { fakeResults, fakeStore, hashed, row, unending } from './fakes.ts';

const provenance = { runId: 'run-1', asOf: '2026-11-24T12:00:00.000Z', formulaVersion: '1.0' };
const plan = (won = '1', today = '2026-11-24'): ForecastPlan => ({
  today,
  deals: 1,
  calendarVersion: 'c',
  periods: [],
  scopeLevels: [],
  forecasts: ['a', 'b'].map((key) => row('forecast', key, { name: `Forecast ${key}`, won, ownerId: 'u1' })),
  insights: [],
  ownerOf: () => 'service',
  problems: [],
});
const world = () => ({ results: fakeResults(), ...fakeStore() });
const write = async (ports: ReturnType<typeof world>, what = plan()): Promise<WriteBackCounts> => {
  const lease = await ports.lease.acquire('host:1:a', () => false);
  if (lease === undefined) throw new Error('another worker has the lease');
  const order = { provenance, lease, worker: 'host:1:a', tookOver: false, signal: unending() };
  return writeBack(ports, what, order, () => undefined);
};

describe('a row that the CRM refuses', () => {
  const refusing = () => {
    const ports = world();
    ports.results.refuse = (key) => (key === 'a' ? 'no (FIELD_CUSTOM_VALIDATION_EXCEPTION)' : undefined);
    return ports;
  };

  it('is tried once a run, and set aside after the third', async () => {
    const ports = refusing();
    expect(await write(ports)).toMatchObject({ written: 1, failed: 1, setAside: 0, deadLetters: [] });
    expect(await write(ports)).toMatchObject({ failed: 1, setAside: 0 });
    expect(await write(ports)).toMatchObject({
      failed: 0,
      setAside: 1,
      deadLetters: [{ key: 'a', name: 'Forecast a', attempts: 3, since: '2026-11-24' }],
    });
  });

  it('is left alone for the rest of the day, and tried again on the next', async () => {
    const ports = refusing();
    for (let run = 1; run <= 3; run += 1) await write(ports);
    ports.results.refuse = () => undefined;
    expect(await write(ports)).toMatchObject({ written: 0, failed: 0, setAside: 1 });
    expect(await write(ports, plan('1', '2026-11-25'))).toMatchObject({ written: 1, setAside: 0, deadLetters: [] });
  });

  it('is tried again at once when its content is another, and counted anew', async () => {
    const ports = refusing();
    for (let run = 1; run <= 3; run += 1) await write(ports);
    expect(await write(ports, plan('2'))).toMatchObject({ written: 1, failed: 1, setAside: 0, deadLetters: [] });
  });

  it('is forgotten when it is planned no more', async () => {
    const ports = refusing();
    for (let run = 1; run <= 3; run += 1) await write(ports);
    const without = { ...plan(), forecasts: plan().forecasts.slice(1) };
    expect(await write(ports, without)).toMatchObject({ setAside: 0, deadLetters: [] });
  });
});

describe('a row that a person changed', () => {
  const edited = async (content = { name: 'Forecast a', won: '999', ownerId: 'u1' }) => {
    const ports = world();
    await write(ports);
    ports.results.byHand('forecast', 'a', content);
    ports.results.writes.length = 0;
    return ports;
  };

  it('is not overwritten, in this run or the next, and both values are told', async () => {
    const ports = await edited();
    for (let run = 1; run <= 2; run += 1) {
      const { conflicts, written } = await write(ports);
      expect(written).toBe(0);
      expect(conflicts).toMatchObject([{ key: 'a', planned: { won: '1' }, edit: { content: { won: '999' } } }]);
    }
    expect(ports.results.rows('forecast').get('a')).toMatchObject({ won: '999' });
  });

  it('is not overwritten when the plan changes, while others are written', async () => {
    const ports = await edited();
    expect(await write(ports, plan('2'))).toMatchObject({ written: 1, conflicts: [{ key: 'a' }] });
    expect(ports.results.writes).toEqual(['b']);
  });

  it('is settled when the person puts the value back, and follows the plan again', async () => {
    const ports = await edited();
    await write(ports);
    ports.results.byHand('forecast', 'a', { name: 'Forecast a', won: '1', ownerId: 'u1' });
    expect(await write(ports)).toMatchObject({ written: 0, conflicts: [] });
    expect(await write(ports, plan('2'))).toMatchObject({ written: 2, conflicts: [] });
  });

  it('is overwritten once somebody has decided so', async () => {
    const ports = await edited();
    await write(ports);
    await ports.deadLetters.retryAll();
    expect(await write(ports)).toMatchObject({ written: 1, conflicts: [] });
    expect(ports.results.rows('forecast').get('a')).toMatchObject({ won: '1' });
  });

  it('is given back to whom it belongs when only its owner was changed', async () => {
    const ports = await edited({ name: 'Forecast a', won: '1', ownerId: 'u9' });
    expect(await write(ports)).toMatchObject({ written: 1, conflicts: [] });
  });

  it('is no conflict when it was only saved', async () => {
    const ports = await edited({ name: 'Forecast a', won: '1', ownerId: 'u1' });
    expect(await write(ports, plan('2'))).toMatchObject({ written: 2, conflicts: [] });
  });
});

describe('what an earlier run had under way', () => {
  const cut = async () => {
    const ports = world();
    await write(ports, plan('1'));
    const lease = await ports.lease.acquire('host:1:a', () => false);
    if (lease === undefined) throw new Error('no lease');
    const rows = [{ key: 'a', hash: 'x', content: { won: '7' } }];
    await ports.outbox.open(lease, { runId: 'run-0', kind: 'forecast', operation: 'write', rows });
    ports.results.readBacks.length = 0;
    return ports;
  };

  it('is looked for in the CRM, whatever its fingerprint says, and once more by the run after', async () => {
    const ports = await cut();
    await write(ports);
    await write(ports);
    await write(ports);
    expect(ports.results.readBacks).toEqual(['forecast', 'period', 'scope', 'forecast', 'insight']);
    expect(ports.shipments.size).toBe(0);
  });

  it('is waited for where a job carries it: what it wrote is known, and what it did not', async () => {
    const ports = world();
    const lease = await ports.lease.acquire('host:1:a', () => false);
    if (lease === undefined) throw new Error('no lease');
    const rows = ['c', 'd'].map((key) => hashed(key, { won: '7' }));
    const id = await ports.outbox.open(lease, { runId: 'run-0', kind: 'forecast', operation: 'write', rows });
    await ports.outbox.noteJob(lease, id, '750');
    ports.results.jobs.set('750', { carriedOut: true, refused: ['d'] });
    const recovered = await recoverShipments(ports, { lease, today: '2026-11-24', signal: unending() });
    expect(recovered).toBe(true);
    expect([...(await ports.ledger.hashes('forecast')).keys()]).toEqual(['c']);
    expect([...(await ports.deadLetters.refusals('forecast')).keys()]).toEqual(['d']);
    expect(ports.shipments.size).toBe(0);
  });
});

describe('data issues', () => {
  const counts = (key: string) => ({
    deadLetters: [
      {
        ...{ kind: 'forecast' as const, key, hash: 'h', attempts: 3, since: '2026-11-20', triedOn: '2026-11-24' },
        ...{ name: `Forecast ${key}`, reason: 'no (FIELD_CUSTOM_VALIDATION_EXCEPTION)' },
      },
    ],
    conflicts: [],
  });

  it('tell record, reason and remedy, and are resolved when nothing waits any more', async () => {
    const issues = fakeIssues();
    expect(await raiseIssues(issues, counts('a'), 'run-1', '2026-11-24')).toEqual([]);
    expect([...issues.all.values()]).toMatchObject([
      {
        rule: 'Write-back',
        subject: 'Forecast a',
        description: expect.stringContaining('FIELD_CUSTOM_VALIDATION_EXCEPTION') as string,
        fix: expect.stringContaining('validation rule') as string,
      },
    ]);
    await raiseIssues(issues, { deadLetters: [], conflicts: [] }, 'run-2', '2026-11-25');
    expect(issues.all.size).toBe(0);
  });

  it('keep no run from its end when the CRM does not take them', async () => {
    const issues = { ...fakeIssues(), open: () => Promise.reject(new CrmFailure('unavailable', 'away')) };
    expect(await raiseIssues(issues, counts('a'), 'run-1', '2026-11-24')).toEqual([
      expect.stringContaining('away') as string,
    ]);
  });
});
