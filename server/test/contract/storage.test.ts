import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceUsername } from '../../local-org/import/index.ts';
import { seedDemo } from '../../local-org/seed/index.ts';
import { startLocalOrg, type RunningOrg } from '../../local-org/start.ts';
import { openDatabase } from '../../src/adapters/storage/database.ts';
import { quartersToday, storageDocument, totalMegabytes } from '../../../scripts/docs/storage/document.ts';
import { storageLines } from '../../../scripts/docs/storage/lines.ts';
import { reference, type Size } from '../../../scripts/docs/storage/size.ts';
import { clientId, companionFor, keyPair, planningRun, rowsOf, today } from './harness.ts';

let started: RunningOrg;
let size: Size;

const count = (from: string): number => Number(rowsOf(started.org, `SELECT COUNT(Id) rows FROM ${from}`)[0]?.['rows']);
const distinct = (field: string, from: string): ReadonlySet<unknown> =>
  new Set(rowsOf(started.org, `SELECT ${field} FROM ${from}`).map((row) => row[field]));

/** The size of the demo company, counted from its standard records alone. */
const sizeOfCompany = (): Size => {
  const sellers = distinct(
    'Id',
    'User WHERE IsActive = true AND UserRoleId != null AND UserRoleId NOT IN (SELECT ParentRoleId FROM UserRole)',
  );
  const owners = distinct('OwnerId', 'Opportunity');
  const without = distinct('Id', 'User WHERE UserRoleId = null');
  const leaders = distinct('ParentRoleId', 'UserRole WHERE ParentRoleId != null');
  return {
    people: new Set([...sellers, ...owners]).size,
    teams: leaders.size + ([...owners].some((id) => without.has(id)) ? 1 : 0),
    families: 0,
    territories: 0,
    departments: 0,
    quarters: quartersToday,
    openDeals: count('Opportunity WHERE IsClosed = false'),
    wonDeals: count('Opportunity WHERE IsWon = true'),
    products: count('Product2'),
    plans: count('Takt_Plan__c'),
    accounts: count('Account'),
    kpis: 0,
    months: 4,
    runs: 1,
  };
};

beforeAll(async () => {
  const { publicKey, privateKey } = keyPair();
  started = await startLocalOrg({ data: ':memory:', port: 0, today, clients: [{ id: clientId, publicKey }] });
  seedDemo(started.org, { today, deals: 300 });
  const database = await openDatabase(undefined);
  try {
    const companion = companionFor({ url: started.url, privateKey, username: serviceUsername }, database);
    const inEuros = { ...companion, settings: { ...companion.settings, currency: 'EUR' } };
    expect(await planningRun(inEuros)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
  } finally {
    await database.close();
  }
  size = sizeOfCompany();
});
afterAll(() => started.close());

describe('the demo company after a planning run', () => {
  it('has as many rows as the formulas say, and no more where they are bounds', () => {
    const told = storageLines.map((line) => ({
      object: line.object,
      kind: line.kind,
      rows: line.rows(size),
      held: count(line.object),
    }));
    expect(told.filter(({ kind, rows, held }) => kind === 'exact' && held !== rows)).toEqual([]);
    expect(told.filter(({ rows, held }) => held > rows)).toEqual([]);
    const written = told.filter(({ held }) => held > 0).map(({ object }) => object);
    expect(written).toEqual(expect.arrayContaining(['Takt_Scope__c', 'Takt_Forecast__c', 'Takt_Deal_Insight__c']));
  });

  it('has no object that the formulas leave out', () => {
    const objects = started.org.kernel.metadata.objects.map(({ name }) => name).filter((name) => /^Takt_/.test(name));
    expect(storageLines.map(({ object }) => object).toSorted()).toEqual(objects.toSorted());
  });
});

describe('docs/storage.md', () => {
  it('is what the formulas say', () => {
    const file = path.resolve(import.meta.dirname, '../../../docs/storage.md');
    expect(readFileSync(file, 'utf8')).toBe(storageDocument());
  });

  it('keeps 600 people by 6 quarters and 20,000 products under 100 MB', () => {
    expect(reference).toMatchObject({ people: 600, quarters: 6, products: 20_000 });
    expect(totalMegabytes(reference, 'budget')).toBeLessThan(100);
  });
});
