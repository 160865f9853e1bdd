import type { LocalOrg } from '../local-org.ts';
import type { Component } from '../metadata/package/component.ts';
import { innerComponents, sourceTypes } from '../metadata/package/source-types.ts';
import type { XmlElement } from '../metadata/xml.ts';
import type { Told } from './deploy-report.ts';
import { escapeXml } from './soap-envelope.ts';

const parentTypeOf: ReadonlyMap<string, string> = new Map(
  Object.entries(innerComponents).flatMap(([parent, children]) =>
    Object.values(children).map((child) => [child, parent] as const),
  ),
);

/** Where the component would lie in an archive: parts of an object lie in the object's file. */
const archiveFile = (type: string, fullName: string): string => {
  const parent = parentTypeOf.get(type);
  if (parent !== undefined) return archiveFile(parent, fullName.split('.')[0] ?? fullName);
  const place = sourceTypes.find((one) => one.type === type);
  const suffix = place === undefined || place.suffix === '' ? '' : `.${place.suffix}`;
  return `${place?.directory ?? 'unknown'}/${fullName}${suffix}`;
};

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const componentsOf = (org: LocalOrg, type: string): readonly Component[] =>
  org.contents.components.filter((component) => component.type === type);

/** Names of a type's components; objects of Salesforce's own are there without having been deployed. */
const namesOf = (org: LocalOrg, type: string): readonly string[] => {
  const deployed = componentsOf(org, type).map(({ fullName }) => fullName);
  const standard = type === 'CustomObject' ? org.schema.objects.map(({ name }) => name) : [];
  return [...new Set([...standard, ...deployed])].toSorted();
};

/** What `listMetadata` tells of a type's components, as FileProperties. Who made them when is not kept: the org did. */
export const listComponents = (org: LocalOrg, type: string): readonly Told[] => {
  const [born] = org.query(org.system, 'SELECT CreatedDate, CreatedById, CreatedBy.Name FROM Organization').records;
  const by = String(born?.['CreatedById']);
  const at = String(born?.['CreatedDate']).replace('+0000', 'Z');
  return namesOf(org, type).map((fullName) => ({
    createdById: by,
    createdByName: 'Automated Process',
    createdDate: at,
    fileName: archiveFile(type, fullName),
    fullName,
    id: '',
    lastModifiedById: by,
    lastModifiedByName: 'Automated Process',
    lastModifiedDate: at,
    manageableState: 'unmanaged',
    type,
  }));
};

const write = (name: string, element: XmlElement): string => {
  const inside = element.elements.map((child) => write(child.name, child)).join('');
  return `<${name}>${escapeXml(element.content)}${inside}</${name}>`;
};

/** An object's own elements, and those of its parts as the archive has them. */
const recordOf = (org: LocalOrg, type: string, component: Component): string => {
  const children = innerComponents[type] ?? {};
  const own = (component.xml?.elements ?? []).filter(({ name }) => children[name] === undefined && name !== 'fullName');
  const parts = Object.entries(children).flatMap(([element, child]) =>
    componentsOf(org, child)
      .filter(({ fullName }) => same(fullName.split('.')[0] ?? '', component.fullName))
      .flatMap(({ xml }) => (xml === undefined ? [] : [write(element, xml)])),
  );
  const body = [...own.map((element) => write(element.name, element)), ...parts].join('');
  return `<records xsi:type="${type}"><fullName>${escapeXml(component.fullName)}</fullName>${body}</records>`;
};

/** The components of those names as `readMetadata` writes them, in the order of asking; nil for one that is not there. */
export const readComponents = (org: LocalOrg, type: string, names: readonly string[]): string => {
  const components = componentsOf(org, type);
  return names
    .map((name) => {
      const found = components.find(({ fullName }) => same(fullName, name));
      return found === undefined ? '<records xsi:nil="true"/>' : recordOf(org, type, found);
    })
    .join('');
};
