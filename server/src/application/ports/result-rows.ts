/** The kinds of result rows, in the order in which they are written: later ones refer to earlier ones. */
export const resultKinds = ['period', 'scope', 'forecast', 'insight'] as const;
export type ResultKind = (typeof resultKinds)[number];

/**
 * A result as the CRM is to hold it: field names of the trade to values as text. Numbers are plain decimals without
 * trailing zeros (`1054.5`), so that what was planned and what the CRM gives back compare as text. Unknown is null.
 */
export type ResultContent = Readonly<Record<string, string | null>>;

export interface ResultRow {
  readonly kind: ResultKind;
  /** Stable and unique within its kind: built from ids and dates, never from names. */
  readonly key: string;
  /** What is compared: a row is written when this differs from what the CRM holds. */
  readonly content: ResultContent;
  /** Written with a new row and never again (the day from which a scope counts). */
  readonly onCreation?: ResultContent;
}

/** Where a row comes from; written with changed rows, and not a change in itself. */
export interface Provenance {
  readonly runId: string;
  readonly asOf: string;
  readonly formulaVersion: string;
}
