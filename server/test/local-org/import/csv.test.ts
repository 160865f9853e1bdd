import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parseTable, type CsvOptions } from '../../../local-org/import/csv/table.ts';
import { describeProblem, ImportError, ProblemList } from '../../../local-org/import/problem.ts';

const parse = (bytes: string | Buffer, options: CsvOptions = {}) => {
  const problems = new ProblemList();
  const table = parseTable(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, 'deals.csv', options, problems);
  let lines: readonly string[] = [];
  try {
    problems.throwIfAny('folder');
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    lines = error.problems.map(describeProblem);
  }
  return { table, lines };
};

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
const written = (rows: readonly (readonly string[])[], newline: string): string =>
  rows.map((row) => row.map(quoted).join(',') + newline).join('');

describe('reading a CSV file', () => {
  it('gives every value back byte for byte, whatever it holds', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', '0'));
    const special = fc.constantFrom('a,b', 'x\r\ny', '"', '""', "'=1", '\u202e', '👩‍🚀', 'é', ' padded ', '\n');
    const row = fc.array(fc.oneof(value, special), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'), (rows, newline) => {
        const { table, lines } = parse(written([['a', 'b', 'c'], ...rows], newline));
        expect(lines).toEqual([]);
        expect(table?.rows.map(({ values }) => values)).toEqual(rows);
      }),
    );
  });

  it('counts the line on which a record starts, over quoted line breaks and blank lines', () => {
    const { table } = parse('a,b\n1,"x\r\ny"\n\n3,4\r\n5,"q""\nz"\r7,8\n');
    expect(table?.rows.map(({ line, values }) => [line, values[0]])).toEqual([
      [2, '1'],
      [5, '3'],
      [6, '5'],
      [8, '7'],
    ]);
  });

  it('reads past a byte order mark', () => {
    expect(parse('\ufeffa,b\n1,2\n').table?.columns).toEqual(['a', 'b']);
  });

  it('names another delimiter instead of complaining about columns', () => {
    expect(parse('a;b\n1,5;2\n').lines).toEqual([
      'deals.csv:1: the columns are separated by a semicolon, not by ",". Export with ",", or declare "delimiter": ";" (and "decimal" where it is a comma) in a mapping.',
    ]);
    expect(parse('a;b\n1,5;2\n', { delimiter: ';' }).table?.rows[0]?.values).toEqual(['1,5', '2']);
  });

  it('names UTF-16 and other encodings, and reads them where they are declared', () => {
    const utf16 = Buffer.from('\ufeffa,b\nä,2\n', 'utf16le');
    expect(parse(utf16).lines[0]).toContain('the file is UTF-16');
    expect(parse(utf16.subarray(2)).lines[0]).toContain('the file is UTF-16');
    expect(parse(utf16, { encoding: 'utf-16le' }).table?.rows[0]?.values).toEqual(['ä', '2']);
    const latin = Buffer.from('a,b\n1,2\nä,3\n', 'latin1');
    expect(parse(latin).lines).toEqual([expect.stringContaining('deals.csv:3: the file is not UTF-8')]);
    expect(parse(latin, { encoding: 'windows-1252' }).table?.rows[1]?.values).toEqual(['ä', '3']);
  });

  it('tells blank and repeated column names, case aside', () => {
    expect(parse('Id,,ID\n1,2,3\n').lines).toEqual([
      'deals.csv:1: column 2 has no name. Name it, or take it out.',
      'deals.csv:1 ID: columns 1 and 3 have the same name. Keep one of them: names count without regard to case.',
    ]);
  });

  it('tells the line of a quote that is never closed, not the end of the file', () => {
    expect(parse('a,b\n1,2\n3,"x\n4,5\n6,7\n').lines).toEqual([
      'deals.csv:3: a quoted value is never closed. Close it with ". Nothing after this line could be read.',
    ]);
    expect(parse('a,b\n1,2\n3,x"y\n').lines[0]).toContain('deals.csv:3: a quote stands inside an unquoted value');
    expect(parse('a,b\n1,2\n3,"x"y\n').lines[0]).toContain('deals.csv:3: text follows a closing quote');
  });

  it('tells every row that is too long or too short, and keeps counting', () => {
    expect(parse('a,b\n1\n"x\ny",2\n1,2,3\n').lines).toEqual([
      'deals.csv:2: 1 values where the header has 2 columns. Fill up the row: an empty value still needs its delimiter.',
      'deals.csv:5: 3 values where the header has 2 columns. Quote values that hold the delimiter.',
    ]);
  });

  it('tells an empty file', () => {
    expect(parse('').lines[0]).toContain('the file is empty');
    expect(parse('\n\n').lines[0]).toContain('the file is empty');
    expect(parse('a,b\n').table?.rows).toEqual([]);
  });
});
