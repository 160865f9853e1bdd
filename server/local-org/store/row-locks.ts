import type { RecordError } from '../org.ts';
import type { Row } from './columns.ts';
import type { Database } from './database.ts';

/** Rows that another transaction would hold: writes to them, or to what points at them, are refused for a while. */
export interface RowLock {
  readonly object: string;
  /** Of these records, or of those whose lookups point at them; of every record of the object without it. */
  readonly ids?: readonly string[] | undefined;
  /** Of those records, the share that is locked; which ones follows from their ids. */
  readonly share: number;
  /** How often each is refused before it is free. */
  readonly times: number;
}

/** A number of [0, 1) that an id always has (FNV-1a). */
const placeOf = (id: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0;
  return hash / 4_294_967_296;
};

const refused: RecordError = {
  statusCode: 'UNABLE_TO_LOCK_ROW',
  message: 'unable to obtain exclusive access to this record or 1 records: ',
  fields: [],
};

/** The org's locked rows. Real transactions never wait for each other here, so tests say what is locked. */
export class RowLocks {
  readonly #locks: { lock: RowLock; refusals: Map<string, number> }[] = [];

  add(lock: RowLock): void {
    this.#locks.push({ lock, refusals: new Map() });
  }

  clear(): void {
    this.#locks.length = 0;
  }

  /** @param key what names the row to whoever writes it again: its id, or its external key while it has none */
  errors(object: string, key: string, row: Row): readonly RecordError[] {
    for (const { lock, refusals } of this.#locks) {
      if (lock.object.toLowerCase() !== object.toLowerCase() || placeOf(key) >= lock.share) continue;
      const held = lock.ids;
      if (
        held !== undefined &&
        !Object.values(row).some((value) => typeof value === 'string' && held.includes(value))
      ) {
        continue;
      }
      const before = refusals.get(key) ?? 0;
      if (before >= lock.times) continue;
      refusals.set(key, before + 1);
      const [id = ''] = held ?? [key];
      return [{ ...refused, message: refused.message + id }];
    }
    return [];
  }
}

const locks = new WeakMap<Database, RowLocks>();

export const rowLocks = (database: Database): RowLocks => {
  const known = locks.get(database) ?? new RowLocks();
  locks.set(database, known);
  return known;
};
