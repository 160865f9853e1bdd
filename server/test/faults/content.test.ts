import { writeFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHistoryFiles } from '../../src/adapters/files/history-files.ts';
import { createRecordPresence } from '../../src/adapters/salesforce/record-presence.ts';
import type { Database } from '../../src/adapters/storage/database.ts';
import { createEraser } from '../../src/adapters/storage/eraser.ts';
import { createHistoryArchive } from '../../src/adapters/storage/history-archive.ts';
import { eraseRecord } from '../../src/application/erase-record.ts';
import { exportHistory } from '../../src/application/keep-history.ts';
import { syncOrg } from '../../src/application/sync-org.ts';
import type { OrgFeature } from '../../local-org/metadata/features.ts';
import { create } from '../contract/company.ts';
import {
  companionFor,
  emptied,
  planningRun,
  rowsOf,
  startWorld,
  type Companion,
  type World,
} from '../contract/harness.ts';
import { orgFaults } from './org-faults.ts';
import { stores } from '../support/stores.ts';

describe.each(stores)('kept by $name', ({ open }) => {
  let world: World;
  let database: Database;
  let companion: Companion;
  let faults: ReturnType<typeof orgFaults>;

  const begin = async (features: readonly OrgFeature[] = []): Promise<void> => {
    world = await startWorld(60, undefined, features);
    companion = companionFor(world, await emptied(database));
    faults = orgFaults(world);
  };
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  afterEach(() => world[Symbol.asyncDispose]());

  const sync = (of: Companion = companion) => syncOrg(of.ports, () => undefined, new AbortController().signal);
  const run = () => planningRun(companion);
  const stored = (sql: string): Promise<readonly (readonly unknown[])[]> => database.arrays(sql);
  const found = (soql: string) => rowsOf(world.org, soql);
  /** What the board shows of the company, quarter by quarter. */
  const board = () =>
    found(
      `SELECT External_Key__c, Won__c, Pipeline__c, Won_Deals__c, Open_Deals__c, Deals_Without_Amount__c FROM Takt_Forecast__c
      WHERE Scope_Type__c = 'Company' ORDER BY External_Key__c`,
    );
  const quarter = (start: string) => board().find(({ External_Key__c }) => String(External_Key__c).includes(start));

  /** Every value of every row of the store, as text. */
  const wholeStore = async (): Promise<string> => {
    const tables = await database.arrays<[string]>(
      "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE 'kysely%'",
    );
    const texts: string[] = [];
    for (const [table] of tables) texts.push(JSON.stringify(await stored(`SELECT t::text FROM "${table}" AS t`)));
    return texts.join('\n');
  };

  describe('what the CRM says', () => {
    beforeEach(() => begin());

    it('18 · keeps text that looks like nothing, by Bulk and by REST alike', async () => {
      const names = [
        'N/A',
        'null',
        'NULL',
        '#N/A',
        '\\N',
        '\\.',
        'undefined',
        'NaN',
        '0',
        'false',
        "''",
        'a "b", c',
        '😀',
      ];
      const deal = (Name: string) => ({ Name, StageName: 'Prospecting', CloseDate: '2026-12-24', NextStep: null });
      const first = create(world.org, 'Opportunity', names.map(deal));
      await sync();
      const later = create(world.org, 'Opportunity', names.map(deal));
      await sync();
      for (const ids of [first, later]) {
        const list = ids.map((id) => `'${id}'`).join();
        const here = await stored(`SELECT name FROM opportunity WHERE id IN (${list}) ORDER BY id COLLATE "C"`);
        expect(here.flat()).toEqual(names);
      }
      expect(await stored('SELECT 1 FROM opportunity WHERE name IS NULL')).toEqual([]);
    });

    it('20 · reads an object whose fields do not fit one address in parts, with the same values', async () => {
      const plan = {
        Name: 'FY26',
        Kind__c: 'Quota',
        Status__c: 'Draft',
        Version__c: 1,
        Fiscal_Year__c: '2026',
        Currency__c: 'USD',
      };
      const [Plan__c = ''] = create(world.org, 'Takt_Plan__c', [{ ...plan, External_Key__c: 'plan:2026' }]);
      const quota = (at: number) => ({
        Plan__c,
        External_Key__c: `quota:${at}`,
        Currency__c: 'USD',
        ...Object.fromEntries(Array.from({ length: 13 }, (_, month) => [`Approved_${month + 1}__c`, at * 100 + month])),
      });
      const narrow = companionFor(world, database, { queryBytes: 450 });
      await sync(narrow);
      create(
        world.org,
        'Takt_Quota__c',
        Array.from({ length: 30 }, (_, at) => quota(at)),
      );
      create(world.org, 'Opportunity', [{ Name: 'Another', StageName: 'Prospecting', CloseDate: '2026-12-24' }]);
      await faults.reset();
      await sync(narrow);
      const queries = (await faults.asked(/\/query(All)?\?/)).map((request) => request.path);
      expect(queries.filter((query) => query.includes('FROM+Takt_Quota__c+WHERE')).length).toBeGreaterThan(2);
      expect(queries.filter((query) => query.slice(query.indexOf('?') + 1).length > 450)).toEqual([]);
      const tables = ['quota', 'opportunity', 'opportunity_stage', 'period'];
      const read = () =>
        Promise.all(tables.map((table) => stored(`SELECT t::text FROM ${table} AS t ORDER BY id COLLATE "C"`)));
      const inParts = await read();
      expect(inParts[0]).toHaveLength(30);
      await emptied(database);
      await sync();
      expect(inParts).toEqual(await read());
    });

    it('21 · takes no more than 2,000 rows for all there are, and none of a query that does not add up', async () => {
      create(
        world.org,
        'UserRole',
        Array.from({ length: 2_100 }, (_, at) => ({ Name: `Role ${at}` })),
      );
      await sync();
      const roles = found('SELECT Id FROM UserRole').length;
      expect(roles).toBeGreaterThan(2_100);
      expect(await stored('SELECT count(*)::int FROM user_role')).toEqual([[roles]]);
      const match = { method: 'GET', path: '/query\\?.*FROM\\+UserRole' };
      for (const [pattern, by] of [
        ['"totalSize":\\s*\\d+', '"totalSize":99999'],
        ['"done":\\s*false', '"done":true'],
      ] as const) {
        await faults.book({ match, action: { kind: 'alter', replace: [{ pattern, by }] } });
        create(world.org, 'UserRole', [{ Name: 'One more' }]);
        expect(await run()).toMatchObject({ status: 'Failed', message: expect.stringMatching(/promised/) as string });
        expect(await stored('SELECT count(*)::int FROM user_role')).toEqual([[roles]]);
      }
      expect(await run()).toMatchObject({ status: 'Succeeded' });
      expect(await stored('SELECT count(*)::int FROM user_role')).toEqual([[roles + 2]]);
    });
  });

  describe('what the CRM shows no longer', () => {
    beforeEach(() => begin());

    it('27 · fails the run by name where a needed field is hidden, and leaves the numbers of before', async () => {
      await run();
      const before = board();
      expect(before.length).toBeGreaterThan(3);
      const deals = await stored('SELECT t::text FROM opportunity AS t ORDER BY id');
      await faults.hideField('Opportunity', 'Amount');
      create(world.org, 'Opportunity', [
        { Name: 'Hidden', StageName: 'Closed Won', CloseDate: '2026-11-20', Amount: 5e6 },
      ]);
      expect(await run()).toMatchObject({
        status: 'Failed',
        message: expect.stringMatching(/Opportunity\.Amount.*field-level security/) as string,
      });
      expect(board()).toEqual(before);
      expect(await stored('SELECT t::text FROM opportunity AS t ORDER BY id')).toEqual(deals);
      await faults.showField('Opportunity', 'Amount');
      expect(await run()).toMatchObject({ status: 'Succeeded' });
      expect(Number(quarter('2026-10-01')?.['Won__c'])).toBeGreaterThan(5e6);
    });

    it('27 · keeps what it read of a field that is hidden, says so in the run, and reads it anew when it is shown', async () => {
      const [deal = ''] = create(world.org, 'Opportunity', [
        { Name: 'Typed', Type: 'New Business', StageName: 'Prospecting', CloseDate: '2026-12-24' },
      ]);
      await run();
      const type = () => stored(`SELECT type, name FROM opportunity WHERE id = '${deal}'`);
      expect(await type()).toEqual([['New Business', 'Typed']]);
      await faults.hideField('Opportunity', 'Type');
      world.org.update(world.org.system, 'Opportunity', [{ Id: deal, Type: 'Existing Business', Name: 'Renamed' }]);
      const outcome = await run();
      expect(outcome).toMatchObject({ status: 'Succeeded' });
      expect(outcome.message).toMatch(/no longer shows opportunity\.type: what was read before stays/);
      expect(await type()).toEqual([['New Business', 'Renamed']]);
      expect((await run()).message).toMatch(/opportunity\.type/);
      await faults.showField('Opportunity', 'Type');
      expect((await run()).message).not.toMatch(/no longer shows/);
      expect(await type()).toEqual([['Existing Business', 'Renamed']]);
    });
  });

  describe('a request for erasure', () => {
    beforeEach(() => begin());

    it('31 · leaves nothing of a deal in tables, snapshots, messages and exports, and no later read brings it back', async () => {
      const [deal = ''] = create(world.org, 'Opportunity', [
        { Name: 'Erika Mustermann', StageName: 'Negotiation/Review', CloseDate: '2026-12-20', Amount: 900 },
      ]);
      await run();
      const files = createHistoryFiles();
      const file = path.join(world.folder, 'history.ndjson');
      const archive = createHistoryArchive(database);
      await exportHistory({ clock: companion.ports.clock, archive, files }, world.org.id, file);
      const erasure = { presence: createRecordPresence(companion.connection), eraser: createEraser(database), files };
      await database.query('UPDATE run SET message = message || $1', [`\nThe insight of ${deal} was refused.`]);
      for (const text of [await wholeStore(), readFileSync(file, 'utf8')]) expect(text).toContain(deal);

      await expect(eraseRecord(erasure, deal)).rejects.toThrow(/delete it there first/);
      await faults.records('delete', [deal]);
      expect(await eraseRecord(erasure, deal.slice(0, 15))).toMatchObject({ rewritten: [file], elsewhere: [] });
      const gone = async (): Promise<void> => {
        const store = await wholeStore();
        expect(store).not.toContain(deal.slice(0, 15));
        expect(store).not.toContain('Mustermann');
      };
      await gone();
      expect(readFileSync(file, 'utf8')).not.toContain(deal);
      // It lies in the recycle bin of the CRM for fifteen days, and queries find it there.
      expect(await run()).toMatchObject({ status: 'Succeeded' });
      await gone();
      await database.exec('DELETE FROM sync_cursor');
      expect(await run()).toMatchObject({ status: 'Succeeded' });
      await gone();
      expect(found(`SELECT Id FROM Takt_Deal_Insight__c WHERE External_Key__c LIKE '%${deal}%'`)).toEqual([]);
      writeFileSync(file, '');
    });
  });

  describe('calendar and currencies', () => {
    /** Fiscal years of weeks, the year 2026 with a 53rd, as people define them in Setup. */
    const yearsOfWeeks = (firstDay: string): void => {
      const { database: org } = world.org.kernel;
      org.run('DELETE FROM "Period" WHERE "Type" = ?', ['Quarter']);
      let day = Date.parse(firstDay);
      const settings = org.rows('SELECT "Id" AS id, "Name" AS name FROM "FiscalYearSettings" ORDER BY "Name"');
      for (const { id, name } of settings) {
        for (const number of [1, 2, 3, 4]) {
          const weeks = number === 4 && name === '2026' ? 14 : 13;
          const end = day + weeks * 7 * 86_400_000;
          const text = (at: number): string => new Date(at).toISOString().slice(0, 10);
          org.run(
            `INSERT INTO "Period" ("Id", "FiscalYearSettingsId", "Type", "StartDate", "EndDate", "SystemModstamp", "Number")
            VALUES (?, ?, 'Quarter', ?, ?, ?, ?)`,
            [
              `026${String(name)}${number}`.padEnd(15, '0') + 'AAA',
              id ?? '',
              text(day),
              text(end - 86_400_000),
              1,
              number,
            ],
          );
          day = end;
        }
      }
    };
    const versions = () =>
      new Set(found('SELECT Calendar_Version__c FROM Takt_Period__c').map((row) => row['Calendar_Version__c']));
    const said = (message: string): string => /Fiscal calendar (\w+)\./.exec(message)?.[1] ?? 'none';

    it('47 · counts a deal of the 53rd week in the last quarter of that year', async () => {
      await begin();
      // Fiscal years from 2020 on: 52 weeks each before 2026.
      yearsOfWeeks('2020-01-05');
      const [period] = found(
        "SELECT StartDate, EndDate FROM Period WHERE Type = 'Quarter' AND Number = 4 AND FiscalYearSettings.Name = '2026'",
      );
      const [start, end] = [String(period?.['StartDate']), String(period?.['EndDate'])];
      expect((Date.parse(end) - Date.parse(start)) / 86_400_000 + 1).toBe(14 * 7);
      create(world.org, 'Opportunity', [
        { Name: 'Week 53', StageName: 'Negotiation/Review', CloseDate: end, Amount: 777 },
      ]);
      const before = { ...(await run()) };
      expect(before).toMatchObject({ status: 'Succeeded' });
      const [row] = found(
        `SELECT Start_Date__c, End_Date__c FROM Takt_Period__c WHERE External_Key__c = 'quarter:${start}'`,
      );
      expect(row).toEqual({ Start_Date__c: start, End_Date__c: end });
      expect(Number(quarter(start)?.['Open_Deals__c'])).toBeGreaterThanOrEqual(1);
    });

    it('47 · carries one version of the calendar through a run, also where it is changed meanwhile', async () => {
      await begin();
      let changed = false;
      const outcome = await planningRun(companion, ({ step }) => {
        if (changed || step !== 'Plan') return;
        changed = true;
        yearsOfWeeks('2020-01-05');
      });
      expect(changed).toBe(true);
      expect(outcome).toMatchObject({ status: 'Succeeded' });
      expect([...versions()]).toEqual([said(outcome.message)]);
      const next = await run();
      expect(next).toMatchObject({ status: 'Succeeded' });
      expect(said(next.message)).not.toBe(said(outcome.message));
      expect(versions()).toContain(said(next.message));
    });

    it('48 · converts by the rates of the CRM; a rate that is missing leaves the amount out and is said, never 1', async () => {
      await begin(['MultiCurrency']);
      const rates = create(world.org, 'CurrencyType', [
        { IsoCode: 'EUR', ConversionRate: 0.5, IsActive: true },
        { IsoCode: 'GBP', ConversionRate: 0.25, IsActive: true },
      ]);
      expect(await run()).toMatchObject({ status: 'Succeeded' });
      const before = quarter('2026-10-01');
      const deal = (CurrencyIsoCode: string) => ({
        Name: CurrencyIsoCode,
        StageName: 'Closed Won',
        CloseDate: '2026-11-20',
        Amount: 100.01,
        CurrencyIsoCode,
        OwnerId: world.company.users.ann,
      });
      create(world.org, 'Opportunity', [deal('EUR'), deal('GBP')]);
      const wonMore = (): number =>
        Math.round((Number(quarter('2026-10-01')?.['Won__c']) - Number(before?.['Won__c'])) * 100);
      expect(await run()).toMatchObject({ status: 'Succeeded' });
      expect(wonMore()).toBe(20_002 + 40_004);

      // The rate is gone: nobody may say what the deal is worth.
      world.org.kernel.database.run('DELETE FROM "CurrencyType" WHERE "IsoCode" = ?', ['GBP']);
      const partial = await run();
      expect(partial).toMatchObject({ status: 'Succeeded' });
      expect(partial.message).toContain('no rate from GBP to USD for 1 deals');
      expect(wonMore()).toBe(20_002);
      const without = Number(quarter('2026-10-01')?.['Deals_Without_Amount__c']);
      expect(without).toBe(Number(before?.['Deals_Without_Amount__c']) + 1);

      // 25: a rate changes, and no deal bears a new stamp.
      const [euro = ''] = rates;
      world.org.update(world.org.system, 'CurrencyType', [{ Id: euro, ConversionRate: 0.8 }]);
      await run();
      expect(wonMore()).toBe(12_501);
    });

    it('48 · takes the rate of the close date where rates are dated', async () => {
      await begin(['MultiCurrency']);
      create(world.org, 'CurrencyType', [{ IsoCode: 'EUR', ConversionRate: 0.9, IsActive: true }]);
      create(world.org, 'DatedConversionRate', [
        { IsoCode: 'EUR', StartDate: '2026-01-01', ConversionRate: 0.5 },
        { IsoCode: 'EUR', StartDate: '2026-11-20', ConversionRate: 0.25 },
      ]);
      await run();
      const before = Number(quarter('2026-10-01')?.['Won__c']);
      const deal = {
        Name: 'Dated',
        StageName: 'Closed Won',
        Amount: 100,
        CurrencyIsoCode: 'EUR',
        OwnerId: world.company.users.ann,
      };
      create(world.org, 'Opportunity', [
        { ...deal, CloseDate: '2026-11-19' },
        { ...deal, CloseDate: '2026-11-20' },
      ]);
      await run();
      expect(Math.round(Number(quarter('2026-10-01')?.['Won__c']) - before)).toBe(200 + 400);
    });
  });
});
