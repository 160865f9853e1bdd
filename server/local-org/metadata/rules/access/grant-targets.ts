import { isNamespaced, isPackaged, meant } from '../names.ts';
import { fieldMissing, objectMissing } from '../references.ts';
import { standardTabProblem } from '../pages/standard-tabs.ts';
import { repeated } from '../duplicates.ts';
import { problem, type Rule } from '../rule.ts';
import { type Grant, grantRule, grantTypes } from './grants.ts';

/** Elements, the child that names the target, and the type of the target. */
const targets: readonly (readonly [string, string, string])[] = [
  ['applicationVisibilities', 'application', 'CustomApplication'],
  ['classAccesses', 'apexClass', 'ApexClass'],
  ['customPermissions', 'name', 'CustomPermission'],
  ['flowAccesses', 'flow', 'Flow'],
  ['pageAccesses', 'apexPage', 'ApexPage'],
];

const named = ({ entry, context, owner }: Grant): string | undefined => {
  const target = targets.find(([element]) => element === entry.name);
  if (target === undefined) return undefined;
  const [, child, type] = target;
  const name = entry.text(child) ?? '';
  if (isNamespaced(name) || name.includes('__') || context.org.has(type, name)) return undefined;
  // Profiles are kept by the org; what they name beside the package is its own.
  if (owner.type === 'Profile' && !context.org.has(type, name) && name.startsWith('standard')) return undefined;
  return `There is no ${type} ${name}, which ${owner.fullName} names.${meant(name, context.org.names(type))}`;
};

/** Apps, custom permissions, classes, pages and flows that a permission set opens exist. */
export const grantedComponents = grantRule(
  'grant-target',
  targets.map(([element]) => element),
  named,
);

/** Objects that a permission set opens exist and are of the kind that it opens so. */
export const grantedObjects = grantRule('grant-object', ['objectPermissions'], ({ entry, context }) => {
  const name = entry.text('object') ?? '';
  const missing = objectMissing(context.org, name);
  if (missing !== undefined) return missing;
  if (/__mdt$/.test(name))
    return `${name} is a custom metadata type, which customMetadataTypeAccesses open, not objectPermissions.`;
  if (context.org.object(name)?.component?.xml?.one('customSettingsType') !== undefined) {
    return `${name} is a custom setting, which customSettingAccesses open, not objectPermissions.`;
  }
  return neverGranted.has(name.toLowerCase())
    ? `${name} has no object permissions: its parent or the setup opens it.`
    : undefined;
});

const neverGranted = new Set([
  'user',
  'userrole',
  'profile',
  'task',
  'event',
  'activity',
  'opportunitylineitem',
  'opportunityhistory',
]);

/** Tabs that a permission set shows exist. */
export const grantedTabs = grantRule('grant-tab', ['tabSettings', 'tabVisibilities'], ({ entry, context }) => {
  const name = entry.text('tab') ?? '';
  if (name.startsWith('standard-')) return standardTabProblem(context.org, name);
  if (isNamespaced(name) || isPackaged(name) || context.org.has('CustomTab', name)) return undefined;
  return `There is no tab ${name}.${meant(name, context.org.names('CustomTab'))}`;
});

/** Record types that a permission set opens exist. */
export const grantedRecordTypes = grantRule('grant-record-type', ['recordTypeVisibilities'], ({ entry, context }) => {
  const name = entry.text('recordType') ?? '';
  const [object = '', own = ''] = name.split('.');
  if (isNamespaced(own) || own.includes('__') || isNamespaced(object) || context.org.has('RecordType', name))
    return undefined;
  // Record types of standard objects may be the org's; those of PersonAccount always are.
  return context.org.object(object)?.custom === true ? `There is no record type ${name}.` : undefined;
});

/** Metadata types and settings that a permission set opens exist. */
export const grantedSettings = grantRule(
  'grant-setting',
  ['customMetadataTypeAccesses', 'customSettingAccesses'],
  ({ entry, context }) => objectMissing(context.org, entry.text('name') ?? ''),
);

const keys: Readonly<Record<string, string>> = {
  applicationVisibilities: 'application',
  classAccesses: 'apexClass',
  customPermissions: 'name',
  customMetadataTypeAccesses: 'name',
  customSettingAccesses: 'name',
  fieldPermissions: 'field',
  flowAccesses: 'flow',
  objectPermissions: 'object',
  pageAccesses: 'apexPage',
  recordTypeVisibilities: 'recordType',
  tabSettings: 'tab',
  tabVisibilities: 'tab',
  userPermissions: 'name',
};

/** Nothing is granted twice in one file. */
export const grantedOnce: Rule = ({ of }) =>
  grantTypes.flatMap((type) =>
    of(type).flatMap((owner) =>
      Object.entries(keys).flatMap(([element, key]) =>
        repeated(owner.xml?.all(element) ?? [], (one) => one.text(key)).map((again) =>
          problem('granted-once', owner, `${owner.fullName} says ${element} of ${again.text(key) ?? ''} twice.`, again),
        ),
      ),
    ),
  );

/** Fields that a permission set opens exist. */
export const grantedFieldsExist = grantRule('grant-field', ['fieldPermissions'], ({ entry, context, owner }) => {
  const path = entry.text('field') ?? '';
  const [object = '', field = '', ...rest] = path.split('.');
  if (field === '' || rest.length > 0) return `${path} is no field: Object.Field it must be.`;
  const missing = objectMissing(context.org, object) ?? fieldMissing(context.org, object, field);
  return missing === undefined ? undefined : `${missing} ${owner.fullName} names ${path}.`;
});
