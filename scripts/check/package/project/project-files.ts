import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../../../server/local-org/metadata/package/component.ts';

/** The project's files beside its metadata; undefined where there is none. */
export type ProjectText = (file: string) => string | undefined;

export const projectText =
  (root: string): ProjectText =>
  (file) =>
    existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : undefined;

export const fileProblem = (rule: string, file: string, message: string, line?: number): Problem => ({
  rule,
  severity: 'error',
  type: '',
  fullName: '',
  file,
  line,
  message,
});

export const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

export const textProperty = (value: unknown, name: string): string | undefined => {
  const found = property(value, name);
  return typeof found === 'string' ? found : undefined;
};

/** A JSON file, or the one problem that it cannot be read. */
export const readJson = (
  rule: string,
  file: string,
  text: string | undefined,
): { readonly value: unknown; readonly problems: readonly Problem[] } => {
  if (text === undefined) return { value: undefined, problems: [fileProblem(rule, file, 'The file is missing.')] };
  try {
    const value: unknown = JSON.parse(text);
    return { value, problems: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { value: undefined, problems: [fileProblem(rule, file, `The file is no JSON: ${reason}`)] };
  }
};

/** Keys that nobody knows, as a slip of the pen makes them. */
export const unknownKeys = (value: unknown, known: readonly string[]): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value).filter((key) => !known.includes(key)) : [];
