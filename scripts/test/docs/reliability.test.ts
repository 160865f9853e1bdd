import { describe, expect, it } from 'vitest';
import { reliabilityDocument } from '../../docs/reliability/document.ts';
import { numbersOf } from '../../docs/reliability/numbered-tests.ts';

const table = (...rows: readonly string[]): string =>
  ['| # | wrong | answer | tests |', '|---|---|---|---|', ...rows].join('\n');

describe('the list of promises', () => {
  it('reads the numbers that titles of tests begin with', () => {
    const source = `it('3 · pauses', …); it(\`12, 13 · waits\`, …);\n it.each(all)('7 · once for %s', …); it('needs 4 tries', …)`;
    expect(numbersOf(source)).toEqual([3, 12, 13, 7]);
  });

  it('names the files that hold each promise, and again in the same words', () => {
    const tests = [
      { number: 1, file: 'faults/a.test.ts' },
      { number: 2, file: 'faults/a.test.ts' },
      { number: 2, file: 'crash/b.test.ts' },
    ];
    const once = reliabilityDocument(table('| 1 | cut | read again |', '| 2 | lost | sent again | old |'), tests, 2);
    const text = table(
      '| 1 | cut | read again | `faults/a.test.ts` |',
      '| 2 | lost | sent again | `faults/a.test.ts`, `crash/b.test.ts` |',
    );
    expect(once).toEqual({ ok: true, text });
    expect(reliabilityDocument(text, tests, 2)).toEqual({ ok: true, text });
  });

  it('refuses a promise without a test, one that is missing, one told twice, and a number that nobody promised', () => {
    const tests = [
      { number: 1, file: 'a.test.ts' },
      { number: 9, file: 'a.test.ts' },
    ];
    const rows = ['| 1 | cut | read again |', '| 1 | cut | read again |', '| 2 | lost | sent again |'];
    expect(reliabilityDocument(table(...rows), tests, 3)).toEqual({
      ok: false,
      problems: [
        '1 is listed twice',
        '2 has no test whose title begins with "2 · "',
        '3 is not listed',
        '9 is tested, but there is no such promise',
      ],
    });
  });
});
