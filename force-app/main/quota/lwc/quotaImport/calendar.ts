import LANGUAGE from '@salesforce/i18n/lang';
import { nodes, text, type Node } from 'c/taktGraphql';
import type { ImportMonth } from 'c/quotaImportRules';

/** A fiscal year; without months where quarters are no whole calendar months and nobody has told the periods. */
export interface FiscalYear {
  readonly name: string;
  readonly start: string;
  readonly end: string;
  readonly months: readonly ImportMonth[];
}

interface Span {
  readonly label: string;
  readonly type: string | undefined;
  readonly year: string;
  readonly start: string;
  readonly end: string;
}

const span = (node: Node): readonly Span[] => {
  const [year, start, end] = [text(node, 'Fiscal_Year__c'), text(node, 'Start_Date__c'), text(node, 'End_Date__c')];
  if (year === undefined || start === undefined || end === undefined) return [];
  return [{ label: text(node, 'Name') ?? start, type: text(node, 'Type__c'), year, start, end }];
};

const day = (year: number, month: number, date: number): string =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

/** The three calendar months of a quarter; none where it does not consist of whole ones. */
const monthsOf = ({ start, end }: Span): readonly ImportMonth[] => {
  const [year = 0, month = 0] = start.split('-').map(Number);
  const first = month - 1;
  if (start !== day(year, first, 1) || end !== day(year, first + 3, 0)) return [];
  const label = new Intl.DateTimeFormat(LANGUAGE, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  return [first, first + 1, first + 2].map((at) => ({
    label: label.format(new Date(`${day(year, at, 1)}T00:00:00Z`)),
    start: day(year, at, 1),
    end: day(year, at + 1, 0),
  }));
};

const follows = (before: ImportMonth, next: ImportMonth): boolean =>
  Date.parse(next.start) - Date.parse(before.end) === 86_400_000;

const isWhole = (months: readonly ImportMonth[]): boolean =>
  (months.length === 12 || months.length === 13) &&
  months.every((month, index) => {
    const before = months[index - 1];
    return before === undefined || follows(before, month);
  });

/** Fiscal years by start, with the periods that a quota has: the CRM's own, else the quarters' calendar months. */
export const fiscalYears = (data: unknown): readonly FiscalYear[] => {
  const spans = nodes(data, 'Takt_Period__c')
    .flatMap(span)
    .sort((a, b) => (a.start < b.start ? -1 : 1));
  return [...new Set(spans.map(({ year }) => year))].flatMap((name): readonly FiscalYear[] => {
    const own = spans.filter(({ year }) => year === name);
    const given = own.filter(({ type }) => type === 'Month');
    const derived = own.filter(({ type }) => type === 'Quarter').flatMap(monthsOf);
    const months = [given.map(({ label, start, end }) => ({ label, start, end })), derived].find(isWhole) ?? [];
    const [first] = own;
    const last = own.at(-1);
    return first && last ? [{ name, start: first.start, end: last.end, months }] : [];
  });
};

/** The year that a day lies in, else the last one. */
export const yearOf = (years: readonly FiscalYear[], today: string): FiscalYear | undefined =>
  years.find(({ start, end }) => start <= today && today <= end) ?? years.at(-1);
