import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type { ProblemList } from '../problem.ts';
import { decodeCsv, type Encoding } from './decode.ts';
import { checkHeader } from './header.ts';

export interface TableRow {
  /** Line on which the record starts, from 1. */
  readonly line: number;
  /** As many as the table has columns. */
  readonly values: readonly string[];
}

/** A CSV file as it stands: text, nothing interpreted. */
export interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface CsvOptions {
  readonly delimiter?: string;
  readonly encoding?: Encoding;
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/** Counts lines while the byte offset moves forward; CR, LF and CRLF each end one. */
class LineCounter {
  private offset = 0;
  private line = 1;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  at(offset: number): number {
    for (; this.offset < offset; this.offset += 1) {
      const byte = this.bytes[this.offset];
      const pair = byte === carriageReturn && this.bytes[this.offset + 1] === newline;
      if (byte === newline || (byte === carriageReturn && !pair)) this.line += 1;
    }
    return this.line;
  }
}

const quoteProblems: Readonly<Record<string, readonly [reason: string, remedy: string]>> = {
  CSV_QUOTE_NOT_CLOSED: ['a quoted value is never closed', 'Close it with ". Nothing after this line could be read.'],
  INVALID_OPENING_QUOTE: [
    'a quote stands inside an unquoted value',
    'Quote the whole value and double the quotes inside it. Nothing after this line could be read.',
  ],
  CSV_INVALID_CLOSING_QUOTE: [
    'text follows a closing quote',
    'Double the quotes inside a quoted value. Nothing after this line could be read.',
  ],
};

const splitRecords = (bytes: Buffer, file: string, delimiter: string, problems: ProblemList): TableRow[] => {
  const lines = new LineCounter(bytes);
  const records: TableRow[] = [];
  let start = 0;
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (values: string[], { bytes: end }) => {
        // A blank line is nothing, but a quoted "" is a value.
        const blank = values.length === 1 && values[0] === '' && bytes[start] !== 0x22;
        if (!blank) records.push({ line: lines.at(start), values });
        start = end;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const [reason, remedy] = quoteProblems[error.code] ?? [error.message, 'Mend the line.'];
    problems.add({ file, line: lines.at(start), reason, remedy });
  }
  return records;
};

/** The records as a table: header checked, every row as wide as the header. */
export const parseTable = (
  bytes: Buffer,
  file: string,
  { delimiter = ',', encoding = 'utf-8' }: CsvOptions,
  problems: ProblemList,
): Table | undefined => {
  const text = decodeCsv(bytes, file, encoding, problems);
  if (text === undefined) return undefined;
  const before = problems.count;
  const [header, ...records] = splitRecords(text, file, delimiter, problems);
  if (header === undefined) {
    if (problems.count === before) {
      problems.add({
        file,
        reason: 'the file is empty',
        remedy: 'It needs a header line with the names of its columns.',
      });
    }
    return undefined;
  }
  if (!checkHeader(header.values, file, header.line, delimiter, problems)) return undefined;
  const columns = header.values.map((name) => name.trim());
  const rows = records.filter(({ line, values }) => {
    if (values.length === columns.length) return true;
    problems.add({
      file,
      line,
      reason: `${values.length} values where the header has ${columns.length} columns`,
      remedy:
        values.length > columns.length
          ? 'Quote values that hold the delimiter.'
          : 'Fill up the row: an empty value still needs its delimiter.',
    });
    return false;
  });
  return { file, columns, rows };
};

/** Reads one CSV file of a folder; undefined (with the problem told) where it cannot be read as a table. */
export const readTable = (
  folder: string,
  file: string,
  options: CsvOptions,
  problems: ProblemList,
): Table | undefined => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path.join(folder, file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    problems.add({
      file,
      reason: code === 'ENOENT' ? 'the file is missing' : `the file cannot be read (${code})`,
      remedy: code === 'ENOENT' ? `Put it into ${folder}.` : 'Check that it is a file that you may read.',
    });
    return undefined;
  }
  return parseTable(bytes, file, options, problems);
};
