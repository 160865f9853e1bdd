import { isKnownDefault } from '../store/save/default-values.ts';
import type { SObject } from './schema.ts';

/**
 * What the package asks for and the local org does not do yet, one sentence each: said at the start, so that nobody
 * believes a rule was tried that was not.
 */
export const unsupportedMetadata = (objects: readonly SObject[]): readonly string[] =>
  objects.flatMap((object) => [
    ...object.validationRules
      .filter((rule) => rule.active)
      .map((rule) => `${object.name}: validation rule ${rule.name} is not evaluated`),
    ...[...object.fields.values()].flatMap((field) => [
      ...(field.formula === undefined ? [] : [`${object.name}.${field.name}: the formula is not evaluated`]),
      ...(isKnownDefault(field) ? [] : [`${object.name}.${field.name}: the default formula is not evaluated`]),
    ]),
  ]);
