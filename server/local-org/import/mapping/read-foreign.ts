import { quarterEnd, quarterIndex } from '../calendar.ts';
import { readTable } from '../csv/table.ts';
import type { Draft } from '../draft.ts';
import type { ProblemList } from '../problem.ts';
import type { Progress } from '../report.ts';
import { completedUser } from '../users.ts';
import { foreignDrafts, joiner } from './foreign-drafts.ts';
import { moveTables, type Move } from './move-dates.ts';
import type { ForeignMapping } from './schema.ts';
import { typedRows, type HealCount, type TypedRow } from './typed-table.ts';

export interface ForeignDrafts {
  readonly drafts: readonly Draft[];
  readonly healed: HealCount;
  readonly move: Move;
  readonly leftOut: readonly string[];
}

/** Reads the files that a mapping declares and makes its records of them. */
export const readForeign = (
  folder: string,
  files: readonly string[],
  mapping: ForeignMapping,
  { today, startMonth }: { readonly today: string; readonly startMonth: number },
  problems: ProblemList,
  onProgress: (progress: Progress) => void,
): ForeignDrafts => {
  const healed: HealCount = new Map();
  const read = new Map<string, readonly TypedRow[]>();
  const declared = Object.entries(mapping.files);
  for (const file of files) {
    if (mapping.files[file] !== undefined || mapping.ignoreFiles.includes(file)) continue;
    problems.add({
      file,
      reason: 'the mapping does not know this file',
      remedy: 'Map it, or list it under "ignoreFiles".',
    });
  }
  for (const [index, [file, rule]] of declared.entries()) {
    onProgress({ title: `Reading ${file}`, done: index, total: declared.length });
    const table = readTable(folder, file, rule, problems);
    if (table !== undefined) read.set(file, typedRows(table, rule, healed, problems));
  }
  onProgress({ title: 'Reading files', done: declared.length, total: declared.length });
  const { tables, move } = moveTables(mapping, read, today, startMonth);
  const endOfQuarter = (date: string): string => quarterEnd(quarterIndex(date, startMonth), startMonth);
  const around = {
    endOfQuarter,
    dates: {
      today,
      firstDate: move.firstDate,
      lastDate: move.lastDate,
      endOfCurrentQuarter: endOfQuarter(today),
    },
    joinedRow: joiner(tables),
    problems,
  };
  const drafts = foreignDrafts(mapping, tables, around).map((draft) =>
    draft.object === 'User' ? completedUser(draft) : draft,
  );
  const ignored = mapping.ignoreFiles.filter((file) => files.includes(file));
  return { drafts, healed, move, leftOut: ignored.map((file) => `${file}: the mapping says so`) };
};
