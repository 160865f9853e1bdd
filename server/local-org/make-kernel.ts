import type { Metadata } from './metadata/load-metadata.ts';
import { SchemaRegistry } from './metadata/registry.ts';
import type { SObject } from './metadata/schema.ts';
import { Actors } from './security/actors.ts';
import { RecordAccess } from './security/record-access.ts';
import type { Kernel } from './store/kernel.ts';
import { makeTable } from './store/tables.ts';

/** What an org keeps for as long as it is open, whatever is deployed into it. */
export type Lasting = Pick<Kernel, 'organizationId' | 'database' | 'clock' | 'sequences' | 'memory'>;

/**
 * The org as its metadata says it is. Nothing in a kernel ever changes: a deploy makes another one, and what runs on
 * the old one ends on the old one.
 * @param objects the metadata's objects, with the key prefixes that the database gave them
 */
export const makeKernel = (lasting: Lasting, metadata: Metadata, objects: readonly SObject[]): Kernel => {
  const { organizationId, database, clock, sequences, memory } = lasting;
  const schema = new SchemaRegistry(objects);
  return {
    organizationId,
    database,
    clock,
    sequences,
    memory,
    metadata,
    schema,
    tables: new Map(objects.map((object) => [object.name, makeTable(object)])),
    actors: new Actors(database, schema, metadata),
    access: new RecordAccess(schema, metadata),
  };
};
