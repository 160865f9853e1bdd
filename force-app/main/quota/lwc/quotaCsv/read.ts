import { textOf, type CsvLine } from 'c/quotaImportRules';

export type Delimiter = ',' | ';' | '\t';

/** The file in cells, or why it could not be divided; `line` counts physical lines from 1. */
export type CsvReading =
  | { readonly ok: true; readonly lines: readonly CsvLine[] }
  | { readonly ok: false; readonly reason: 'open-quote' | 'too-many-rows'; readonly line: number };

/** Most rows read, header included. */
export const MOST_ROWS = 20_000;

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/** The delimiter that stands most often in the header line, outside quotes: a proposal, to be confirmed by a person. */
export const proposeDelimiter = (text: string): Delimiter => {
  const [header = ''] = text.replace(/"[^"]*"/g, '').split(/\r\n|\r|\n/, 1);
  const times = (delimiter: Delimiter): number => header.split(delimiter).length;
  return DELIMITERS.reduce((best, one) => (times(one) > times(best) ? one : best), ',');
};

/** Whole tokens: what stands in quotes, a line break, a delimiter, plain text up to one of these, or a lone quote. */
const tokens = (delimiter: Delimiter): RegExp =>
  new RegExp(`"[^"]*(?:""[^"]*)*"|\\r\\n|\\r|\\n|${delimiter}|[^${delimiter}\\r\\n"][^${delimiter}\\r\\n]*|"`, 'g');

const breaksIn = (token: string): number => token.split(/\r\n|\r|\n/).length - 1;

/**
 * Divides text into lines and cells (RFC 4180; lines may end in CRLF, LF or CR). A quote inside a cell that does not
 * begin with one is a plain character. Cells lose the apostrophe that exports put before = + - @. Lines that are
 * empty are left out, but counted.
 */
export const readCsv = (text: string, delimiter: Delimiter): CsvReading => {
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  let cell = '';
  let started = 1;
  let line = 1;
  const endLine = (): void => {
    if (cells.length > 0 || cell !== '') lines.push({ line: started, cells: [...cells, cell].map(textOf) });
    cells = [];
    cell = '';
    started = line;
  };
  for (const [token] of text.matchAll(tokens(delimiter))) {
    const breaks = breaksIn(token);
    line += breaks;
    if (token === delimiter) {
      cells.push(cell);
      cell = '';
    } else if (token.length > 1 && token.startsWith('"')) {
      cell = token.slice(1, -1).replaceAll('""', '"');
    } else if (breaks > 0) {
      endLine();
      if (lines.length > MOST_ROWS) return { ok: false, reason: 'too-many-rows', line };
    } else if (token === '"') {
      return { ok: false, reason: 'open-quote', line };
    } else cell += token;
  }
  endLine();
  return lines.length > MOST_ROWS ? { ok: false, reason: 'too-many-rows', line } : { ok: true, lines };
};
