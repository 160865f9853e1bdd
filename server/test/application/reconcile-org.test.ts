import { describe, expect, it } from 'vitest';
import { compareCounts, countProblems } from '../../src/application/compare-counts.ts';
import { reconciledText, reconcileOrg } from '../../src/application/reconcile-org.ts';
import { syncOrg } from '../../src/application/sync-org.ts';
import { fakePorts, unending } from './fakes.ts';

const quiet = (): void => undefined;
const synced = async () => {
  const ports = fakePorts();
  await syncOrg(ports, quiet, unending());
  ports.reader.log.length = 0;
  return ports;
};
const reconcile = (ports: ReturnType<typeof fakePorts>, options?: Parameters<typeof reconcileOrg>[3]) =>
  reconcileOrg({ ...ports, reconciler: ports.mirror }, quiet, unending(), options);
const old = '2026-11-01T00:00:00.000Z';

describe('comparing the copy with the CRM', () => {
  it('finds nothing where nothing differs, and reads no record', async () => {
    const ports = await synced();
    expect(await reconcile(ports)).toEqual([]);
    expect(ports.reader.log.every((line) => line.startsWith('all '))).toBe(true);
  });

  it('drops what is gone there, and reads what was missed by its id', async () => {
    const ports = await synced();
    ports.records.set('opportunity', [{ id: 'missed', modifiedAt: old }]);
    expect(await reconcile(ports)).toEqual([{ table: 'opportunity', gone: 1, doubted: 0, changed: 1 }]);
    expect(ports.mirror.ids('opportunity')).toEqual(['missed']);
    expect(ports.reader.log).toContain('records opportunity missed');
  });

  it('reads a table anew where more was missed than can be asked for by id, and drops nothing of it', async () => {
    const ports = await synced();
    ports.records
      .get('account')
      ?.push(...Array.from({ length: 5_001 }, (_, at) => ({ id: `missed-${at}`, modifiedAt: old })));
    await reconcile(ports);
    expect(ports.mirror.ids('account')).toHaveLength(5_002);
    expect(ports.reader.log.filter((line) => line === 'all account')).toHaveLength(2);
    expect(ports.reader.log.filter((line) => line.startsWith('records'))).toEqual([]);
  });

  it('keeps the most of a table that the CRM shows no longer, says so, and drops it where somebody is sure', async () => {
    const ports = fakePorts();
    const many = Array.from({ length: 30 }, (_, at) => ({ id: `deal-${at}`, modifiedAt: old }));
    ports.records.get('opportunity')?.push(...many);
    await syncOrg(ports, quiet, unending());
    ports.records.get('opportunity')?.splice(1, 16);
    const differing = await reconcile(ports);
    expect(differing).toEqual([{ table: 'opportunity', gone: 0, doubted: 16, changed: 0 }]);
    expect(reconciledText(differing)).toMatch(
      /16 records of opportunity, most of them, are not shown.*Takt_Integration/,
    );
    expect(ports.mirror.ids('opportunity')).toHaveLength(31);
    expect(await reconcile(ports, { sure: true })).toMatchObject([{ gone: 16, doubted: 0 }]);
    expect(ports.mirror.ids('opportunity')).toHaveLength(15);
  });

  it('leaves the cursor where it is: what changed meanwhile comes with the next sync', async () => {
    const ports = await synced();
    ports.records.get('opportunity')?.push({ id: 'meanwhile', modifiedAt: '2026-11-24T11:00:00.000Z' });
    await reconcile(ports);
    expect((await ports.mirror.cursor('opportunity'))?.instant).toBe('2026-11-20T00:00:00.000Z');
    await syncOrg(ports, quiet, unending());
    expect(ports.mirror.ids('opportunity')).toContain('meanwhile');
  });

  it('asks for the tables that it is told, and for none that was never read', async () => {
    const ports = await synced();
    await reconcile(ports, { only: ['account'] });
    expect(ports.reader.log).toEqual(['all account']);
    const fresh = fakePorts();
    expect(await reconcile(fresh)).toEqual([]);
    expect(fresh.reader.log).toEqual([]);
  });

  it('ends between two tables when it is told to', async () => {
    const ports = await synced();
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await expect(reconcileOrg({ ...ports, reconciler: ports.mirror }, quiet, stop.signal)).rejects.toThrow('stopped');
  });
});

describe('counting records', () => {
  it('tells the tables that differ, with both counts', async () => {
    const ports = await synced();
    expect(await compareCounts(ports, unending())).toEqual([]);
    ports.records.get('lead')?.push({ id: 'late', modifiedAt: old });
    const differences = await compareCounts(ports, unending());
    expect(differences).toEqual([{ table: 'lead', there: 2, here: 1 }]);
    expect(countProblems(differences)).toEqual(['The CRM counts 2 records of lead, the companion has 1.']);
  });
});
