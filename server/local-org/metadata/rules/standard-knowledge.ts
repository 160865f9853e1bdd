import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** A field of a standard object as far as a public description of a plain org knows it. */
export interface StandardField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'date' | 'other';
}

export interface StandardDescription {
  readonly name: string;
  readonly fields: ReadonlyMap<string, StandardField>;
  /** Names of the ways to its parents, lower case → object; `Name` where several may stand there. */
  readonly parents: ReadonlyMap<string, string>;
}

const kindOf = (type: string): StandardField['kind'] => {
  if (type.startsWith('string')) return 'text';
  if (type.startsWith('number')) return 'number';
  if (type.startsWith('boolean')) return 'boolean';
  return type.startsWith('DateString') ? 'date' : 'other';
};

const parse = (text: string): ReadonlyMap<string, StandardDescription> => {
  const fields = new Map<string, Map<string, StandardField>>();
  const parents = new Map<string, Map<string, string>>();
  const blocks = /^type (Fields|ParentReferences)\$(\w+) = \{\n([^]*?)^\};/gm;
  for (const [, part, object = '', body = ''] of text.matchAll(blocks)) {
    const members = [...body.matchAll(/^ {4}(\w+): (.+);$/gm)];
    if (part === 'Fields') {
      const described = members.map(
        ([, name = '', type = '']) => [name.toLowerCase(), { name, kind: kindOf(type) }] as const,
      );
      fields.set(object, new Map(described));
    } else {
      const named = members.map(
        ([, name = '', type = '']) => [name.toLowerCase(), /\$(\w+)/.exec(type)?.[1] ?? 'Name'] as const,
      );
      parents.set(object, new Map(named));
    }
  }
  return new Map(
    [...fields].map(([name, described]) => [
      name.toLowerCase(),
      { name, fields: described, parents: parents.get(name) ?? new Map<string, string>() },
    ]),
  );
};

let known: ReadonlyMap<string, StandardDescription> | undefined;

/** The standard objects of a plain org with their fields, as jsforce's typings list them; lower-case name → object. */
export const standardDescriptions = (): ReadonlyMap<string, StandardDescription> => {
  if (known !== undefined) return known;
  const entry = createRequire(import.meta.url).resolve('jsforce');
  const root = entry.slice(0, entry.lastIndexOf(`${path.sep}jsforce${path.sep}`) + '/jsforce/'.length);
  known = parse(readFileSync(path.join(root, 'lib/types/standard-schema.d.ts'), 'utf8'));
  return known;
};

/** Objects and fields that features of an org bring, so near to others in spelling that they would pass for a slip. */
export const namesOfFeatures: ReadonlySet<string> = new Set([
  'quote',
  'reporttype',
  'event.isrecurrence2',
  'lead.companyid',
  'opportunity.contractid',
  'opportunity.pricebookid',
]);

/** Names of the platform's user permissions: what a PermissionSet record has a column for. */
export const userPermissionNames = (): readonly string[] =>
  [...(standardDescriptions().get('permissionset')?.fields.values() ?? [])].flatMap(({ name }) =>
    name.startsWith('Permissions') ? [name.slice('Permissions'.length)] : [],
  );
