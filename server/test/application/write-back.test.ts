import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash, diffRows } from '../../src/application/diff-rows.ts';
import type { ForecastPlan } from '../../src/application/plan-forecast.ts';
import type { ResultContent } from '../../src/application/ports/result-rows.ts';
import { writeBack, type WriteBackCounts } from '../../src/application/write-back.ts';
import { fakeResults, fakeStore, row, unending } from './fakes.ts';

const provenance = { runId: 'run-1', asOf: '2026-11-24T12:00:00.000Z', formulaVersion: '1.0' };

const scope = (key: string, content: ResultContent = {}) => ({
  ...row('scope', key, { name: key, effectiveTo: null, ...content }),
  onCreation: { effectiveFrom: '2026-11-24' },
});
const plan = (changes: Partial<ForecastPlan> = {}): ForecastPlan => ({
  today: '2026-11-24',
  deals: 1,
  calendarVersion: 'c',
  periods: [row('period', 'q4', { name: 'Q4' })],
  scopeLevels: [[scope('total')], [scope('team:1')], [scope('person:1'), scope('person:2')]],
  forecasts: ['total', 'team:1', 'person:1', 'person:2'].map((key) => row('forecast', `${key}|q4`, { won: '1' })),
  insights: [],
  ownerOf: () => 'service',
  problems: [],
  ...changes,
});

const world = () => ({ results: fakeResults(), ...fakeStore() });
const write = async (
  ports: ReturnType<typeof world>,
  what = plan(),
  signal = unending(),
  tookOver = false,
): Promise<WriteBackCounts> => {
  const lease = await ports.lease.acquire('host:1:a', () => false);
  if (lease === undefined) throw new Error('another worker has the lease');
  return writeBack(ports, what, { provenance, lease, worker: 'host:1:a', tookOver, signal }, () => undefined);
};

const nothing: WriteBackCounts = {
  ...{ written: 0, unchanged: 0, failed: 0, setAside: 0 },
  ...{ reasons: [], deadLetters: [], conflicts: [] },
};

describe('the difference between plan and CRM', () => {
  it('is nothing between a row and itself, whatever the order of its fields', () => {
    const contents = fc.dictionary(fc.string(), fc.option(fc.string()));
    fc.assert(
      fc.property(contents, (content) => {
        const turned = Object.fromEntries(Object.entries(content).reverse());
        expect(contentHash(turned)).toBe(contentHash(content));
        expect(diffRows([row('scope', 'a', turned)], new Map([['a', contentHash(content)]])).changed).toEqual([]);
      }),
    );
  });

  it('tells null from the empty text', () => {
    expect(contentHash({ a: null })).not.toBe(contentHash({ a: '' }));
  });

  it('is every row that is new or differs; what is no longer planned has vanished', () => {
    const known = new Map([
      ['a', contentHash({ x: '1' })],
      ['b', contentHash({ x: '1' })],
      ['z', contentHash({})],
    ]);
    const diff = diffRows([row('scope', 'a', { x: '1' }), row('scope', 'b', { x: '2' }), row('scope', 'c', {})], known);
    expect(diff).toEqual({
      changed: [row('scope', 'b', { x: '2' }), row('scope', 'c', {})],
      unchanged: 1,
      vanished: ['z'],
    });
  });
});

