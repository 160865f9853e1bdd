import type { Component } from '../../package/component.ts';
import type { XmlElement } from '../../xml.ts';
import { apiName } from '../names.ts';
import { problem, type Rule, warning } from '../rule.ts';

/** Types whose names are developer names, with the longest that may be. */
const longest: Readonly<Record<string, number>> = {
  BusinessProcess: 80,
  CompactLayout: 80,
  CustomApplication: 80,
  CustomLabel: 80,
  CustomNotificationType: 80,
  CustomPermission: 80,
  CustomTab: 80,
  FieldSet: 80,
  FlexiPage: 80,
  GlobalValueSet: 80,
  Group: 80,
  ListView: 80,
  MutingPermissionSet: 80,
  PermissionSet: 80,
  PermissionSetGroup: 80,
  Queue: 80,
  RecordType: 80,
  ReportType: 80,
  Role: 80,
  SharingCriteriaRule: 80,
  SharingOwnerRule: 80,
  StaticResource: 255,
  ValidationRule: 80,
  WebLink: 80,
};

const ownName = ({ fullName }: Component): string => fullName.split('.').at(-1) ?? fullName;

/** Applications of Salesforce's own, global value sets and channels carry an ending or a prefix. */
const bare = (name: string): string => name.replace(/^standard__/, '').replace(/__(gvs|chn|c|mdt|e|b|x|kav)$/, '');

export const badName = (name: string): string | undefined => {
  const stem = bare(name).replace(/^[A-Za-z][A-Za-z0-9]{0,14}__/, '');
  if (/^[A-Za-z][A-Za-z0-9_]*$/.test(stem) && !stem.endsWith('_') && !stem.includes('__')) return undefined;
  return 'A name begins with a letter, holds letters, digits and single underscores only, and does not end with an underscore.';
};

/** Developer names are well-formed and not too long. */
export const componentNames: Rule = ({ contents }) =>
  contents.components.flatMap((component) => {
    const limit = longest[component.type];
    if (limit === undefined) return [];
    const name = ownName(component);
    if (/[%$]/.test(name)) return [];
    const bad = badName(name);
    if (bad !== undefined) return [problem('component-name', component, `${name} is no name. ${bad}`)];
    return bare(name).length > limit
      ? [problem('component-name', component, `The name ${name} is longer than ${limit} characters.`)]
      : [];
  });

const definitions = ['CustomObject', 'CustomField'];
const suffixed = /__(c|mdt|e|b|x|kav)$/;

const texts = (element: XmlElement): readonly string[] =>
  element.elements.length === 0 ? [element.content] : element.elements.flatMap(texts);

/** How many names of a package say a prefix, wherever they stand: a layout or a permission set names an installed package's. */
const namesWithPrefix = (components: readonly Component[], prefix: string): number => {
  const pattern = new RegExp(`(?<![A-Za-z0-9_])${prefix}__[A-Za-z]\\w*`, 'gi');
  const found = components.flatMap(({ fullName, xml }) =>
    [fullName, ...(xml === undefined ? [] : texts(xml))].flatMap((text) => text.match(pattern) ?? []),
  );
  return new Set(found.map((name) => name.toLowerCase())).size;
};

/** Stems of objects and fields: 40 characters, and a prefix only where it is a namespace. */
export const customNames: Rule = ({ contents }) => {
  const installed = new Map<string, boolean>();
  const isInstalled = (namespace: string): boolean => {
    const known = installed.get(namespace) ?? namesWithPrefix(contents.components, namespace) >= 3;
    installed.set(namespace, known);
    return known;
  };
  return contents.components.flatMap((component) => {
    const name = ownName(component);
    if (!definitions.includes(component.type) || !suffixed.test(name) || /[%$]/.test(name)) return [];
    const { namespace, stem } = apiName(name);
    // A single name with a prefix is no package's: it is two underscores by mistake.
    if (namespace !== undefined && !isInstalled(namespace)) {
      const message = `${name} has two underscores in a row before its ending, as only an installed package's names have.`;
      return [warning('custom-name', component, message)];
    }
    const bad = badName(stem);
    if (bad !== undefined) return [problem('custom-name', component, `${name} is no name. ${bad}`)];
    return stem.length > 40
      ? [problem('custom-name', component, `${name} is too long: 40 characters may stand before its ending.`)]
      : [];
  });
};

/** Fields that a custom object has without defining them; a file may change their settings. */
const systemNames =
  /^(Name|OwnerId|RecordTypeId|CurrencyIsoCode|CreatedById|CreatedDate|LastModifiedById|LastModifiedDate|LastActivityDate|DeveloperName|MasterLabel|ReplayId|EventUuid|ExternalId|DisplayUrl)$/;

/** A field that a custom object defines is custom, so its name ends so. */
export const nameEndings: Rule = ({ of }) =>
  of('CustomField').flatMap((component) => {
    const [object = ''] = component.fullName.split('.');
    const name = ownName(component);
    const own = suffixed.test(object) && component.xml?.one('type') !== undefined && !systemNames.test(name);
    return own && !suffixed.test(name) && !/[%$]/.test(name)
      ? [problem('custom-name', component, `A custom field's name ends in __c; ${name} does not.`)]
      : [];
  });
