import type { Database } from './database.ts';

/** Fields that field-level security hides from everybody, whatever profiles and permission sets say. */
export class HiddenFields {
  readonly #names = new Set<string>();

  #key(object: string, field: string): string {
    return `${object}.${field}`.toLowerCase();
  }

  hide(object: string, field: string): void {
    this.#names.add(this.#key(object, field));
  }

  show(object: string, field: string): void {
    this.#names.delete(this.#key(object, field));
  }

  clear(): void {
    this.#names.clear();
  }

  has(object: string, field: string): boolean {
    return this.#names.size > 0 && this.#names.has(this.#key(object, field));
  }
}

const hidden = new WeakMap<Database, HiddenFields>();

export const hiddenFields = (database: Database): HiddenFields => {
  const known = hidden.get(database) ?? new HiddenFields();
  hidden.set(database, known);
  return known;
};
