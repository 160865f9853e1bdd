import type { NumberedTest } from './numbered-tests.ts';

/** The document with its tests filled in, or why it cannot be. */
export type ReliabilityDocument =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problems: readonly string[] };

/** `| 36 | what goes wrong | what Takt does | where that is tested |` */
const promise = /^\| (\d+) \| (.+?) \| (.+?) \|(?: .* \|)?$/;

/**
 * Fills the last column of the promises' table with the files whose tests bear the row's number.
 * @param text The document as it stands.
 * @param last Every number from 1 to this one must have its row.
 */
export const reliabilityDocument = (
  text: string,
  tests: readonly NumberedTest[],
  last: number,
): ReliabilityDocument => {
  const files = Map.groupBy(tests, ({ number }) => number);
  const listed = new Set<number>();
  const problems: string[] = [];
  const lines = text.split('\n').map((line) => {
    const [, digits, trouble = '', answer = ''] = promise.exec(line) ?? [];
    if (digits === undefined) return line;
    const number = Number(digits);
    if (listed.has(number)) problems.push(`${number} is listed twice`);
    listed.add(number);
    const where = files.get(number);
    if (where === undefined) problems.push(`${number} has no test whose title begins with "${number} · "`);
    return `| ${number} | ${trouble} | ${answer} | ${(where ?? []).map(({ file }) => `\`${file}\``).join(', ')} |`;
  });
  for (let number = 1; number <= last; number += 1) if (!listed.has(number)) problems.push(`${number} is not listed`);
  for (const number of files.keys()) {
    if (number > last || number < 1) problems.push(`${number} is tested, but there is no such promise`);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, text: lines.join('\n') };
};
