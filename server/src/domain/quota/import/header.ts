import { quoted, textOf } from './cells.ts';
import type { CsvLine, Finding, ImportMonth } from './types.ts';

/** Which column holds what; −1 = the file has no such column. */
export interface Columns {
  readonly person: number;
  readonly team: number;
  readonly currency: number;
  readonly effectiveFrom: number;
  readonly effectiveTo: number;
  /** Column by month of the year. */
  readonly months: readonly number[];
  /** Headers as written. */
  readonly titles: readonly string[];
}

const fold = (title: string): string =>
  title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_]+/g, ' ');

const FIXED: Readonly<Record<string, 'person' | 'team' | 'currency' | 'effectiveFrom' | 'effectiveTo'>> = {
  person: 'person',
  user: 'person',
  username: 'person',
  team: 'team',
  currency: 'currency',
  'effective from': 'effectiveFrom',
  'effective to': 'effectiveTo',
};

/**
 * Reads the header: `Person` or `Team` (or both), optionally `Currency`, `Effective From`, `Effective To`, and months
 * by the label of the fiscal calendar, as `Month 1`…`Month 13`, or as in Takt's own export, `Approved_1__c`….
 */
export function readHeader(
  { line, cells }: CsvLine,
  months: readonly ImportMonth[],
): { readonly columns: Columns; readonly errors: readonly Finding[] } {
  const errors: Finding[] = [];
  const titles = cells.map((cell, index) => textOf(index === 0 ? cell.replace(/^\ufeff/, '') : cell));
  const place = new Map<string, number>();
  const meanings = new Map<string, string>([
    ...Object.entries(FIXED),
    ...months.flatMap(({ label }, month): [string, string][] =>
      [label, `month ${month + 1}`, `approved ${month + 1} c`].map((title) => [fold(title), String(month)]),
    ),
  ]);
  const refuse = (column: string, reason: string, text: string, remedy: string): void => {
    errors.push({ line, column, reason, text, remedy });
  };

  for (const [index, title] of titles.entries()) {
    const column = title === '' ? String(index + 1) : title;
    if (title === '') {
      refuse(column, 'blank-header', `Column ${index + 1} has no header`, 'Name the column or delete it.');
      continue;
    }
    const meaning = meanings.get(fold(title));
    if (meaning === undefined) refuse(column, 'unknown-header', ...unknown(title, titles.length, months));
    else if (place.has(meaning)) {
      refuse(column, 'duplicate-header', `There are two columns for ${quoted(title)}`, 'Keep one of them.');
    } else place.set(meaning, index);
  }
  if (!place.has('person') && !place.has('team')) {
    refuse(
      'Person',
      'missing-header',
      'There is no column Person',
      'Add a column Person with usernames, addresses or ids.',
    );
  }
  if (!months.some((_, month) => place.has(String(month)))) {
    refuse('Month 1', 'missing-header', 'There is no column of any month', 'Add columns Month 1, Month 2 and so on.');
  }
  const at = (meaning: string): number => place.get(meaning) ?? -1;
  const columns = {
    person: at('person'),
    team: at('team'),
    currency: at('currency'),
    effectiveFrom: at('effectiveFrom'),
    effectiveTo: at('effectiveTo'),
    months: months.map((_, month) => at(String(month))),
    titles,
  };
  return { columns, errors };
}

function unknown(title: string, columns: number, months: readonly ImportMonth[]): [text: string, remedy: string] {
  if (columns === 1 && /[;\t|]/.test(title)) {
    return [
      'The header is one single column',
      'Declare the delimiter that the file is written with, such as semicolon.',
    ];
  }
  if (/^(?:month |approved )\d+(?: c)?$/.test(fold(title))) {
    return [`${quoted(title)} is no month of this fiscal year`, `The year has ${months.length}: delete the column.`];
  }
  return [
    `The column ${quoted(title)} is not known`,
    `Delete it, or name it Person, Team, Currency, Effective From, Effective To or Month 1 to Month ${months.length}.`,
  ];
}
