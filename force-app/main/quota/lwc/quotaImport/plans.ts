import { nodes, number, text } from 'c/taktGraphql';
import { dateTime } from 'c/taktFormat';
import type { ImportCurrency } from 'c/quotaImportRules';

/** A plan whose import never ended. */
export interface Leftover {
  readonly id: string;
  readonly name: string;
  readonly since: string;
}

/** Number of the next version of a year's plan; every version there is counts, unfinished ones too. */
export const nextVersion = (setup: unknown, year: string): number =>
  1 +
  Math.max(
    0,
    ...nodes(setup, 'Takt_Plan__c')
      .filter((plan) => text(plan, 'Fiscal_Year__c') === year)
      .map((plan) => number(plan, 'Version__c') ?? 0),
  );

export const leftovers = (setup: unknown): readonly Leftover[] =>
  nodes(setup, 'Takt_Plan__c')
    .filter((plan) => text(plan, 'Status__c') === 'Importing')
    .map((plan) => {
      const id = text(plan, 'Id') ?? '';
      const since = text(plan, 'CreatedDate');
      return { id, name: text(plan, 'Name') ?? id, since: since === undefined ? '' : dateTime(since) };
    });

// Amount fields of the CRM have two decimal places; currencies with more are rounded there, so no more are taken.
const MOST_DIGITS = 2;

/** Currency that the org plans in. */
export const planCurrency = (setup: unknown): ImportCurrency => {
  const [setting] = nodes(setup, 'Takt_Setting__c');
  const code = (setting && text(setting, 'Currency__c')) ?? 'USD';
  const { maximumFractionDigits = MOST_DIGITS } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: code,
  }).resolvedOptions();
  return { code, digits: Math.min(MOST_DIGITS, maximumFractionDigits) };
};
