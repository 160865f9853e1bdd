import { comparableKey } from './draft.ts';

/** Records by object and key. `has` is asked for drafts of the same import as well as for the org's own rows. */
export class KeyRing {
  private readonly names = new Map<string, string | null>();

  private static name(object: string, key: string): string {
    return `${object.toLowerCase()}\n${comparableKey(key)}`;
  }

  /** Announces a record; its id may come later. */
  add(object: string, key: string, id: string | null = null): void {
    this.names.set(KeyRing.name(object, key), id);
  }

  has(objects: readonly string[], key: string): boolean {
    return objects.some((object) => this.names.has(KeyRing.name(object, key)));
  }

  idOf(objects: readonly string[], key: string): string | undefined {
    for (const object of objects) {
      const id = this.names.get(KeyRing.name(object, key));
      if (id !== undefined && id !== null) return id;
    }
    return undefined;
  }
}
