import type { SObject } from '../metadata/schema.ts';
import type { RecordError } from '../org.ts';
import type { OrgActor } from '../security/actors.ts';
import { quoted, type Row, type SqlValue } from './columns.ts';
import type { Kernel } from './kernel.ts';

interface Currencies {
  readonly corporate: string;
  readonly active: ReadonlySet<string>;
}

const currenciesOf = (kernel: Kernel): Currencies =>
  kernel.memory.of('CurrencyType', () => {
    const rows = kernel.database.rows(
      'SELECT "IsoCode" AS code, "IsCorporate" AS corporate FROM "CurrencyType" WHERE "IsActive" = 1',
    );
    return {
      corporate: String(rows.find((row) => row['corporate'] === 1)?.['code'] ?? ''),
      active: new Set(rows.map((row) => String(row['code']))),
    };
  });

/** Whose currency a record has, whatever is asked for. */
const parents: Readonly<Record<string, readonly [field: string, object: string]>> = {
  OpportunityLineItem: ['OpportunityId', 'Opportunity'],
  OpportunityLineItemSchedule: ['OpportunityLineItemId', 'OpportunityLineItem'],
  OpportunitySplit: ['OpportunityId', 'Opportunity'],
};

const parentsCurrency = ({ database }: Kernel, { name }: SObject, row: Row): SqlValue => {
  const [field = '', object = ''] = parents[name] ?? [];
  if (object === '') return null;
  const sql = `SELECT "CurrencyIsoCode" AS code FROM ${quoted(object)} WHERE "Id" = ?`;
  return database.row(sql, [row[field] ?? null])?.['code'] ?? null;
};

/** In an org of several currencies every amount has one: its parent's, the one given, the person's, or the corporate. */
export const fillCurrency = (kernel: Kernel, actor: OrgActor, object: SObject, row: Row): void => {
  if (!object.fields.has('currencyisocode')) return;
  const { corporate } = currenciesOf(kernel);
  const person =
    object.name === 'User'
      ? undefined
      : kernel.database.row('SELECT "DefaultCurrencyIsoCode" AS code FROM "User" WHERE "Id" = ?', [actor.userId]);
  row['CurrencyIsoCode'] =
    parentsCurrency(kernel, object, row) ?? row['CurrencyIsoCode'] ?? person?.['code'] ?? corporate;
  if (object.name === 'User') row['DefaultCurrencyIsoCode'] ??= corporate;
};

/** What is no active currency of the org is none. */
export const currencyErrors = (kernel: Kernel, object: SObject, row: Row, before?: Row): readonly RecordError[] => {
  if (!object.fields.has('currencyisocode')) return [];
  const code = row['CurrencyIsoCode'] ?? null;
  if (before !== undefined && code === before['CurrencyIsoCode']) return [];
  if (typeof code === 'string' && currenciesOf(kernel).active.has(code)) return [];
  return [
    {
      statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      message: `Currency ISO Code: bad value for restricted picklist field: ${code === null ? 'null' : String(code)}`,
      fields: ['CurrencyIsoCode'],
    },
  ];
};

/** The records that were there before the org had several currencies have the corporate one. */
export const giveCorporateCurrency = (kernel: Kernel, corporate: string): void => {
  for (const { object, name } of kernel.tables.values()) {
    for (const field of ['CurrencyIsoCode', 'DefaultCurrencyIsoCode']) {
      if (object.name === 'Organization' || !object.fields.has(field.toLowerCase())) continue;
      kernel.database.run(`UPDATE ${name} SET "${field}" = ? WHERE "${field}" IS NULL`, [corporate]);
    }
  }
};
