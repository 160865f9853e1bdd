import type { Database } from './database.ts';

/** Small facts that are read for every row of a large load: kept until their object is written. */
export class Memory {
  readonly #facts = new Map<string, unknown>();

  constructor(database: Database) {
    database.onRollback(() => {
      this.forget();
    });
  }

  forget(): void {
    this.#facts.clear();
  }

  /** The fact drawn from all records of an object. One fact per object. */
  of<T>(objectName: string, read: () => T): T {
    if (!this.#facts.has(objectName)) this.#facts.set(objectName, read());
    return this.#facts.get(objectName) as T;
  }

  noteWrite(objectName: string): void {
    this.#facts.delete(objectName);
  }
}
