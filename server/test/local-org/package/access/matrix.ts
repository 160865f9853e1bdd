import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Who may do what, read from the files of the package by a few lines of its own: nothing of the local org is asked, so
 * that a mistake of the local org cannot be on both sides of a comparison.
 */
export interface Matrix {
  readonly objects: readonly string[];
  readonly personas: readonly Persona[];
  fields(object: string): readonly FieldFacts[];
}

export interface FieldFacts {
  readonly name: string;
  readonly type: string;
  /** Always seen with its object: field-level security does not apply. */
  readonly always: boolean;
  readonly calculated: boolean;
}

export const actions = ['Read', 'Create', 'Edit', 'Delete'] as const;
export type Action = (typeof actions)[number];

export interface Persona {
  readonly name: string;
  /** Permission set group, or the permission set where it goes alone. */
  readonly assigned: string;
  /** Permissions of the system, such as `ViewSetup`. */
  readonly userPermissions: readonly string[];
  may(action: Action, object: string): boolean;
  sees(object: string, field: FieldFacts): boolean;
  writes(object: string, field: FieldFacts): boolean;
  /** Objects on which the persona holds a right over the rows of others. */
  holders(right: 'viewAllRecords' | 'modifyAllRecords'): readonly string[];
}

const assignments: Readonly<Record<string, string>> = {
  rep: 'Takt_Rep_User',
  manager: 'Takt_Manager_User',
  compensation: 'Takt_Compensation_User',
  'meeting lead': 'Takt_Meeting_Lead_User',
  contributor: 'Takt_Contributor_User',
  admin: 'Takt_Admin_User',
  service: 'Takt_Integration',
};

const unescaped = (text: string): string =>
  text
    .replaceAll('&apos;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const all = (xml: string, tag: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map((match) => unescaped(match[1] ?? ''));
const one = (xml: string, tag: string): string => all(xml, tag)[0] ?? '';

/** The package's files that say something about access, by their path under `force-app`. */
const filesOf = (root: string): ReadonlyMap<string, string> => {
  const folder = path.join(root, 'force-app');
  const telling = /(permissionset|permissionsetgroup|field|object)-meta\.xml$/;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => telling.test(name));
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
};

const fieldOf = (xml: string): FieldFacts => {
  const type = one(xml, 'type');
  return {
    name: one(xml, 'fullName'),
    type,
    always: one(xml, 'required') === 'true' || type === 'MasterDetail',
    calculated: xml.includes('<formula>') || type === 'Summary',
  };
};

const personaOf = (name: string, assigned: string, sets: readonly string[]): Persona => {
  const objects = sets.flatMap((set) => all(set, 'objectPermissions'));
  const granted = new Set(
    objects.flatMap((xml) =>
      ['allowRead', 'allowCreate', 'allowEdit', 'allowDelete', 'viewAllRecords', 'modifyAllRecords']
        .filter((right) => one(xml, right) === 'true')
        .map((right) => `${right} ${one(xml, 'object')}`),
    ),
  );
  const fields = new Set(
    sets
      .flatMap((set) => all(set, 'fieldPermissions'))
      .flatMap((xml) =>
        ['readable', 'editable']
          .filter((right) => one(xml, right) === 'true')
          .map((right) => `${right} ${one(xml, 'field')}`),
      ),
  );
  const may = (action: Action, object: string): boolean => granted.has(`allow${action} ${object}`);
  return {
    name,
    assigned,
    userPermissions: sets
      .flatMap((set) => all(set, 'userPermissions'))
      .filter((xml) => one(xml, 'enabled') === 'true')
      .map((xml) => one(xml, 'name')),
    may,
    sees: (object, field) => may('Read', object) && (field.always || fields.has(`readable ${object}.${field.name}`)),
    writes: (object, field) =>
      (may('Create', object) || may('Edit', object)) &&
      !field.calculated &&
      (field.always || fields.has(`editable ${object}.${field.name}`)),
    holders: (right) =>
      [...granted].filter((entry) => entry.startsWith(`${right} `)).map((entry) => entry.slice(right.length + 1)),
  };
};

/** The matrix of the package in a folder. */
export const readMatrix = (root: string): Matrix => {
  const files = [...filesOf(root)].map(([name, xml]) => ({ name: path.basename(name), folder: name, xml }));
  const kind = (ending: string): ReadonlyMap<string, string> =>
    new Map(
      files
        .filter(({ name }) => name.endsWith(`.${ending}-meta.xml`))
        .map(({ name, xml }) => [name.replace(/\..*$/, ''), xml]),
    );
  const partsOf = (object: string, ending: string): readonly string[] =>
    files
      .filter(({ name, folder }) => folder.includes(`/${object}/`) && name.endsWith(`.${ending}-meta.xml`))
      .map(({ xml }) => xml);
  const [sets, groups] = [kind('permissionset'), kind('permissionsetgroup')];
  const objects = [...kind('object').keys()].filter((name) => name.endsWith('__c')).sort();
  const facts = new Map(objects.map((object) => [object, partsOf(object, 'field').map(fieldOf)]));
  const personas = Object.entries(assignments).map(([name, assigned]) => {
    const members = all(groups.get(assigned) ?? '', 'permissionSets');
    const given = (members.length === 0 ? [assigned] : members).map((set) => sets.get(set) ?? '');
    return personaOf(name, assigned, given);
  });
  return {
    objects,
    personas,
    fields: (object) => facts.get(object) ?? [],
  };
};
