import type { ProblemList } from '../problem.ts';

const otherDelimiters = [
  [';', 'a semicolon'],
  ['\t', 'a tab'],
  ['|', 'a bar'],
  [',', 'a comma'],
] as const;

/**
 * Says what is wrong with a header line: other delimiter, blank names, names that occur twice (case aside).
 * @returns true where the columns can be trusted.
 */
export const checkHeader = (
  columns: readonly string[],
  file: string,
  line: number,
  delimiter: string,
  problems: ProblemList,
): boolean => {
  const before = problems.count;
  const [only = ''] = columns;
  const other = otherDelimiters.find(([sign]) => sign !== delimiter && only.includes(sign));
  if (columns.length === 1 && other !== undefined) {
    problems.add({
      file,
      line,
      reason: `the columns are separated by ${other[1]}, not by "${delimiter}"`,
      remedy: `Export with "${delimiter}", or declare "delimiter": ${JSON.stringify(other[0])} (and "decimal" where it is a comma) in a mapping.`,
    });
    return false;
  }
  const seen = new Map<string, number>();
  for (const [index, column] of columns.entries()) {
    const name = column.trim().toLowerCase();
    const earlier = seen.get(name);
    if (name === '') {
      problems.add({ file, line, reason: `column ${index + 1} has no name`, remedy: 'Name it, or take it out.' });
    } else if (earlier !== undefined) {
      problems.add({
        file,
        line,
        column,
        reason: `columns ${earlier + 1} and ${index + 1} have the same name`,
        remedy: 'Keep one of them: names count without regard to case.',
      });
    }
    if (earlier === undefined) seen.set(name, index);
  }
  return problems.count === before;
};
