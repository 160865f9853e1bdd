import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import {
  BadHistoryFile,
  type HistoryFiles,
  type HistoryHead,
  type SnapshotRow,
} from '../../application/ports/history-archive.ts';
import { endOf, headOf, lineOf, rowOf, textOfEnd, textOfHead } from './history-lines.ts';

const rowsAtOnce = 5_000;

/** Files of history as lines of JSON: a head, a row for each deal and day, and at the end their count and checksum. */
export const createHistoryFiles = (): HistoryFiles => ({
  write,
  head: readHead,
  read: rowsOf,
  async withoutRecord(path, id) {
    if (!existsSync(path)) return 'missing';
    await write(path, await readHead(path), without(rowsOf(path), id));
    return 'rewritten';
  },
});

/** Beside the file first, so that the one of before stays until the new one is whole. */
const write = async (
  path: string,
  head: HistoryHead,
  pages: AsyncIterable<readonly SnapshotRow[]>,
): Promise<number> => {
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600).catch((error: unknown) => {
    throw new BadHistoryFile(`${path} cannot be written: ${reason(error)}.`, { cause: error });
  });
  try {
    const digest = createHash('sha256');
    const put = async (text: string): Promise<void> => {
      digest.update(text);
      await file.writeFile(text);
    };
    let rows = 0;
    await put(textOfHead(head));
    for await (const page of pages) {
      rows += page.length;
      await put(page.map(lineOf).join(''));
    }
    await file.writeFile(textOfEnd({ rows, sha256: digest.digest('hex') }));
    await file.sync();
    await file.close();
    await rename(part, path);
    return rows;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
};

const readHead = async (path: string): Promise<HistoryHead> => {
  for await (const line of linesOf(path)) return headOf(path, line);
  return headOf(path, '');
};

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await open(path).catch((error: unknown) => {
    throw new BadHistoryFile(`${path} cannot be read: ${reason(error)}.`, { cause: error });
  });
  try {
    yield* file.readLines({ encoding: 'utf8', autoClose: false });
  } finally {
    await file.close();
  }
}

async function* rowsOf(path: string): AsyncGenerator<readonly SnapshotRow[]> {
  const digest = createHash('sha256');
  let [number, rows] = [0, 0];
  let page: SnapshotRow[] = [];
  // The end is known only when nothing comes after it.
  let held: string | undefined;
  for await (const line of linesOf(path)) {
    if (held !== undefined) {
      digest.update(`${held}\n`);
      if (number > 1) {
        page.push(rowOf(path, number, held));
        rows += 1;
      }
    }
    number += 1;
    held = line;
    if (page.length < rowsAtOnce) continue;
    yield page;
    page = [];
  }
  yield page;
  endOf(path, number > 1 ? held : undefined, { rows, sha256: digest.digest('hex') });
}

async function* without(
  pages: AsyncIterable<readonly SnapshotRow[]>,
  id: string,
): AsyncGenerator<readonly SnapshotRow[]> {
  for await (const page of pages) yield page.filter(({ dealId, ownerId }) => dealId !== id && ownerId !== id);
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
