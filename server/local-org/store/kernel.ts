import type { Metadata } from '../metadata/load-metadata.ts';
import type { SchemaRegistry } from '../metadata/registry.ts';
import type { Id } from '../org.ts';
import type { Actors } from '../security/actors.ts';
import type { RecordAccess } from '../security/record-access.ts';
import type { MovableClock } from './clock.ts';
import type { Database } from './database.ts';
import type { Memory } from './memory.ts';
import type { Sequences } from './sequences.ts';
import type { Table } from './tables.ts';

/** What every room of the org works with: the file, the schema, the clock, and who may do what. */
export interface Kernel {
  readonly organizationId: Id;
  readonly database: Database;
  readonly metadata: Metadata;
  readonly schema: SchemaRegistry;
  readonly tables: ReadonlyMap<string, Table>;
  readonly clock: MovableClock;
  readonly sequences: Sequences;
  readonly memory: Memory;
  readonly actors: Actors;
  readonly access: RecordAccess;
}

/** @throws Error when the schema has no such object: a mistake of the org's own code. */
export const tableOf = (kernel: Kernel, objectName: string): Table => {
  const table = kernel.tables.get(objectName);
  if (table === undefined) throw new Error(`no table ${objectName}`);
  return table;
};

/** Tells everything that remembers facts of an object's records that they changed. */
export const noteWrite = (kernel: Kernel, objectName: string): void => {
  kernel.memory.noteWrite(objectName);
  kernel.actors.noteWrite(objectName);
};
