import { amountOf, dateOf, quoted, textOf, type Cell } from './cells.ts';
import type { Columns } from './header.ts';
import type { CsvLine, Finding, ImportCurrency, QuotaImportContext } from './types.ts';
import type { Directory, Whose } from './whose.ts';

/** A row whose every cell could be read. */
export interface ReadRow {
  readonly line: number;
  readonly whose: Whose;
  readonly currency: string;
  readonly months: readonly (number | null)[];
  readonly effectiveFrom: string | undefined;
  readonly effectiveTo: string | undefined;
}

/** What a row says, with everything wrong in it at once. */
export interface RowReading {
  readonly row?: ReadRow;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** Reads one row. */
export function readRow(
  { line, cells }: CsvLine,
  columns: Columns,
  context: QuotaImportContext,
  directory: Directory,
): RowReading {
  const errors: Finding[] = [];
  const warnings: Finding[] = [];
  const titleOf = (index: number): string => columns.titles[index] ?? String(index + 1);
  const refuse = (column: string, reason: string, text: string, remedy: string): void => {
    errors.push({ line, column, reason, text, remedy });
  };
  const take = <Value>(index: number, read: (cell: string) => Cell<Value>): Value | undefined => {
    const cell = read(cells[index] ?? '');
    if (cell.ok) return cell.value;
    refuse(titleOf(index), cell.reason, cell.text, cell.remedy);
    return undefined;
  };

  if (cells.length > columns.titles.length) {
    const text = `The line has ${cells.length} cells, the header ${columns.titles.length}`;
    refuse(
      String(columns.titles.length + 1),
      'too-many-cells',
      text,
      'Put cells that contain the delimiter in quotes.',
    );
  }
  const whose = whoseOf(cells, columns, directory, refuse);
  const currency = take(columns.currency, (cell) => currencyOf(cell, context.currencies));
  const months = columns.months.map((index, month) => {
    const amount = take(index, (cell) => amountOf(cell, currency?.digits ?? 2, context.format)) ?? null;
    if (amount !== null && amount < 0) {
      refuse(titleOf(index), 'negative', `${context.months[month]?.label ?? ''} is negative`, 'A quota is 0 or more.');
    }
    return amount;
  });
  const effectiveFrom = take(columns.effectiveFrom, (cell) => dateOf(cell, context.format));
  const effectiveTo = take(columns.effectiveTo, (cell) => dateOf(cell, context.format));
  if (effectiveFrom !== undefined && effectiveTo !== undefined && effectiveTo < effectiveFrom) {
    refuse(
      titleOf(columns.effectiveTo),
      'ends-before-start',
      'The quota ends before it starts',
      'Correct one of the dates.',
    );
  }
  if (errors.length === 0 && months.every((amount) => amount === null)) {
    refuse(
      'Month 1',
      'no-amount',
      'The row has no amount',
      'Enter amounts (0 where there is no quota), or delete the row.',
    );
  }
  if (errors.length > 0 || !whose || !currency) return { errors, warnings };

  const row = { line, whose, currency: currency.code, months, effectiveFrom, effectiveTo };
  const [own] = context.currencies;
  if (own && own.code !== currency.code) {
    const text = `The quota is in ${currency.code}, the plan in ${own.code}`;
    const remedy = 'It is kept, but stays out of every total until it is given in the currency of the plan.';
    warnings.push({ line, column: titleOf(columns.currency), reason: 'other-currency', text, remedy });
  }
  return { row, errors, warnings: [...warnings, ...ownerWarnings(row, titleOf(columns.person))] };
}

function whoseOf(
  cells: readonly string[],
  columns: Columns,
  directory: Directory,
  refuse: (column: string, reason: string, text: string, remedy: string) => void,
): Whose | undefined {
  const person = textOf(cells[columns.person] ?? '');
  const team = textOf(cells[columns.team] ?? '');
  const personTitle = columns.titles[columns.person] ?? 'Person';
  const teamTitle = columns.titles[columns.team] ?? 'Team';
  if (person === '' && team === '') {
    refuse(
      columns.person < 0 ? teamTitle : personTitle,
      'no-owner',
      'The row belongs to nobody',
      'Write whose quota it is.',
    );
    return undefined;
  }
  if (person !== '' && team !== '') {
    const text = `The row names both ${quoted(person)} and ${quoted(team)}`;
    refuse(
      teamTitle,
      'two-owners',
      text,
      'Leave the team empty: it follows from the person. A team has a row of its own.',
    );
    return undefined;
  }
  if (person !== '') {
    const found = directory.person(person);
    if (found.ok) return { type: 'Person', person: found.value };
    refuse(personTitle, found.reason, found.text, found.remedy);
    return undefined;
  }
  const found = directory.team(team);
  if (found.ok) return { type: 'Team', team: found.value };
  refuse(teamTitle, found.reason, found.text, found.remedy);
  return undefined;
}

function currencyOf(cell: string, currencies: readonly ImportCurrency[]): Cell<ImportCurrency | undefined> {
  const code = textOf(cell);
  const found = code === '' ? currencies[0] : currencies.find((currency) => currency.code === code.toUpperCase());
  if (found) return { ok: true, value: found };
  const remedy = `Write one of ${currencies.map((currency) => currency.code).join(', ')}, or leave the cell empty.`;
  return { ok: false, reason: 'unknown-currency', text: `${quoted(code)} is no currency of this org`, remedy };
}

/** People who have left keep their quota, in the hands of their manager: said, not refused. */
function ownerWarnings({ line, whose, effectiveTo }: ReadRow, column: string): readonly Finding[] {
  if (whose.type === 'Team' || whose.person.active) return [];
  const { name, managerId } = whose.person;
  const owner = managerId === undefined ? 'the service user' : 'the nearest active manager';
  const remedy =
    effectiveTo === undefined
      ? 'Give the last day in Effective To, or hand the quota to somebody else.'
      : 'Nothing to do.';
  return [
    { line, column, reason: 'inactive-owner', text: `${name} is not active; the row will belong to ${owner}`, remedy },
  ];
}
