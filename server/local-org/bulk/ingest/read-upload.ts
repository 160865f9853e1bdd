import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { CsvForm } from '../csv.ts';
import { BatchProblem } from './header.ts';

const problems: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'EOF reached before closing an opened quote',
  INVALID_OPENING_QUOTE: 'Found unescaped quote. A value with quote should be within a quote',
  CSV_INVALID_CLOSING_QUOTE: 'Found unescaped quote. A value with quote should be within a quote',
};

/** Whether the first line of the upload ends as the job says that its lines do. */
export const endsAsTold = async (file: string, form: CsvForm): Promise<boolean> => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    const start = buffer.toString('latin1', 0, bytesRead);
    const end = start.indexOf('\n');
    return end < 0 || (start.charAt(end - 1) === '\r') === (form.lineEnding === '\r\n');
  } finally {
    await handle.close();
  }
};

/**
 * Gives the lines of an upload, the header first, one after another to `take`, which may make them wait.
 * @throws BatchProblem when the text is no CSV; what stands before the mistake has been given by then.
 */
export const readUpload = async (
  file: string,
  form: CsvForm,
  anyEnding: boolean,
  take: (values: readonly string[]) => Promise<void> | undefined,
): Promise<void> => {
  const parser = parse({
    bom: true,
    delimiter: form.delimiter,
    record_delimiter: anyEnding ? ['\r\n', '\n'] : form.lineEnding,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  try {
    await pipeline(createReadStream(file), parser, async (rows: AsyncIterable<readonly string[]>) => {
      for await (const values of rows) await take(values);
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new BatchProblem(`InvalidBatch : Failed to parse CSV. ${problems[error.code] ?? error.message}`);
  }
};
