import { LARGEST_AMOUNT, personKey } from '../domain/forecasting/index.ts';
import { fiscalYearOf, type FiscalYearFault, type QuotaPlan, type QuotaRow } from '../domain/quota/index.ts';
import {
  fromDecimalString,
  parseCurrency,
  parsePlainDate,
  type FiscalCalendar,
  type FiscalPeriod,
  type PlainDate,
} from '../domain/shared/index.ts';
import type { PeriodRow, QuotaPlanRecord, QuotaRecord } from './ports/planning-source.ts';

/** Quotas as planning reckons with them, and what could not be read, in plain sentences. */
export interface QuotaPlans {
  readonly plans: readonly QuotaPlan[];
  readonly problems: readonly string[];
}

/**
 * Reads the CRM's quotas. A plan whose fiscal year the calendar does not make out is left out and named; an amount that
 * is no exact amount is unknown, never 0.
 * @param currency What an amount is in where neither quota nor plan says so.
 */
export const quotaPlansOf = (
  records: readonly QuotaPlanRecord[],
  periods: readonly PeriodRow[],
  calendar: FiscalCalendar,
  currency: string,
): QuotaPlans => {
  const months = monthsOf(periods);
  const plans: QuotaPlan[] = [];
  const problems: string[] = [];
  const unread = { scopes: 0, currencies: 0, amounts: 0 };
  for (const record of records) {
    const year = fiscalYearOf(months, calendar, record.fiscalYear);
    if (!year.ok) {
      problems.push(`The quotas of fiscal year ${record.fiscalYear} do not count: ${faultText(year)}.`);
      continue;
    }
    const rows = record.quotas.flatMap((quota) => {
      const read = rowOf(quota, record, currency);
      if (typeof read === 'string') {
        unread[read] += 1;
        return [];
      }
      unread.amounts += read.unreadable;
      return [read.row];
    });
    plans.push({ year: year.value, rows });
  }
  if (unread.scopes > 0) problems.push(`Quotas that name neither a person nor a team: ${unread.scopes}, left out.`);
  if (unread.currencies > 0) problems.push(`Quotas whose currency is no currency: ${unread.currencies}, left out.`);
  if (unread.amounts > 0)
    problems.push(`Monthly quotas that are no exact amounts: ${unread.amounts}, taken as unknown.`);
  return { plans, problems };
};

const rowOf = (
  quota: QuotaRecord,
  plan: QuotaPlanRecord,
  companyCurrency: string,
): { readonly row: QuotaRow; readonly unreadable: number } | 'scopes' | 'currencies' => {
  const scopeKey = scopeKeyOf(quota, plan);
  if (scopeKey === undefined) return 'scopes';
  const currency = parseCurrency(quota.currency ?? plan.currency ?? companyCurrency);
  if (!currency.ok) return 'currencies';
  let unreadable = 0;
  const months = quota.months.map((text) => {
    if (text === null) return undefined;
    const amount = fromDecimalString(text, currency.value);
    if (amount.ok && Math.abs(amount.value.minor) <= LARGEST_AMOUNT) return amount.value;
    unreadable += 1;
    return undefined;
  });
  const [from, to] = [dayOf(quota.effectiveFrom), dayOf(quota.effectiveTo)];
  return {
    unreadable,
    row: {
      scopeKey,
      currency: currency.value,
      months,
      ...(from === undefined ? {} : { effectiveFrom: from }),
      ...(to === undefined ? {} : { effectiveTo: to }),
    },
  };
};

/** What follows the plan's key says whom a quota is for, so that it works before the first scope has been written. */
const scopeKeyOf = ({ key, personId, scopeKey }: QuotaRecord, plan: QuotaPlanRecord): string | undefined => {
  const prefix = `${plan.key ?? ''}|`;
  const said = plan.key !== null && key?.startsWith(prefix) === true ? key.slice(prefix.length) : '';
  if (/^(total|(person|team):.+)$/.test(said)) return said;
  return personId === null ? (scopeKey ?? undefined) : personKey(personId);
};

const dayOf = (text: string | null): PlainDate | undefined => {
  const day = text === null ? undefined : parsePlainDate(text);
  return day?.ok === true ? day.value : undefined;
};

/** Months whose dates cannot be read are left out: the fiscal year then has a gap, which is told. */
const monthsOf = (rows: readonly PeriodRow[]): readonly FiscalPeriod[] =>
  rows.flatMap(({ type, start, end, number, fiscalYear }): FiscalPeriod[] => {
    const [first, last] = [parsePlainDate(start), parsePlainDate(end)];
    if (type !== 'Month' || !first.ok || !last.ok) return [];
    return [
      {
        key: `month:${start}`,
        type,
        label: `month ${number}`,
        start: first.value,
        end: last.value,
        number,
        fiscalYear,
      },
    ];
  });

const faultText = (fault: FiscalYearFault): string => {
  switch (fault.reason) {
    case 'no-months':
      return 'the CRM’s fiscal calendar has no months for it';
    case 'too-many-months':
      return `the CRM’s fiscal calendar has ${fault.months} months for it, more than thirteen`;
    case 'gap-or-overlap':
      return `its months leave a gap or overlap between ${dateIn(fault.before)} and ${dateIn(fault.after)}`;
    case 'not-within-a-quarter':
      return `its month from ${dateIn(fault.month)} lies in no quarter wholly`;
  }
};

const dateIn = (monthKey: string): string => monthKey.replace('month:', '');
