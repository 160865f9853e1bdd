import {
  criteriaRule,
  customPermission,
  ownerRule,
  permissionSet,
  permissionSetGroup,
  publicGroup,
  type CustomPermissionMetadata,
  type GroupMetadata,
  type PermissionSetGroupMetadata,
  type PermissionSetMetadata,
  type SharingRule,
} from './access-metadata.ts';
import { compileFormulas, type CompiledFormulas } from './compile-formulas.ts';
import { customObject, objectSources, type ObjectSource } from './custom-object.ts';
import type { OrgFeature } from './features.ts';
import { MetadataError } from './metadata-error.ts';
import type { PackageContents, Problem } from './package/component.ts';
import { attempt, described, type DescribedComponent, type Report } from './package/described.ts';
import { projectFile, readProject } from './package/read-project.ts';
import { SchemaRegistry } from './registry.ts';
import type { SObject } from './schema.ts';
import { standardObjects } from './standard/index.ts';
import { featureObjects, withFeatures } from './standard/with-features.ts';

export { MetadataError } from './metadata-error.ts';

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
  readonly features: readonly OrgFeature[];
}

const mergeObjects = (
  sources: readonly ObjectSource[],
  features: readonly OrgFeature[],
  report: Report,
): readonly SObject[] => {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const present = [...standardObjects, ...featureObjects(features)];
  const standard = present.map((object): SObject => {
    const source = byName.get(object.name);
    const fields = (source?.fields ?? []).map((field) => [field.name.toLowerCase(), field] as const);
    return {
      ...object,
      fields: new Map([...object.fields, ...fields]),
      validationRules: source?.validationRules ?? [],
    };
  });
  const standardNames = new Set(present.map((object) => object.name));
  const custom = sources.flatMap((source): readonly SObject[] => {
    if (standardNames.has(source.name)) return [];
    if (source.object === undefined || !source.name.endsWith('__c')) {
      const reason = 'the local org has no such object, and no file here defines it';
      report(source.first, reason, `objects/${source.name}: ${reason}`);
      return [];
    }
    return [customObject(source.name, source.object, source)];
  });
  return [...standard, ...custom].map((object) => withFeatures(object, features));
};

const checkReferences = (objects: readonly SObject[], origins: ObjectSource['origins'], report: Report): void => {
  const names = new Set(objects.map((object) => object.name));
  for (const object of objects) {
    for (const field of object.fields.values()) {
      const origin = origins.get(field);
      if (origin === undefined) continue;
      for (const target of field.referenceTo) {
        const reason = `there is no object ${target} to look up`;
        if (!names.has(target)) report(origin, reason, `${object.name}.${field.name}: ${reason}`);
      }
    }
  }
};

const unreadable = new Set(['well-formed-xml', 'root-element']);

/**
 * Everything that the org takes from a package's components.
 * @param shownFile how messages name a file of the package
 * @param features what the org has beyond every org
 * @throws MetadataError with all problems at once.
 */
export const metadataOf = (
  { components, problems: found }: PackageContents,
  shownFile: (file: string) => string = (file) => file,
  features: readonly OrgFeature[] = [],
): Metadata => {
  const broken = found.filter(({ rule }) => unreadable.has(rule));
  const details: Problem[] = [...broken];
  const problems = broken.map(({ file, message }) => `${shownFile(file)}: ${message}`);
  const report: Report = (component, message, shown = `${shownFile(component.file)}: ${message}`) => {
    const { type, fullName, file, xml } = component;
    details.push({ rule: 'local-org', severity: 'error', type, fullName, file, line: xml?.line, message });
    problems.push(shown);
  };
  const read = <T>(type: string, parse: (component: DescribedComponent) => T): readonly T[] =>
    described(components, type).flatMap((component) => attempt(component, parse, report));
  const sources = objectSources(components, report);
  const objects = mergeObjects(sources, features, report);
  const origins = new Map(sources.flatMap((source) => [...source.origins]));
  checkReferences(objects, origins, report);
  const customPermissions = read('CustomPermission', customPermission);
  const permissionNames = customPermissions.map(({ name }) => name);
  const metadata: Metadata = {
    objects,
    permissionSets: read('PermissionSet', permissionSet),
    permissionSetGroups: read('PermissionSetGroup', permissionSetGroup),
    groups: read('Group', publicGroup),
    sharingRules: [...read('SharingCriteriaRule', criteriaRule), ...read('SharingOwnerRule', ownerRule)],
    customPermissions,
    features,
    formulas: compileFormulas(new SchemaRegistry(objects), permissionNames, (source, object, reason) => {
      const origin = origins.get(source);
      if (origin === undefined) problems.push(`${object.name}.${source.name}: ${reason}`);
      else report(origin, reason);
    }),
  };
  if (problems.length > 0) throw new MetadataError(problems, details);
  return metadata;
};

/**
 * Reads the package below a project's `force-app` in source format.
 * @throws MetadataError with all problems at once.
 */
export const loadMetadata = (root: string): Metadata => metadataOf(readProject(root), projectFile(root));
