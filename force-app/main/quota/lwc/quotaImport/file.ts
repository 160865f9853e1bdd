import { decode, MOST_BYTES, proposeDelimiter, readCsv, type Delimiter } from 'c/quotaCsv';
import { count, fill } from 'c/taktFormat';
import { checkQuotaRows, type CheckedQuotas, type QuotaImportContext } from 'c/quotaImportRules';
import { labels } from './labels';

/** A file that could be opened, or a sentence why not. */
export type Opened =
  | { readonly name: string; readonly text: string; readonly delimiter: Delimiter; readonly problem?: undefined }
  | { readonly name: string; readonly problem: string };

/** Opens a file that somebody chose, and proposes its delimiter. */
export const openFile = async (file: File): Promise<Opened> => {
  const { name } = file;
  if (file.size > MOST_BYTES) return { name, problem: labels.TOO_LARGE };
  try {
    const decoded = decode(new Uint8Array(await file.arrayBuffer()));
    if (decoded.ok) return { name, text: decoded.text, delimiter: proposeDelimiter(decoded.text) };
    return { name, problem: decoded.reason === 'too-large' ? labels.TOO_LARGE : labels.NOT_TEXT };
  } catch {
    return { name, problem: labels.UNREADABLE };
  }
};

/** Divides the text and holds it against the rules. */
export const checkText = (
  text: string,
  delimiter: Delimiter,
  context: QuotaImportContext,
): { readonly checked: CheckedQuotas; readonly problem?: undefined } | { readonly problem: string } => {
  const reading = readCsv(text, delimiter);
  if (reading.ok) return { checked: checkQuotaRows(reading.lines, context) };
  return reading.reason === 'too-many-rows'
    ? { problem: labels.TOO_MANY_ROWS }
    : { problem: fill(labels.OPEN_QUOTE, count(reading.line)) };
};
