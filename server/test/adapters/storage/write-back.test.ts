import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDeadLetters } from '../../../src/adapters/storage/dead-letters.ts';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { createOutbox } from '../../../src/adapters/storage/outbox.ts';
import { createResultLedger } from '../../../src/adapters/storage/result-ledger.ts';
import { createWriterLease } from '../../../src/adapters/storage/writer-lease.ts';
import { Fenced, type Lease } from '../../../src/application/ports/writer-lease.ts';
import { emptied } from '../../contract/harness.ts';
import { stores } from '../../support/stores.ts';

const nobodyDead = (): boolean => false;
const day = '2026-11-24';
const rows = ['a', 'b', 'c'].map((key) => ({ key, hash: `hash ${key}`, content: { won: '1', name: `Ä "${key}"` } }));

describe.each(stores)('write-back on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(() => emptied(database));

  const parts = () => ({
    leases: createWriterLease(database),
    ledger: createResultLedger(database),
    outbox: createOutbox(database),
    deadLetters: createDeadLetters(database),
  });
  const held = async (worker = 'one', ttlMs?: number): Promise<Lease> => {
    const leases = createWriterLease(database, ttlMs === undefined ? {} : { ttlMs });
    const lease = await leases.acquire(worker, () => true);
    if (lease === undefined) throw new Error('no lease');
    return lease;
  };
  const shipment = { runId: 'r', kind: 'forecast', operation: 'write', rows } as const;

  describe('the lease', () => {
    it('is held by one worker, who may take it again, until it is given back', async () => {
      const { leases } = parts();
      const first = await leases.acquire('one', nobodyDead);
      expect(first).toMatchObject({ token: 1, worker: 'one' });
      expect(await leases.acquire('two', nobodyDead)).toBeUndefined();
      expect(await leases.acquire('one', nobodyDead)).toMatchObject({ token: 2, after: 'one' });
      await leases.release({ token: 2, worker: 'one' });
      expect(await leases.acquire('two', nobodyDead)).toEqual({ token: 3, worker: 'two' });
    });

    it('goes to another when its holder is dead, or has not been heard of for long, with a greater token', async () => {
      const { leases } = parts();
      await leases.acquire('one', nobodyDead);
      expect(await leases.acquire('two', (worker) => worker === 'one')).toMatchObject({ token: 2, after: 'one' });
      const brief = createWriterLease(database, { ttlMs: 0 });
      await brief.acquire('two', nobodyDead);
      expect(await leases.acquire('three', nobodyDead)).toMatchObject({ after: 'two' });
    });

    it('is renewed by its holder alone', async () => {
      const brief = createWriterLease(database, { ttlMs: 0 });
      const { leases } = parts();
      const lease = await brief.acquire('one', nobodyDead);
      if (lease === undefined) throw new Error('no lease');
      expect(await leases.renew(lease)).toBe(true);
      expect(await leases.acquire('two', nobodyDead)).toBeUndefined();
      await held('two');
      expect(await leases.renew(lease)).toBe(false);
      await leases.release(lease);
      expect(await leases.acquire('one', nobodyDead)).toBeUndefined();
    });

    it('goes to one of many who want it at once', async () => {
      const { leases } = parts();
      const got = await Promise.all(
        ['one', 'two', 'three', 'four'].map((worker) => leases.acquire(worker, nobodyDead)),
      );
      expect(got.filter((lease) => lease !== undefined)).toHaveLength(1);
    });
  });

  it('commits nothing for whoever is no longer the newest', async () => {
    const { ledger, outbox, deadLetters } = parts();
    const old = await held('one');
    const id = await outbox.open(old, shipment);
    await held('two');
    const late = [
      () => outbox.open(old, shipment),
      () => outbox.noteJob(old, id, '750'),
      () => outbox.acknowledge(old, id, { arrived: ['a'], refused: [], today: day }),
      () => outbox.close(old, id),
      () => ledger.setFingerprint(old, 'forecast', 'x'),
      () => ledger.replace(old, 'forecast', rows, []),
      () => ledger.settle(old, 'forecast', ['a']),
      () => deadLetters.forget(old, 'forecast', ['a']),
    ];
    for (const attempt of late) await expect(attempt()).rejects.toBeInstanceOf(Fenced);
    expect((await ledger.hashes('forecast')).size).toBe(0);
    expect(await ledger.fingerprint('forecast')).toBeUndefined();
    expect(await outbox.unfinished()).toMatchObject([{ id, jobId: undefined, keys: ['a', 'b', 'c'] }]);
  });

  it('commits nothing either for whoever has given the lease back', async () => {
    const { leases, ledger } = parts();
    const lease = await held();
    await leases.release(lease);
    await expect(ledger.setFingerprint(lease, 'forecast', 'x')).rejects.toBeInstanceOf(Fenced);
  });

  it('keeps what is under way until it is known what became of it', async () => {
    const { ledger, outbox, deadLetters } = parts();
    const lease = await held();
    const id = await outbox.open(lease, shipment);
    await outbox.noteJob(lease, id, '750xx');
    const refused = [{ key: 'b', reason: 'no (X)' }];
    await outbox.acknowledge(lease, id, { arrived: ['a'], refused, today: day });
    expect(await outbox.unfinished()).toMatchObject([{ id, jobId: '750xx', runId: 'r', keys: ['c'] }]);
    expect(await ledger.hashes('forecast')).toEqual(new Map([['a', 'hash a']]));
    expect(await ledger.contents('forecast', ['a', 'b'])).toEqual(new Map([['a', rows[0]?.content]]));
    expect(await deadLetters.refusals('forecast')).toEqual(
      new Map([
        ['b', { kind: 'forecast', key: 'b', hash: 'hash b', reason: 'no (X)', attempts: 1, since: day, triedOn: day }],
      ]),
    );
    await outbox.close(lease, id);
    expect(await outbox.unfinished()).toEqual([]);
  });

  it('counts refusals of the same content, begins anew with another, and forgets them when the row arrives', async () => {
    const { outbox, deadLetters } = parts();
    const lease = await held();
    const refuse = async (hash: string, today: string): Promise<unknown> => {
      const id = await outbox.open(lease, { ...shipment, rows: [{ key: 'a', hash, content: {} }] });
      await outbox.acknowledge(lease, id, { arrived: [], refused: [{ key: 'a', reason: 'no' }], today });
      return (await deadLetters.refusals('forecast')).get('a');
    };
    await refuse('h', day);
    await refuse('h', day);
    expect(await refuse('h', '2026-11-25')).toMatchObject({ attempts: 3, since: day, triedOn: '2026-11-25' });
    expect(await deadLetters.all()).toMatchObject([{ kind: 'forecast', key: 'a', cause: 'refused', attempts: 3 }]);
    expect(await refuse('other', '2026-11-26')).toMatchObject({ attempts: 1, since: '2026-11-26' });
    const id = await outbox.open(lease, shipment);
    await outbox.acknowledge(lease, id, { arrived: ['a'], refused: [], today: day });
    expect((await deadLetters.refusals('forecast')).size).toBe(0);
  });

  it('takes rows that were removed out of the ledger', async () => {
    const { ledger, outbox } = parts();
    const lease = await held();
    await ledger.replace(lease, 'forecast', rows, []);
    const gone = [{ key: 'a', hash: 'removed', content: {} }];
    const id = await outbox.open(lease, { ...shipment, operation: 'remove', rows: gone });
    await outbox.acknowledge(lease, id, { arrived: ['a'], refused: [], today: day });
    expect([...(await ledger.hashes('forecast')).keys()].toSorted()).toEqual(['b', 'c']);
  });

  it('remembers edits by hand until they are settled, or written over by decision', async () => {
    const { ledger, deadLetters } = parts();
    const lease = await held();
    const edits = ['a', 'b'].map((key) => ({ key, content: { won: '9' }, by: 'Ann', at: '2026-11-24T09:00:00.000Z' }));
    await ledger.replace(lease, 'forecast', rows, edits);
    await ledger.settle(lease, 'forecast', ['a']);
    expect(await ledger.edits('forecast')).toEqual(new Map([['b', edits[1]]]));
    expect(await deadLetters.all()).toMatchObject([{ key: 'b', cause: 'edited', reason: 'Ann', since: day }]);
    expect(await deadLetters.retryAll()).toBe(1);
    expect((await ledger.edits('forecast')).size).toBe(0);
  });

  it('holds more rows than one statement carries', async () => {
    const { ledger, outbox } = parts();
    const lease = await held();
    const many = Array.from({ length: 12_000 }, (_, at) => ({ key: `k${at}`, hash: `${at}`, content: {} }));
    const id = await outbox.open(lease, { ...shipment, rows: many });
    await outbox.acknowledge(lease, id, { arrived: many.map(({ key }) => key), refused: [], today: day });
    expect((await ledger.hashes('forecast')).size).toBe(12_000);
    await ledger.replace(lease, 'forecast', many, []);
    expect((await ledger.hashes('forecast')).size).toBe(12_000);
  });
});
