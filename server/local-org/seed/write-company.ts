import { dateOfDay } from '../import/calendar.ts';
import { allRows, matcherOf, textField } from '../import/match-existing.ts';
import { keepOnlyStages } from '../import/stages.ts';
import { noonOf } from '../import/values/date.ts';
import type { Org, RecordInput } from '../org.ts';
import type { DemoAccount } from './company/accounts.ts';
import { products } from './company/products.ts';
import { presence, type Rep, type SalesForce } from './company/sales-force.ts';
import { closedLost, closedWon, openStages } from './ground-truth.ts';
import { created, SeedError } from './saved.ts';

export const companyName = 'Nordlicht Pumpen & Systeme';
export const currency = 'EUR';

const apiCategory: Readonly<Record<string, string>> = { 'Best Case': 'BestCase', Commit: 'Forecast' };

/** `Best Case` is `BestCase` to the API, `Commit` is `Forecast`. */
export const categoryCode = (name: string): string => apiCategory[name] ?? name;

const update = (org: Org, object: string, records: readonly RecordInput[]): void => {
  const refused = org.update(org.system, object, records, { allOrNone: true }).find(({ success }) => !success);
  if (refused !== undefined) throw new SeedError(`The org refuses its ${object}: ${refused.errors[0]?.message ?? '?'}`);
};

export const writeOrganization = (org: Org): void => {
  const match = matcherOf(org, 'Organization');
  const record = {
    Name: companyName,
    DefaultCurrencyIsoCode: currency,
    DefaultLocaleSidKey: 'en_IE',
    Country: 'Germany',
    City: 'Flensburg',
  };
  const id = match(record);
  if (id === undefined) created(org, 'Organization', [record]);
  else update(org, 'Organization', [{ ...record, Id: id }]);
};

export const writeStages = (org: Org): void => {
  const all = [...openStages, closedWon, closedLost];
  const match = matcherOf(org, 'OpportunityStage');
  for (const [index, { name, probability, category }] of all.entries()) {
    const record = {
      MasterLabel: name,
      ApiName: name,
      IsActive: true,
      SortOrder: index + 1,
      IsClosed: index >= openStages.length,
      IsWon: name === closedWon.name,
      ForecastCategory: categoryCode(category),
      ForecastCategoryName: category,
      DefaultProbability: probability,
    };
    const id = match(record);
    if (id === undefined) created(org, 'OpportunityStage', [record]);
    else update(org, 'OpportunityStage', [{ ...record, Id: id }]);
  }
  keepOnlyStages(org, new Set(all.map(({ name }) => name)));
};

export interface PriceList {
  readonly pricebookId: string;
  /** Ids of price book entries by product code. */
  readonly entryIds: ReadonlyMap<string, string>;
}

export const writeProducts = (org: Org, start: number): PriceList => {
  const [standard] = allRows(org, 'SELECT Id FROM Pricebook2 WHERE IsStandard = true');
  if (standard === undefined) throw new SeedError('The org has no standard price book.');
  const pricebookId = textField(standard, 'Id');
  const CreatedDate = noonOf(dateOfDay(start - 800));
  const ids = created(
    org,
    'Product2',
    products.map(({ code, name, family, stocked }) => ({
      Name: name,
      ProductCode: code,
      Family: family,
      IsActive: true,
      Description: stocked ? 'Made to stock' : 'Not stocked',
      CreatedDate,
    })),
  );
  const entries = created(
    org,
    'PricebookEntry',
    products.map(({ listPrice }, index) => ({
      Pricebook2Id: pricebookId,
      Product2Id: ids[index] ?? null,
      UnitPrice: listPrice / 100,
      IsActive: true,
    })),
  );
  return { pricebookId, entryIds: new Map(products.map(({ code }, index) => [code, entries[index] ?? ''])) };
};

/** Who looks after a seat's accounts today: its present rep, or the last one who left (accounts are not handed on quickly). */
export const keeperOf = (force: SalesForce, seat: number, today: number): Rep | undefined => {
  const own = force.seats[seat]?.reps ?? [];
  return own.find((rep) => presence(rep, today) > 0) ?? own.at(-1);
};

export const writeAccounts = (
  org: Org,
  force: SalesForce,
  accounts: readonly DemoAccount[],
  userIds: ReadonlyMap<string, string>,
  { start, today }: { readonly start: number; readonly today: number },
): readonly string[] => {
  const records = accounts.map((account): RecordInput => {
    const owner = keeperOf(force, account.seat, today) ?? force.vicePresident;
    return {
      Name: account.name,
      Industry: account.industry,
      BillingCity: account.city,
      BillingCountry: 'Germany',
      NumberOfEmployees: account.employees,
      AnnualRevenue: account.revenue,
      Type: 'Customer - Direct',
      OwnerId: userIds.get(owner.username) ?? null,
      CreatedDate: noonOf(dateOfDay(start - 400 - (account.index % 300))),
    };
  });
  return records.flatMap((_, at) => (at % 2000 === 0 ? created(org, 'Account', records.slice(at, at + 2000)) : []));
};