describe('writing back', () => {
  it('writes periods, then scopes from the top down, then forecasts', async () => {
    const ports = world();
    expect(await write(ports)).toEqual({ ...nothing, written: 9 });
    expect(ports.results.writes).toEqual([
      'q4',
      ...['total', 'team:1', 'person:1', 'person:2'],
      ...['total|q4', 'team:1|q4', 'person:1|q4', 'person:2|q4'],
    ]);
  });

  it('writes nothing the second time, and asks the CRM for no rows', async () => {
    const ports = world();
    await write(ports);
    ports.results.writes.length = 0;
    ports.results.readBacks.length = 0;
    expect(await write(ports)).toEqual({ ...nothing, unchanged: 9 });
    expect(ports.results.writes).toEqual([]);
    expect(ports.results.readBacks).toEqual([]);
  });

  it.each([
    ['the same key', 'person:2'],
    ['keys that differ in capital letters alone', 'PERSON:2'],
  ])('writes nothing of a plan in which two rows bear %s, and names them', async (_, key) => {
    const ports = world();
    const twice = plan({ scopeLevels: [[scope('total')], [scope('person:2'), scope(key, { name: 'Two' })]] });
    await expect(write(ports, twice)).rejects.toThrow(`scope person:2 (person:2), scope ${key} (Two)`);
    expect(ports.results.writes).toEqual([]);
  });

  it('writes the rows that have changed, and no others', async () => {
    const ports = world();
    await write(ports);
    ports.results.writes.length = 0;
    const forecasts = plan().forecasts.map((one) =>
      one.key === 'person:2|q4' ? { ...one, content: { won: '2' } } : one,
    );
    expect(await write(ports, plan({ forecasts }))).toMatchObject({ written: 1, unchanged: 8 });
    expect(ports.results.writes).toEqual(['person:2|q4']);
  });

  it('gives a scope its first day when it is new, and not again', async () => {
    const ports = world();
    await write(ports);
    expect(ports.results.created).toEqual(['total', 'team:1', 'person:1', 'person:2']);
    const scopeLevels = [[scope('total', { name: 'New name' })], ...plan().scopeLevels.slice(1)];
    ports.results.created.length = 0;
    await write(ports, plan({ scopeLevels }));
    expect(ports.results.created).toEqual([]);
  });

  it('ends a scope that has vanished, once, and takes it up again when it comes back', async () => {
    const ports = world();
    await write(ports);
    const smaller = plan({ scopeLevels: [...plan().scopeLevels.slice(0, 2), [scope('person:1')]] });
    expect(await write(ports, smaller)).toMatchObject({ written: 1 });
    expect(ports.results.rows('scope').get('person:2')).toEqual({
      name: 'person:2',
      effectiveTo: '2026-11-24',
      ownerId: 'service',
    });
    expect(await write(ports, { ...smaller, today: '2026-11-25' })).toMatchObject({ written: 0 });
    expect(await write(ports)).toMatchObject({ written: 1 });
    expect(ports.results.rows('scope').get('person:2')).toMatchObject({ effectiveTo: null });
  });

  it('hands rows that are planned no more to whoever answers for their scope, once, and leaves the rest of them', async () => {
    const past = row('forecast', 'person:2|q3', { won: '7', scopeKey: 'person:2', ownerId: 'two' });
    const ports = world();
    await write(ports, plan({ forecasts: [...plan().forecasts, past] }));
    const ownerOf = (scopeKey: string): string => (scopeKey === 'person:2' ? 'manager' : 'service');
    expect(await write(ports, plan({ ownerOf }))).toMatchObject({ written: 1 });
    expect(ports.results.rows('forecast').get(past.key)).toEqual({ ...past.content, ownerId: 'manager' });
    expect(await write(ports, plan({ ownerOf }))).toMatchObject({ written: 0 });
  });

  it('writes a row anew that was deleted by hand', async () => {
    const ports = world();
    await write(ports);
    ports.results.byHand('forecast', 'person:1|q4', undefined);
    ports.results.writes.length = 0;
    expect(await write(ports)).toMatchObject({ written: 1, unchanged: 8 });
    expect(ports.results.writes).toEqual(['person:1|q4']);
  });

  it('rewrites nothing after its own memory was lost: it looks at what the CRM holds', async () => {
    const ports = world();
    await write(ports);
    const forgetful = { ...ports, ...fakeStore() };
    expect(await write(forgetful)).toMatchObject({ written: 0, unchanged: 9 });
    ports.results.readBacks.length = 0;
    expect(await write(forgetful)).toMatchObject({ written: 0, unchanged: 9 });
    expect(ports.results.readBacks).toEqual([]);
  });

  it('deletes the insights of deals that are no longer open, once, and counts them as written', async () => {
    const ports = world();
    const insights = ['deal1', 'deal2'].map((key) => ({
      ...row('insight', key, { stale: 'false' }),
      onCreation: { dealId: key },
    }));
    expect(await write(ports, plan({ insights }))).toMatchObject({ written: 11 });
    expect(ports.results.writes.slice(-2)).toEqual(['deal1', 'deal2']);
    const fewer = plan({ insights: insights.slice(1) });
    expect(await write(ports, fewer)).toEqual({ ...nothing, written: 1, unchanged: 10 });
    expect([...ports.results.rows('insight').keys()]).toEqual(['deal2']);
    expect(await write(ports, fewer)).toMatchObject({ written: 0, unchanged: 10 });
    expect(ports.results.removed).toEqual(['deal1']);
  });

  it('deletes next time what the CRM would not let go', async () => {
    const ports = world();
    await write(ports, plan({ insights: [row('insight', 'deal1')] }));
    ports.results.refuse = () => 'locked (UNABLE_TO_LOCK_ROW)';
    expect(await write(ports)).toMatchObject({ failed: 1, reasons: ['insight deal1: locked (UNABLE_TO_LOCK_ROW)'] });
    ports.results.refuse = () => undefined;
    expect(await write(ports)).toMatchObject({ written: 1, failed: 0 });
    expect(ports.results.removed).toEqual(['deal1']);
  });

  it('counts the rows that the CRM refuses, with the reason, and tries them again next time', async () => {
    const ports = world();
    ports.results.refuse = (key) => (key.startsWith('person:1') ? 'too long (STRING_TOO_LONG)' : undefined);
    const counts = await write(ports);
    expect(counts).toMatchObject({ written: 7, failed: 2 });
    expect(counts.reasons).toEqual(['scope person:1: too long (STRING_TOO_LONG)']);
    ports.results.refuse = () => undefined;
    expect(await write(ports)).toEqual({ ...nothing, written: 2, unchanged: 7 });
  });

  it('ends in the same state when it is cut after any row and started again', async () => {
    const whole = world();
    await write(whole);
    for (let cutAfter = 1; cutAfter <= 9; cutAfter += 1) {
      const ports = world();
      let written = 0;
      ports.results.afterWrite = () => {
        written += 1;
        if (written === cutAfter) throw new Error('killed');
      };
      await expect(write(ports)).rejects.toThrow('killed');
      ports.results.afterWrite = () => undefined;
      expect(await write(ports)).toMatchObject({ written: 9 - cutAfter, unchanged: cutAfter, failed: 0 });
      for (const kind of ['period', 'scope', 'forecast'] as const) {
        expect(ports.results.rows(kind)).toEqual(whole.results.rows(kind));
      }
      expect(await write(ports)).toMatchObject({ written: 0, unchanged: 9 });
    }
  });

  it('ends between two kinds when it is told to', async () => {
    const ports = world();
    const stop = new AbortController();
    ports.results.afterWrite = (key) => {
      if (key === 'q4') stop.abort(new Error('stopped'));
    };
    await expect(write(ports, plan(), stop.signal)).rejects.toThrow('stopped');
    expect(ports.results.writes).toEqual(['q4']);
  });
});
