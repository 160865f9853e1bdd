import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A test that holds the promise of a number. */
export interface NumberedTest {
  readonly number: number;
  /** Relative to `server/test`, with slashes. */
  readonly file: string;
}

const title = /\bit(?:\.each\([^`']*\))?\(\s*['"`](\d+(?:, \d+)*) · /g;

/** The numbers that titles like `'36 · writes …'` or `'12, 13 · …'` begin with, in the order of the text. */
export const numbersOf = (source: string): readonly number[] =>
  [...source.matchAll(title)].flatMap(([, numbers = '']) => numbers.split(', ').map(Number));

/**
 * Every numbered test below a folder.
 * @param folder `server/test`.
 */
export const numberedTests = (folder: string): readonly NumberedTest[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .flatMap((name) => {
      const file = name.replaceAll(path.sep, '/');
      const numbers = new Set(numbersOf(readFileSync(path.join(folder, name), 'utf8')));
      return [...numbers].map((number) => ({ number, file }));
    });
