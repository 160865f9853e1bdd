/*
 * Checking a quota file needs no server: these modules import nothing but each other, so that the browser's import
 * component carries the very same rules. Money is whole minor units, dates are `YYYY-MM-DD`.
 */

/** One line of the file, split into cells by whoever read it; `line` counts physical lines from 1. */
export interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** How the file writes numbers and dates: declared by the person, never guessed. */
export interface DeclaredFormat {
  readonly decimal: '.' | ',';
  /** Between thousands; `''` = none. A space stands for every kind of space. */
  readonly group: '' | '.' | ',' | ' ' | "'";
  readonly date: 'YYYY-MM-DD' | 'DD.MM.YYYY' | 'DD/MM/YYYY' | 'MM/DD/YYYY';
}

/** A user of the CRM; `id` in 15 or 18 characters. */
export interface ImportPerson {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly email?: string;
  readonly active: boolean;
  /** Nearest active manager: owns the row of a person who has left. */
  readonly managerId?: string;
  /** Team that the person counts in. */
  readonly teamKey?: string;
}

/** A team of the tree, or the company. */
export interface ImportTeam {
  /** `team:<role id>` or `total`. */
  readonly key: string;
  readonly name: string;
  readonly parentKey?: string;
  readonly managerId?: string;
}

/** A month, or four-week period, of the fiscal year; start and end are inside. */
export interface ImportMonth {
  readonly label: string;
  readonly start: string;
  readonly end: string;
}

/** A currency of the org. */
export interface ImportCurrency {
  readonly code: string;
  /** Decimal places of its minor unit. */
  readonly digits: number;
}

/** What the file is checked against. */
export interface QuotaImportContext {
  readonly format: DeclaredFormat;
  readonly people: readonly ImportPerson[];
  readonly teams: readonly ImportTeam[];
  /** In order, at most 13. */
  readonly months: readonly ImportMonth[];
  /** The plan's own first: it stands where a row names none. */
  readonly currencies: readonly ImportCurrency[];
}

/** Something found in the file. `column` is the header as written, or the column's number where it has none. */
export interface Finding {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
  /** What happened, for people. */
  readonly text: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** One quota to be written. */
export interface AcceptedQuota {
  /** The first of its lines. */
  readonly line: number;
  /** `person:<id>`, `team:<role id>` or `total`. */
  readonly scopeKey: string;
  readonly name: string;
  readonly personId: string | undefined;
  /** Who owns the row; undefined = the service user. */
  readonly ownerId: string | undefined;
  readonly currency: string;
  /** By month; null = not given, which is not 0. */
  readonly months: readonly (number | null)[];
  readonly total: number;
  readonly effectiveFrom: string | undefined;
  readonly effectiveTo: string | undefined;
}

/** How the sum of those below stands to the row above them, in minor units. */
export interface ChildDifference {
  readonly teamKey: string;
  readonly name: string;
  readonly given: number;
  readonly children: number;
  /** given − children. */
  readonly difference: number;
}

/** The preview in figures. */
export interface ImportSummary {
  /** Lines with content below the header. */
  readonly lines: number;
  readonly people: number;
  readonly teams: number;
  /** Sum of the people's quotas by currency, minor units. */
  readonly totals: readonly { readonly currency: string; readonly total: number }[];
  /** Teams whose own row is not the sum of those below. */
  readonly differences: readonly ChildDifference[];
  /** All errors found, also those beyond the ones listed. */
  readonly errors: number;
  readonly warnings: number;
  /** All or nothing: only a file without any error may be written. */
  readonly importable: boolean;
}

/** What {@link checkQuotaRows} finds. */
export interface CheckedQuotas {
  readonly accepted: readonly AcceptedQuota[];
  /** The first thousand. */
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly summary: ImportSummary;
}
