import { describe, expect, it } from 'vitest';
import { CrmFailure } from '../../src/application/ports/crm-failure.ts';
import { mirrorTables } from '../../src/application/ports/mirror-tables.ts';
import { syncOrg } from '../../src/application/sync-org.ts';
import { fakePorts, unending } from './fakes.ts';

const sync = (ports: ReturnType<typeof fakePorts>) => syncOrg(ports, () => undefined, unending());

describe('reading the CRM', () => {
  it('loads everything the first time', async () => {
    const ports = fakePorts();
    const { read, left } = await sync(ports);
    expect(read).toBe(mirrorTables.length);
    expect(left).toEqual([]);
    expect(ports.reader.log).toEqual(mirrorTables.map(({ name }) => `all ${name}`));
  });

  it('reads no changing table again while nothing changes', async () => {
    const ports = fakePorts();
    await sync(ports);
    ports.reader.log.length = 0;
    await sync(ports);
    expect(ports.reader.log).toEqual(
      mirrorTables.filter(({ rhythm }) => rhythm === 'whole').map(({ name }) => `all ${name}`),
    );
  });

  it('then reads what has changed since', async () => {
    const ports = fakePorts();
    await sync(ports);
    ports.records.get('opportunity')?.push({ id: 'new', modifiedAt: '2026-11-21T00:00:00.000Z' });
    const { tables } = await sync(ports);
    expect(tables.find(({ table }) => table === 'opportunity')).toMatchObject({ read: 1 });
    expect(ports.mirror.ids('opportunity')).toEqual(['new', 'opportunity-1']);
    expect(ports.reader.log.at(-1)).toContain('2026-11-20T00:00:00.000Z');
  });

  it('finds a record that became visible late, up to ten minutes below the cursor', async () => {
    const ports = fakePorts();
    await sync(ports);
    ports.records.get('opportunity')?.push({ id: 'late', modifiedAt: '2026-11-19T23:50:00.000Z' });
    await sync(ports);
    expect(ports.mirror.ids('opportunity')).toEqual(['late', 'opportunity-1']);
  });

  it('drops a record that is gone for good within those minutes', async () => {
    const ports = fakePorts();
    ports.records.get('opportunity')?.push({ id: 'gone', modifiedAt: '2026-11-19T23:55:00.000Z' });
    await sync(ports);
    ports.records.get('opportunity')?.pop();
    await sync(ports);
    expect(ports.mirror.ids('opportunity')).toEqual(['opportunity-1']);
  });

  it('reads a changing record only with the next round when it changes while it is read', async () => {
    const ports = fakePorts();
    const readAll = ports.reader.readAll.bind(ports.reader);
    ports.reader.readAll = async function* (plan, signal) {
      yield* readAll(plan, signal);
      if (plan.table.name === 'opportunity') {
        ports.records.set('opportunity', [
          { id: 'opportunity-1', modifiedAt: '2026-11-20T00:00:00.000Z' },
          { id: 'meanwhile', modifiedAt: '2026-11-20T00:00:01.000Z' },
        ]);
      }
    };
    await sync(ports);
    expect(ports.mirror.ids('opportunity')).toEqual(['opportunity-1']);
    await sync(ports);
    expect(ports.mirror.ids('opportunity')).toEqual(['meanwhile', 'opportunity-1']);
  });

  it('loads a table anew when the CRM shows another set of its columns', async () => {
    const ports = fakePorts();
    await sync(ports);
    const plan = ports.reader.plan.bind(ports.reader);
    ports.reader.plan = async (table) => {
      const known = await plan(table);
      return known === undefined || table.name !== 'account'
        ? known
        : { ...known, columns: known.columns.slice(0, -1) };
    };
    ports.reader.log.length = 0;
    await sync(ports);
    expect(ports.reader.log).toContain('all account');
    expect(ports.reader.log).not.toContain('all opportunity');
  });

  it('does without an optional table that the CRM does not show, and says which', async () => {
    const ports = fakePorts();
    const plan = ports.reader.plan.bind(ports.reader);
    ports.reader.plan = (table) => (table.name === 'product' ? Promise.resolve(undefined) : plan(table));
    expect((await sync(ports)).left).toEqual(['product']);
  });

  it('reads nothing at all when a needed field is hidden', async () => {
    const ports = fakePorts();
    const plan = ports.reader.plan.bind(ports.reader);
    ports.reader.plan = (table) =>
      table.name === 'opportunity_history' ? Promise.reject(new CrmFailure('missing', 'hidden')) : plan(table);
    await expect(sync(ports)).rejects.toMatchObject({ kind: 'missing' });
    expect(ports.reader.log).toEqual([]);
  });

  it('ends between two tables when it is told to', async () => {
    const ports = fakePorts();
    const stop = new AbortController();
    const reading = syncOrg(
      ports,
      () => {
        stop.abort(new Error('stopped'));
      },
      stop.signal,
    );
    await expect(reading).rejects.toThrow('stopped');
    expect(ports.reader.log).toHaveLength(1);
  });
});
