import type { SObject } from '../metadata/schema.ts';
import type { Database } from './database.ts';
import { makeId } from './ids.ts';

/** Counters of ids and auto-numbers. They live in memory and are written down once per transaction of a write. */
export class Sequences {
  readonly #database: Database;
  readonly #next = new Map<string, number>();
  readonly #changed = new Set<string>();

  constructor(database: Database) {
    this.#database = database;
    for (const row of database.rows('SELECT name, next FROM "_sequence"')) {
      this.#next.set(String(row['name']), Number(row['next']));
    }
  }

  next(name: string): number {
    const value = this.#next.get(name) ?? 1;
    this.#next.set(name, value + 1);
    this.#changed.add(name);
    return value;
  }

  nextId(object: SObject): string {
    return makeId(object.keyPrefix, this.next(object.name));
  }

  /** `RUN-{000000}` → `RUN-000012`. */
  nextAutoNumber(object: SObject, fieldName: string, format: string): string {
    const number = String(this.next(`${object.name}.${fieldName}`));
    return format.replace(/\{(0+)\}/, (_match, zeros: string) => number.padStart(zeros.length, '0'));
  }

  /** Numbers given in a transaction that is rolled back are lost, as in Salesforce; none is given twice. */
  save(): void {
    for (const name of this.#changed) {
      this.#database.run('INSERT OR REPLACE INTO "_sequence" (name, next) VALUES (?, ?)', [
        name,
        this.#next.get(name) ?? 1,
      ]);
    }
    this.#changed.clear();
  }
}
