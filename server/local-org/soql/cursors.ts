import { ApiError } from '../errors.ts';
import type { Actor, QueryPage } from '../org.ts';

/** What is left of a query's result, ready to be turned into pages. */
export interface OpenResult {
  readonly totalSize: number;
  readonly pageSize: number;
  readonly page: (from: number, size: number) => QueryPage['records'];
}

const keptCursors = 200;

/** Results that were larger than a page; the oldest go when there are too many, as sessions do in Salesforce. */
export class Cursors {
  readonly #results = new Map<string, { readonly owner: string; readonly result: OpenResult }>();
  #next = 1;

  /** The first page, and a cursor when there is more. */
  open(actor: Actor, result: OpenResult): QueryPage {
    if (result.totalSize <= result.pageSize) {
      return { totalSize: result.totalSize, done: true, records: result.page(0, result.pageSize) };
    }
    const id = `01g${this.#next.toString(36).toUpperCase().padStart(12, '0')}`;
    this.#next += 1;
    this.#results.set(id, { owner: actor.userId, result });
    if (this.#results.size > keptCursors) {
      const [oldest] = this.#results.keys();
      if (oldest !== undefined) this.#results.delete(oldest);
    }
    return this.#pageAt(id, result, 0);
  }

  /** No cursor that was given so far is any good. */
  clear(): void {
    this.#results.clear();
  }

  /** @throws ApiError INVALID_QUERY_LOCATOR for a cursor that is unknown, gone, or another person's. */
  next(actor: Actor, cursor: string): QueryPage {
    const [id = '', offset = ''] = cursor.split('-');
    const open = this.#results.get(id);
    const from = Number(offset);
    if (open?.owner !== actor.userId || !/^\d+$/.test(offset) || from >= open.result.totalSize) {
      throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    return this.#pageAt(id, open.result, from);
  }

  #pageAt(id: string, result: OpenResult, from: number): QueryPage {
    const records = result.page(from, result.pageSize);
    const end = from + records.length;
    const done = end >= result.totalSize;
    return { totalSize: result.totalSize, done, records, ...(done ? {} : { cursor: `${id}-${end}` }) };
  }
}
