import { describe, expect, it } from 'vitest';
import { CrmFailure } from '../../src/application/ports/crm-failure.ts';
import { mirrorTables } from '../../src/application/ports/mirror-tables.ts';
import { hiddenProblems, syncOrg } from '../../src/application/sync-org.ts';
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
    expect(ports.reader.log).toContain('changes opportunity > 2026-11-20T00:00:00.000Z');
  });

  describe('what became visible late, up to ten minutes below the cursor', () => {
    /** The CRM's clock stands shortly after the newest change. */
    const busy = async () => {
      const ports = fakePorts();
      ports.reader.now = '2026-11-20T00:02:00.000Z';
      ports.records.get('opportunity')?.push({ id: 'two', modifiedAt: '2026-11-19T23:55:00.000Z' });
      await sync(ports);
      return ports;
    };

    it('is found', async () => {
      const ports = await busy();
      ports.records.get('opportunity')?.push({ id: 'late', modifiedAt: '2026-11-19T23:52:00.000Z' });
      await sync(ports);
      expect(ports.mirror.ids('opportunity')).toEqual(['late', 'opportunity-1', 'two']);
    });

    it('is found where a record there changed again, so that there are as many as before', async () => {
      const ports = await busy();
      ports.records.get('opportunity')?.splice(1, 1, { id: 'two', modifiedAt: '2026-11-19T23:58:00.000Z' });
      await sync(ports);
      expect(ports.mirror.stampOf('opportunity', 'two')).toBe('2026-11-19T23:58:00.000Z');
    });

    it('is dropped where it is gone for good', async () => {
      const ports = await busy();
      ports.records.get('opportunity')?.pop();
      await sync(ports);
      expect(ports.mirror.ids('opportunity')).toEqual(['opportunity-1']);
    });

    it('is not looked for any more once nothing can come late', async () => {
      const ports = await busy();
      ports.reader.now = '2026-11-20T00:11:00.000Z';
      await sync(ports);
      ports.reader.log.length = 0;
      await sync(ports);
      expect(ports.reader.log.filter((line) => line.startsWith('changes'))).toEqual([]);
    });

    it('is looked for by count alone while many may still come', async () => {
      const ports = fakePorts();
      ports.reader.now = '2026-11-20T00:02:00.000Z';
      const many = Array.from({ length: 2_001 }, (_, at) => ({
        id: `many-${at}`,
        modifiedAt: '2026-11-19T23:59:00.000Z',
      }));
      ports.records.get('account')?.push(...many);
      await sync(ports);
      ports.reader.log.length = 0;
      await sync(ports);
      expect(ports.reader.log.filter((line) => line.startsWith('changes account'))).toEqual([]);
      ports.records.get('account')?.push({ id: 'late', modifiedAt: '2026-11-19T23:51:00.000Z' });
      await sync(ports);
      expect(ports.mirror.ids('account')).toContain('late');
      // Read once more when it is settled, in case one changed and the count did not.
      ports.reader.now = '2026-11-20T00:11:00.000Z';
      ports.reader.log.length = 0;
      await sync(ports);
      await sync(ports);
      expect(ports.reader.log.filter((line) => line.startsWith('changes account'))).toHaveLength(1);
    });
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

  /** From now on the CRM does not show the last column of accounts. */
  const hideColumn = (ports: ReturnType<typeof fakePorts>): (() => void) => {
    const plan = ports.reader.plan.bind(ports.reader);
    ports.reader.plan = async (table) => {
      const known = await plan(table);
      return known === undefined || table.name !== 'account'
        ? known
        : { ...known, columns: known.columns.slice(0, -1) };
    };
    return () => (ports.reader.plan = plan);
  };

  it('keeps what it read of a column that is hidden now, says so, and goes on with the others', async () => {
    const ports = fakePorts();
    await sync(ports);
    hideColumn(ports);
    ports.reader.log.length = 0;
    expect((await sync(ports)).hidden).toEqual([{ table: 'account', columns: ['industry'] }]);
    const { hidden } = await sync(ports);
    expect(hiddenProblems(hidden)).toEqual([expect.stringContaining('account.industry')]);
    expect(ports.reader.log).not.toContain('all account');
  });

  it('reads a table anew in full once a column is shown again', async () => {
    const ports = fakePorts();
    await sync(ports);
    const show = hideColumn(ports);
    await sync(ports);
    show();
    ports.reader.log.length = 0;
    expect((await sync(ports)).hidden).toEqual([]);
    expect(ports.reader.log).toContain('all account');
    expect(ports.reader.log).not.toContain('all opportunity');
  });

  it.each(['product', 'currency_type'])('keeps what it read of %s when it is hidden, and says so', async (name) => {
    const ports = fakePorts();
    await sync(ports);
    const plan = ports.reader.plan.bind(ports.reader);
    ports.reader.plan = (table) => (table.name === name ? Promise.resolve(undefined) : plan(table));
    const { hidden, left } = await sync(ports);
    expect([hidden, left]).toEqual([[{ table: name, columns: [] }], [name]]);
    expect(ports.mirror.stampOf(name === 'product' ? name : 'currency_type', `${name}-1`)).toBeDefined();
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

  describe('a load that was interrupted', () => {
    const interrupted = (gone: boolean) => {
      const ports = fakePorts();
      const begun = { position: 'page 7', upTo: '2026-11-19T00:00:00.000Z', read: 1 };
      ports.mirror.begun = ({ table }) => Promise.resolve(table.name === 'opportunity' ? begun : undefined);
      const readAll = ports.reader.readAll.bind(ports.reader);
      ports.reader.readAll = (plan, signal, position) => {
        ports.reader.log.push(`from ${plan.table.name} ${position ?? 'the beginning'}`);
        if (gone && position !== undefined) throw new CrmFailure('gone', 'the job is not there any more');
        return readAll(plan, signal, position);
      };
      return ports;
    };

    it('goes on where it ended, and its cursor is that of its beginning', async () => {
      const ports = interrupted(false);
      await sync(ports);
      expect(ports.reader.log).toContain('from opportunity page 7');
      expect(ports.reader.log).not.toContain('from opportunity the beginning');
      expect((await ports.mirror.cursor('opportunity'))?.instant).toBe('2026-11-19T00:00:00.000Z');
      expect(await ports.mirror.settled('opportunity')).toBeUndefined();
    });

    it('begins again where the CRM does not know the place any more', async () => {
      const ports = interrupted(true);
      await sync(ports);
      expect(ports.reader.log).toContain('from opportunity the beginning');
      expect(ports.mirror.ids('opportunity')).toEqual(['opportunity-1']);
    });
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
