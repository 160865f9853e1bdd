import type { FieldReference, GlobalReference } from '../operation.ts';
import type { FormulaType } from '../types.ts';

/**
 * A part of a formula as SQLite computes it. Text and dates are text, date-times milliseconds, checkboxes 0 or 1;
 * numbers are whole multiples of 10^-scale, so that money adds up exactly. Blank is NULL, for empty text too.
 */
export interface SqlExpression {
  /** An operand of anything: a name, a literal, a call, or in parentheses. */
  readonly sql: string;
  /** Digits behind the point; 0 for what is no number. */
  readonly scale: number;
}

/** Where a query finds what a formula names. */
export interface SqlContext {
  /** The SQL of a field's column in this query, as the store keeps it; undefined where it has none. */
  column(reference: FieldReference): string | undefined;
  /** SQL of a global, in the store's form of its type; undefined (or left out): not in SQL. */
  readonly global?: (reference: GlobalReference) => string | undefined;
  /** SQL of today as text `2026-11-24`. */
  readonly today: string;
  /** SQL of the milliseconds since the epoch. */
  readonly now: string;
}

/** Beyond this, products of everyday numbers could leave SQLite's 64-bit integers. */
export const greatestScale = 8;

export const plain = (sql: string): SqlExpression => ({ sql, scale: 0 });

export const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const powerOfTen = (places: number): string => `1${'0'.repeat(places)}`;

/** The same number in multiples of a finer unit. */
export const scaledTo = ({ sql, scale }: SqlExpression, finer: number): string =>
  finer === scale ? sql : `(${sql} * ${powerOfTen(finer - scale)})`;

/** Numbers of different scales in the finest of them. */
export const aligned = (
  ...numbers: readonly SqlExpression[]
): { readonly sqls: readonly string[]; readonly scale: number } => {
  const scale = Math.max(...numbers.map((number) => number.scale));
  return { sqls: numbers.map((number) => scaledTo(number, scale)), scale };
};

/** Half away from zero. The number is named once, so that deep formulas do not grow by doubling. */
export const roundedTo = (number: SqlExpression, scale: number): SqlExpression => {
  if (scale >= number.scale) return { sql: scaledTo(number, scale), scale };
  const unit = powerOfTen(number.scale - scale);
  const half = `5${'0'.repeat(number.scale - scale - 1)}`;
  return { sql: `(SELECT (v + sign(v) * ${half}) / ${unit} FROM (SELECT ${number.sql} AS v))`, scale };
};

/** Towards zero. */
export const truncated = ({ sql, scale }: SqlExpression): SqlExpression =>
  scale === 0 ? plain(sql) : plain(`(${sql} / ${powerOfTen(scale)})`);

export const blank: SqlExpression = plain('NULL');

export const textual = (type: FormulaType): boolean =>
  type === 'text' || type === 'picklist' || type === 'multipicklist';
