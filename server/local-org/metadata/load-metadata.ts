import { globSync } from 'node:fs';
import path from 'node:path';
import {
  customPermission,
  permissionSet,
  permissionSetGroup,
  publicGroup,
  sharingRules,
  type CustomPermissionMetadata,
  type GroupMetadata,
  type PermissionSetGroupMetadata,
  type PermissionSetMetadata,
  type SharingRule,
} from './access-metadata.ts';
import { customObject, readObjectFolder, type ObjectSource } from './custom-object.ts';
import { compileFormulas, type CompiledFormulas } from './compile-formulas.ts';
import { SchemaRegistry } from './registry.ts';
import type { SObject } from './schema.ts';
import { standardObjects } from './standard/index.ts';
import type { XmlElement } from './xml.ts';

/** Everything that the org knows of itself before it has a record. */
export interface Metadata {
  /** Custom objects still lack their key prefix: the database gives it, once and for all. */
  readonly objects: readonly SObject[];
  readonly permissionSets: readonly PermissionSetMetadata[];
  readonly permissionSetGroups: readonly PermissionSetGroupMetadata[];
  readonly groups: readonly GroupMetadata[];
  readonly sharingRules: readonly SharingRule[];
  readonly customPermissions: readonly CustomPermissionMetadata[];
  readonly formulas: CompiledFormulas;
}

/** The package cannot be taken in: one line per file and reason. */
export class MetadataError extends Error {
  override readonly name = 'MetadataError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The package's metadata cannot be used:\n${problems.join('\n')}`);
    this.problems = problems;
  }
}

const mergeObjects = (sources: readonly ObjectSource[], problems: string[]): readonly SObject[] => {
  const byName = Map.groupBy(sources, (source) => source.name);
  const standard = standardObjects.map((object): SObject => {
    const extensions = byName.get(object.name) ?? [];
    return {
      ...object,
      fields: new Map([
        ...object.fields,
        ...extensions.flatMap((source) => source.fields.map((field) => [field.name.toLowerCase(), field] as const)),
      ]),
      validationRules: extensions.flatMap((source) => source.validationRules),
    };
  });
  const standardNames = new Set(standardObjects.map((object) => object.name));
  const custom = [...byName].flatMap(([name, parts]): readonly SObject[] => {
    if (standardNames.has(name)) return [];
    const xml = parts.map((part) => part.object).find((one): one is XmlElement => one !== undefined);
    if (xml === undefined || !name.endsWith('__c')) {
      problems.push(`objects/${name}: the local org has no such object, and no file here defines it`);
      return [];
    }
    return [customObject(name, xml, parts)];
  });
  return [...standard, ...custom];
};

const checkReferences = (objects: readonly SObject[], problems: string[]): void => {
  const names = new Set(objects.map((object) => object.name));
  for (const object of objects) {
    for (const field of object.fields.values()) {
      for (const target of field.referenceTo) {
        if (!names.has(target)) problems.push(`${object.name}.${field.name}: there is no object ${target} to look up`);
      }
    }
  }
};

/**
 * Reads every package directory below `root` (`force-app/main/*`, then `force-app/*`) in source format.
 * @throws MetadataError with all problems at once.
 */
export const loadMetadata = (root: string): Metadata => {
  const problems: string[] = [];
  const files = (pattern: string): readonly string[] =>
    globSync(`force-app/{main/*,*}/${pattern}`, { cwd: root })
      .toSorted()
      .map((file) => path.join(root, file));
  const read = <T>(pattern: string, parse: (file: string) => T): readonly T[] =>
    files(pattern).flatMap((file) => {
      try {
        return [parse(file)];
      } catch (error) {
        problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
        return [];
      }
    });
  const sources = files('objects/*').map((folder) => readObjectFolder(folder, problems));
  const objects = mergeObjects(sources, problems);
  checkReferences(objects, problems);
  const customPermissions = read('customPermissions/*.customPermission-meta.xml', customPermission);
  const permissionNames = customPermissions.map(({ name }) => name);
  const sourceFiles = new Map(sources.flatMap((source) => [...source.files]));
  const metadata: Metadata = {
    objects,
    permissionSets: read('permissionsets/*.permissionset-meta.xml', permissionSet),
    permissionSetGroups: read('permissionsetgroups/*.permissionsetgroup-meta.xml', permissionSetGroup),
    groups: read('groups/*.group-meta.xml', publicGroup),
    sharingRules: read('sharingRules/*.sharingRules-meta.xml', sharingRules).flat(),
    customPermissions,
    formulas: compileFormulas(new SchemaRegistry(objects), permissionNames, sourceFiles, problems),
  };
  if (problems.length > 0) throw new MetadataError(problems);
  return metadata;
};
