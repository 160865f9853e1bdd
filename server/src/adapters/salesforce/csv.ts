import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { CsvPage } from '../../application/ports/crm-reader.ts';

export type CsvValue = string | number | boolean | null;

/** Rows as CSV with a header: null is an unquoted empty field, text is always quoted. */
export const csvOf = (columns: readonly string[], rows: readonly (readonly CsvValue[])[]): CsvPage['csv'] => {
  const lines = [columns.map(csvField).join(',')];
  for (const row of rows) lines.push(row.map(csvField).join(','));
  return [new TextEncoder().encode(`${lines.join('\n')}\n`)];
};

const csvField = (value: CsvValue): string => {
  if (value === null) return '';
  // PostgreSQL's text cannot hold NUL; the replacement character says that something stood there.
  return typeof value === 'string' ? `"${value.replaceAll('"', '""').replaceAll('\0', '\uFFFD')}"` : String(value);
};

const lineFeed = 0x0a;
const replacement = new Uint8Array([0xef, 0xbf, 0xbd]);

/**
 * Checks one page of a result as far as that needs no parsing: its header names the asked-for fields in their order, it
 * ends with a line break (a page cut within its last value would otherwise look whole), and it has no fewer lines than
 * records. That it has no more is the store's to see, which knows where a text holds line breaks.
 * @param fields API names as queried.
 * @returns The page as a store can take it: without byte order mark and NUL.
 * @throws CrmFailure `protocol`
 */
export const checkedPage = (
  body: Uint8Array<ArrayBuffer>,
  fields: readonly string[],
  rows: number,
  what: string,
): CsvPage['csv'] => {
  // Without records there may be no header either.
  if (rows === 0 && body.length === 0) return [];
  const start = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
  const headerEnd = body.indexOf(lineFeed, start);
  const header = new TextDecoder().decode(body.subarray(start, headerEnd < 0 ? body.length : headerEnd)).trimEnd();
  const names = header.split(',').map((name) => name.replace(/^"(.*)"$/, '$1'));
  if (names.length !== fields.length || names.some((name, at) => name.toLowerCase() !== fields[at]?.toLowerCase())) {
    throw new CrmFailure(
      'protocol',
      `A page of ${what} has other columns than were asked for: ${header.slice(0, 200)}. Nothing of it was kept.`,
    );
  }
  if (body.at(-1) !== lineFeed || !hasLines(body, headerEnd, rows)) {
    throw new CrmFailure('protocol', `A page of ${what} ends early: it was cut. Nothing of it was kept.`);
  }
  return withoutNul(body.subarray(start));
};

/** Whether at least so many lines come after a place. */
const hasLines = (body: Uint8Array, from: number, lines: number): boolean => {
  let at = from;
  for (let seen = 0; seen < lines; seen += 1) {
    at = body.indexOf(lineFeed, at + 1);
    if (at < 0) return false;
  }
  return true;
};

/** The first line after the header, or what of it holds no line break: enough to tell one page from another. */
export const firstRecord = ([part = new Uint8Array()]: CsvPage['csv']): Uint8Array => {
  const from = part.indexOf(lineFeed) + 1;
  return part.subarray(from, part.indexOf(lineFeed, from));
};

const withoutNul = (bytes: Uint8Array<ArrayBuffer>): CsvPage['csv'] => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let from = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, from)) {
    parts.push(bytes.subarray(from, at), replacement);
    from = at + 1;
  }
  parts.push(bytes.subarray(from));
  return parts;
};
