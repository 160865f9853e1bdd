import type { Delimiter } from 'c/quotaCsv';
import type { DeclaredFormat } from 'c/quotaImportRules';
import { labels } from './labels';

/** A choice of a list. */
export interface Option {
  readonly label: string;
  readonly value: string;
}

type Numbers = Pick<DeclaredFormat, 'decimal' | 'group'>;

/** How amounts may be written, by an example that says both marks. */
const NUMBERS: Readonly<Record<string, Numbers>> = {
  '1234.50': { decimal: '.', group: '' },
  '1234,50': { decimal: ',', group: '' },
  '1,234.50': { decimal: '.', group: ',' },
  '1.234,50': { decimal: ',', group: '.' },
  '1 234,50': { decimal: ',', group: ' ' },
  '1 234.50': { decimal: '.', group: ' ' },
  "1'234.50": { decimal: '.', group: "'" },
};
const DATES: readonly DeclaredFormat['date'][] = ['YYYY-MM-DD', 'DD.MM.YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY'];
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

const asItIs = (value: string): Option => ({ label: value, value });

export const numberOptions: readonly Option[] = Object.keys(NUMBERS).map(asItIs);
export const dateOptions: readonly Option[] = DATES.map(asItIs);
export const delimiterOptions: readonly Option[] = [
  { label: labels.COMMA, value: ',' },
  { label: labels.SEMICOLON, value: ';' },
  { label: labels.TAB, value: '\t' },
];

/** The format, once both parts of it are declared. */
export const declaredFormat = (numbers: string, dates: string): DeclaredFormat | undefined => {
  const marks = NUMBERS[numbers];
  const date = DATES.find((one) => one === dates);
  return marks && date ? { ...marks, date } : undefined;
};

export const asDelimiter = (value: string): Delimiter => DELIMITERS.find((one) => one === value) ?? ',';
