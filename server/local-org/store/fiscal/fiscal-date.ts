/** How the organisation counts its years. */
export interface FiscalRule {
  /** 1–12. */
  readonly startMonth: number;
  /** Fiscal 2027 begins, not ends, in 2027. Without effect where the year begins in January. */
  readonly namedByStart: boolean;
}

export interface FiscalDate {
  readonly year: number;
  readonly quarter: number;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** The first day of the month that lies `months` after January of year 0. */
export const firstOfMonth = (months: number): string => `${Math.floor(months / 12)}-${pad((months % 12) + 1)}-01`;

/** Months since January of year 0 of a date `2026-11-24`. */
export const monthNumber = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** The day before a date. */
export const dayBefore = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);

/** Month number of the first month of the fiscal year that holds the date. */
export const fiscalYearStart = (rule: FiscalRule, date: string): number => {
  const month = monthNumber(date);
  return month - ((month - (rule.startMonth - 1) + 12) % 12);
};

/** What the fiscal year that starts in the month is called. */
export const fiscalYearName = (rule: FiscalRule, startMonthNumber: number): number =>
  Math.floor(startMonthNumber / 12) + (rule.startMonth === 1 || rule.namedByStart ? 0 : 1);

export const fiscalDate = (rule: FiscalRule, date: string): FiscalDate => {
  const start = fiscalYearStart(rule, date);
  return { year: fiscalYearName(rule, start), quarter: Math.floor((monthNumber(date) - start) / 3) + 1 };
};
