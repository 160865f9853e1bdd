import type { DeclaredFormat } from './types.ts';

/** A cell that could be read, or why not. */
export type Cell<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string; readonly text: string; readonly remedy: string };

const refuse = (reason: string, text: string, remedy: string) => ({ ok: false, reason, text, remedy }) as const;

const SPACES = /[\s\u00a0\u2007\u202f]/g;

/** A cell's text for messages: short, and without line breaks or marks that turn the direction of what follows. */
export function quoted(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
  const characters = Array.from(plain);
  return `"${characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : plain}"`;
}

/**
 * A text cell: without the spaces around it, and without the apostrophe that an export puts before text beginning
 * with = + - @, a tab or a carriage return, lest a spreadsheet take it for a formula.
 */
export function textOf(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r])/, '').trim();
}

/**
 * An amount in minor units, read digit by digit in the declared format; null for an empty cell.
 * Refused: anything else than digits, declared thousands and one decimal mark (no NaN, no 1E+05, no currency sign),
 * more places than the currency has, amounts beyond ±(2^53 − 1) minor units.
 */
export function amountOf(cell: string, digits: number, format: DeclaredFormat): Cell<number | null> {
  const text = cell.replace(SPACES, ' ').trim();
  if (text === '') return { ok: true, value: null };
  const match = amountPattern(format).exec(text);
  if (!match) return notAnAmount(text, format);
  const [, sign = '', whole = '', fraction = ''] = match;
  const places = fraction.replace(/0+$/, '');
  if (places.length > digits) {
    return refuse(
      'too-precise',
      `${quoted(text)} has more than ${digits} decimal places`,
      `Round it to ${digits} places, or declare another thousands mark if the last one is none of decimals.`,
    );
  }
  const minor = Number(whole.replace(/\D/g, '') + places.padEnd(digits, '0'));
  if (!Number.isSafeInteger(minor)) return refuse('too-large', `${quoted(text)} is too large`, 'Check the amount.');
  return { ok: true, value: minor === 0 ? 0 : minor * (sign === '' || sign === '+' ? 1 : -1) };
}

const patterns = new Map<string, RegExp>();

/** The shape of an amount; kept, because a file asks for the same one a million times. */
function amountPattern({ decimal, group }: DeclaredFormat): RegExp {
  const known = patterns.get(decimal + group);
  if (known) return known;
  const mark = group === '.' ? '\\.' : group;
  const whole = group === '' ? '\\d+' : `\\d{1,3}(?:${mark}\\d{3})+|\\d+`;
  const pattern = new RegExp(`^([+\\-\u2212]?)(${whole})(?:${decimal === '.' ? '\\.' : ','}(\\d+))?$`);
  patterns.set(decimal + group, pattern);
  return pattern;
}

const MARKS: Readonly<Record<string, string>> = { '': 'none', '.': 'a point', ',': 'a comma', ' ': 'a space' };

function notAnAmount(text: string, { decimal, group }: DeclaredFormat) {
  const declared = `decimals by ${decimal === '.' ? 'a point' : 'a comma'}, thousands by ${MARKS[group] ?? 'an apostrophe'}`;
  const said = `${quoted(text)} is no amount in the declared format (${declared})`;
  if (/^[+\-\u2212]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text)) {
    return refuse('not-an-amount', said, 'Format the column as a plain number in the spreadsheet and export it again.');
  }
  if (/^[+\-\u2212]?[\d.,' ]+$/.test(text)) {
    return refuse('not-an-amount', said, 'Declare the format that the file is written in, or correct the cell.');
  }
  return refuse('not-an-amount', said, 'Write the digits alone, without currency sign or words.');
}

const DATES: Readonly<Record<DeclaredFormat['date'], readonly [RegExp, year: number, month: number, day: number]>> = {
  'YYYY-MM-DD': [/^(\d{4})-(\d{2})-(\d{2})$/, 1, 2, 3],
  'DD.MM.YYYY': [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, 3, 2, 1],
  'DD/MM/YYYY': [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, 3, 2, 1],
  'MM/DD/YYYY': [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, 3, 1, 2],
};
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A date as `YYYY-MM-DD`, read in the declared format; undefined for an empty cell. Two-digit years are refused. */
export function dateOf(cell: string, format: DeclaredFormat): Cell<string | undefined> {
  const text = textOf(cell);
  if (text === '') return { ok: true, value: undefined };
  const [pattern, ...places] = DATES[format.date];
  const match = pattern.exec(text);
  const [year = 0, month = 0, day = 0] = places.map((place) => Number(match?.[place]));
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
  if (!match || day < 1 || day > last || year < 1900 || year > 4000) {
    return refuse(
      'not-a-date',
      `${quoted(text)} is no date in the declared format (${format.date})`,
      'Declare the format that the file is written in, or correct the cell; the year has four digits.',
    );
  }
  const two = (part: number): string => String(part).padStart(2, '0');
  return { ok: true, value: `${year}-${two(month)}-${two(day)}` };
}
