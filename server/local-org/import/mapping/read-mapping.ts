import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Schema } from '../../metadata/schema.ts';
import { ProblemList } from '../problem.ts';
import { mappingFaults } from './check-mapping.ts';
import { mappingSchema, type Mapping } from './schema.ts';

const remedy = 'See docs/import.md for what a mapping may say.';

/** `records[2].fields.Amount` of zod's path. */
const placeOf = (segments: readonly PropertyKey[]): string =>
  segments.reduce<string>(
    (place, segment) =>
      typeof segment === 'number' ? `${place}[${segment}]` : place + (place === '' ? '' : '.') + String(segment),
    '',
  );

const parseJson = (file: string, problems: ProblemList): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.add({ file: path.basename(file), reason: `the mapping cannot be read: ${reason}`, remedy });
    return undefined;
  }
};

/**
 * Reads a mapping file and checks it, in itself and against the org's schema.
 * @throws ImportError with all that is wrong with it at once.
 */
export const readMapping = (file: string, schema: Schema): Mapping => {
  const problems = new ProblemList();
  const json = parseJson(file, problems);
  problems.throwIfAny(path.dirname(file));
  const parsed = mappingSchema.safeParse(json);
  const name = path.basename(file);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      problems.add({ file: name, column: placeOf(issue.path) || '(whole file)', reason: issue.message, remedy });
    }
    problems.throwIfAny(path.dirname(file));
    throw new Error('unreachable: a failed parse always has an issue');
  }
  const mapping = parsed.data;
  for (const fault of mapping.form === 'mapped' ? mappingFaults(mapping, schema) : []) {
    problems.add({ file: name, reason: fault, remedy });
  }
  problems.throwIfAny(path.dirname(file));
  return mapping;
};
