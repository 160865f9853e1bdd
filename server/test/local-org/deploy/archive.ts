import { strToU8, zipSync } from 'fflate';
import type { Component, PackageContents } from '../../../local-org/metadata/package/component.ts';
import { componentText } from '../../../local-org/metadata/package/component-text.ts';
import { containerOf, isAddressable, partTypes } from '../../../local-org/metadata/package/parts.ts';
import { canonicalXml } from '../../../local-org/metadata/package/write-xml.ts';
import { typesOfDirectory } from '../../../local-org/metadata/package/source-types.ts';

export const header = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

type Members = Readonly<Record<string, readonly string[]>>;

/** package.xml, or a list of deletions. */
export const manifest = (members: Members): string =>
  `${header}<Package ${namespace}>${Object.entries(members)
    .map(
      ([type, names]) =>
        `<types>${names.map((name) => `<members>${name}</members>`).join('')}<name>${type}</name></types>`,
    )
    .join('')}<version>67.0</version></Package>`;

/** A zip of texts by their paths. */
export const zipOf = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? strToU8(content) : content]),
    ),
  );

/** An archive of a few files, with the members that they hold. */
export const archiveOf = (files: Readonly<Record<string, string>>, members: Members, deletions?: Members): Uint8Array =>
  zipOf({
    ...files,
    'package.xml': manifest(members),
    ...(deletions === undefined ? {} : { 'destructiveChanges.xml': manifest(deletions) }),
  });

/** Folder and ending in metadata format, by type. */
const places: ReadonlyMap<string, readonly [directory: string, suffix: string]> = new Map(
  [
    ...['applications', 'customPermissions', 'flexipages', 'globalValueSets', 'groups', 'labels', 'layouts', 'lwc'],
    ...['notificationtypes', 'objects', 'objectTranslations', 'permissionsetgroups', 'permissionsets', 'quickActions'],
    ...['reportTypes', 'sharingRules', 'staticresources', 'tabs', 'translations', 'pathAssistants', 'roles'],
  ].flatMap((directory) => typesOfDirectory(directory).map(({ type, suffix }) => [type, [directory, suffix]] as const)),
);

const withRootName = (xml: string, type: string): string => xml.replace(`<${type}`, `<${type} ${namespace}`);

/** What stands in a file: the component's own description, and inside it those that it holds. */
const fileText = (component: Component, inside: readonly Component[]): string => {
  const { type } = component;
  const elements = Object.entries(partTypes(type));
  const parts = inside.flatMap(({ type: innerType, xml }) => {
    const [element = ''] = elements.find(([, one]) => one === innerType) ?? [];
    return xml === undefined ? [] : [canonicalXml(xml, element)];
  });
  const own = componentText(component) ?? `<${type}></${type}>`;
  return header + withRootName(own.replace(`</${type}>`, `${parts.join('')}</${type}>`), type);
};

/** A package in metadata format, with everything of it named in package.xml. */
export const inMetadataFormat = ({
  components,
  files,
}: PackageContents): Readonly<Record<string, string | Uint8Array>> => {
  const written: Record<string, string | Uint8Array> = {};
  const members: Record<string, string[]> = {};
  const inner = Map.groupBy(components, (one) => {
    const container = containerOf(one);
    return container === undefined ? '' : `${container.type} ${container.fullName}`;
  });
  for (const { type, fullName } of components.filter(isAddressable)) (members[type] ??= []).push(fullName);
  const held = new Set(components.map(({ type, fullName }) => `${type} ${fullName}`));
  const orphans = [...inner.keys()].filter((key) => key !== '' && !held.has(key));
  const whole: readonly Component[] = [
    ...components.filter((one) => containerOf(one) === undefined),
    ...orphans.map((key): Component => {
      const [type = '', fullName = ''] = key.split(' ');
      return { type, fullName, file: '', xml: undefined, contents: [] };
    }),
  ];
  for (const component of whole) {
    const { type, fullName, contents } = component;
    const [directory, suffix] = places.get(type) ?? [];
    if (directory === undefined) throw new Error(`no folder for ${type}`);
    if (type === 'LightningComponentBundle') {
      for (const path of contents) {
        written[`lwc/${fullName}/${path.split(`/${fullName}/`).slice(1).join('/')}`] = files.bytes(path);
      }
      written[`lwc/${fullName}/${fullName}.js-meta.xml`] = fileText(component, []);
    } else if (type === 'StaticResource') {
      const [path = ''] = contents;
      written[`staticresources/${fullName}.resource`] = files.bytes(path);
      written[`staticresources/${fullName}.resource-meta.xml`] = fileText(component, []);
    } else {
      written[`${directory}/${fullName}.${suffix ?? ''}`] = fileText(component, inner.get(`${type} ${fullName}`) ?? []);
    }
  }
  return { ...written, 'package.xml': manifest(members) };
};

export const zipPackage = (contents: PackageContents): Uint8Array => zipOf(inMetadataFormat(contents));
