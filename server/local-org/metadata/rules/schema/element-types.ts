import type { Component, Problem } from '../../package/component.ts';
import { innerComponents } from '../../package/source-types.ts';
import type { XmlElement } from '../../xml.ts';
import { meant } from '../names.ts';
import { problem, type Rule } from '../rule.ts';
import { type Member, type MetadataTypes, metadataTypes } from './metadata-types.ts';

/** Types that are judged; of the rest the published types know too little. */
const judged = new Set([
  'CompactLayout',
  'CustomApplication',
  'CustomField',
  'CustomLabel',
  'CustomLabels',
  'CustomNotificationType',
  'CustomObject',
  'CustomObjectTranslation',
  'CustomPermission',
  'CustomTab',
  'FieldSet',
  'FlexiPage',
  'GlobalValueSet',
  'Group',
  'Index',
  'Layout',
  'LightningComponentBundle',
  'ListView',
  'MutingPermissionSet',
  'PermissionSet',
  'PermissionSetGroup',
  'PlatformEventChannel',
  'PlatformEventChannelMember',
  'Profile',
  'Queue',
  'QuickAction',
  'RecordType',
  'Report',
  'ReportType',
  'Role',
  'SharingCriteriaRule',
  'SharingOwnerRule',
  'SharingRules',
  'StaticResource',
  'Translations',
  'ValidationRule',
  'WebLink',
  'CustomFieldTranslation',
  'Dashboard',
  'ExternalClientApplication',
  'ExtlClntAppOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'CustomMetadata',
]);

/** Elements that Salesforce reads and the published types lack. */
const untold: Readonly<Record<string, readonly string[]>> = {
  CustomField: ['displayLocationInDecimal', 'isAIPredictionField', 'businessOwner', 'fieldManageability'],
  CustomObject: ['recordTypes', 'customSettingsVisibility', 'sharingReasons', 'namedFilters'],
  LightningComponentBundle: ['targetConfigs', 'capabilities', 'tags', 'ai', 'mobileCapabilities', 'contentSearch'],
};

/** Switches without which Salesforce does not know what is meant. */
const decisive = new Set([
  'ValidationRule.active',
  'RecordType.active',
  'CustomLabel.protected',
  'ReportType.deployed',
]);

/** Raw XML of builders, and values of any type. */
const opaque = new Set(['targetConfigs', 'capabilities', 'lwcResources']);

interface Site {
  readonly types: MetadataTypes;
  readonly component: Component;
  readonly found: Problem[];
}

const say = ({ component, found }: Site, rule: string, message: string, at: XmlElement): void => {
  found.push(problem(rule, component, message, at));
};

const checkValue = (site: Site, element: XmlElement, type: string): void => {
  const { name, content } = element;
  if (element.elements.length > 0) {
    say(site, 'element-value', `${name} holds a plain value, not elements.`, element);
    return;
  }
  if (type === 'boolean' && !/^(true|false|0|1)$/.test(content)) {
    say(site, 'element-value', `${name} is ${content === '' ? 'empty' : content}; true or false it must be.`, element);
  }
  if (type === 'number' && !/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(content)) {
    say(site, 'element-value', `${name} is ${content === '' ? 'empty' : content}; a number it must be.`, element);
  }
  const values = site.types.values(type);
  if (values !== undefined && !values.has(content)) {
    const near = meant(content, values);
    const all = values.size <= 8 ? ` It is one of ${[...values].join(', ')}.` : '';
    say(
      site,
      'element-value',
      `${content === '' ? 'Nothing' : content} is no value of ${name}.${near === '' ? all : near}`,
      element,
    );
  }
};

const checkChild = (site: Site, child: XmlElement, member: Member): void => {
  if (member.type === 'any' || opaque.has(child.name)) return;
  if (site.types.members(member.type) === undefined) checkValue(site, child, member.type);
  else checkElement(site, child, member.type);
};

const checkRepetition = (site: Site, element: XmlElement, members: ReadonlyMap<string, Member>, type: string): void => {
  const seen = new Set<string>();
  let before = '';
  for (const child of element.elements) {
    const again = seen.has(child.name);
    const member = members.get(child.name);
    if (again && member?.many === false) say(site, 'element-once', `${type} has ${child.name} twice.`, child);
    else if (again && before !== child.name && member !== undefined && !opaque.has(child.name)) {
      say(
        site,
        'element-together',
        `The elements ${child.name} of ${type} must stand together; others are between them.`,
        child,
      );
    }
    seen.add(child.name);
    before = child.name;
  }
};

const checkElement = (site: Site, element: XmlElement, type: string, skip: ReadonlySet<string> = new Set()): void => {
  const members = site.types.members(type);
  if (members === undefined) return;
  if (element.content !== '' && element.elements.length === 0) {
    say(site, 'element-value', `${element.name} holds elements, not "${element.content.slice(0, 40)}".`, element);
    return;
  }
  if (element.content !== '')
    say(site, 'element-value', `There is stray text in ${element.name}: "${element.content.slice(0, 40)}".`, element);
  const told = untold[type] ?? [];
  for (const child of element.elements) {
    if (skip.has(child.name)) continue;
    const name = child.name.replace(/^.*:/, '');
    const member = members.get(name);
    if (member !== undefined) checkChild(site, child, member);
    else if (!told.includes(name))
      say(site, 'element-known', `${type} has no element ${name}.${meant(name, members.keys())}`, child);
  }
  checkRepetition(site, element, members, type);
  for (const [name, member] of members) {
    if (member.required && !skip.has(name) && !element.elements.some((child) => child.name === name)) {
      // What is left out of an object's rights counts as false.
      if (member.type !== 'boolean' || decisive.has(`${type}.${name}`))
        say(site, 'element-required', `${type} needs the element ${name}.`, element);
    }
  }
};

/** Every element is one that the Metadata API has in its place, as often as it may be, with a value of its type. */
export const elementTypes: Rule = ({ contents }) => {
  const types = metadataTypes();
  if (types === undefined) return [];
  return contents.components.flatMap((component) => {
    const { xml, type } = component;
    if (xml === undefined || !judged.has(type)) return [];
    const site: Site = { types, component, found: [] };
    checkElement(site, xml, type, new Set(Object.keys(innerComponents[type] ?? {})));
    return site.found;
  });
};
