import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Schema } from '../../metadata/schema.ts';
import { readMapping } from './read-mapping.ts';
import type { ForeignMapping } from './schema.ts';

/** Mappings that come with the project; a folder is recognised by the names of its files. */
const folder = path.join(import.meta.dirname, '../mappings');

/** The shipped mapping of whose files most lie in the folder, if there is one; those that lack are told later. */
export const shippedMapping = (files: readonly string[], schema: Schema): ForeignMapping | undefined => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const mapping = readMapping(path.join(folder, name), schema);
    if (mapping.form !== 'mapped') continue;
    const wanted = Object.keys(mapping.files);
    if (wanted.filter((file) => files.includes(file)).length * 2 > wanted.length) return mapping;
  }
  return undefined;
};
