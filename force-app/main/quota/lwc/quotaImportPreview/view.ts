import { count, exactMoney, fill } from 'c/taktFormat';
import type { CheckedQuotas, Finding, ImportCurrency } from 'c/quotaImportRules';
import { writeCsv } from 'c/quotaCsv';
import { labels } from './labels';

/** A finding as a row of a table. */
export interface FindingRow extends Finding {
  readonly key: number;
}

/** Errors or warnings with what stands above them. */
export interface FindingList {
  readonly heading: string;
  readonly rows: readonly FindingRow[];
  /** Said where there are more than are listed. */
  readonly cut: string | undefined;
}

export const findingList = (heading: string, found: readonly Finding[], all: number): FindingList | undefined =>
  all === 0
    ? undefined
    : {
        heading: fill(heading, count(all)),
        rows: found.map((finding, key) => ({ ...finding, key })),
        cut: all > found.length ? fill(labels.LISTED, count(found.length)) : undefined,
      };

/** Minor units as people write money. */
const money = (minor: number, code: string, currencies: readonly ImportCurrency[]): string =>
  exactMoney(minor / 10 ** (currencies.find((currency) => currency.code === code)?.digits ?? 2), code);

/** People's sum of each currency in a sentence. */
export const totals = ({ summary }: CheckedQuotas, currencies: readonly ImportCurrency[]): readonly string[] =>
  summary.totals.map(({ currency, total }) => fill(labels.PREVIEW_TOTAL, currency, money(total, currency, currencies)));

export interface DifferenceRow {
  readonly key: string;
  readonly name: string;
  readonly given: string;
  readonly children: string;
  readonly difference: string;
}

export const differences = (
  { summary }: CheckedQuotas,
  currencies: readonly ImportCurrency[],
): readonly DifferenceRow[] => {
  const code = currencies[0]?.code ?? 'USD';
  return summary.differences.map(({ teamKey, name, given, children, difference }) => ({
    key: teamKey,
    name,
    given: money(given, code, currencies),
    children: money(children, code, currencies),
    difference: money(difference, code, currencies),
  }));
};

/** The errors as a file, in an address that needs no server. */
export const errorsHref = (errors: readonly Finding[]): string => {
  const heading = [labels.COLUMN_LINE, labels.COLUMN_COLUMN, labels.COLUMN_TEXT, labels.COLUMN_REMEDY];
  const rows = errors.map(({ line, column, text, remedy }) => [line, column, text, remedy]);
  return `data:text/csv;charset=utf-8,${encodeURIComponent(writeCsv([heading, ...rows]))}`;
};
