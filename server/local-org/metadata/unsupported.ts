import { isKnownDefault } from '../store/save/default-values.ts';
import type { SObject } from './schema.ts';

/**
 * What the package asks for and the local org does not do yet, one sentence each: said at the start, so that nobody
 * believes a default was tried that was not.
 */
export const unsupportedMetadata = (objects: readonly SObject[]): readonly string[] =>
  objects.flatMap((object) =>
    [...object.fields.values()]
      .filter((field) => !isKnownDefault(field))
      .map((field) => `${object.name}.${field.name}: the default formula is not evaluated`),
  );
