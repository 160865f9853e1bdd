import { createHash } from 'node:crypto';
import type { Component, PackageFiles } from './component.ts';
import { partTypes } from './parts.ts';
import { canonicalXml } from './write-xml.ts';

/** Names of components differ in more than their case. */
export const componentKey = ({ type, fullName }: Pick<Component, 'type' | 'fullName'>): string =>
  `${type}:${fullName}`.toLowerCase();

/** A component's own description, without the parts that are components of their own. */
export const componentText = ({ type, xml }: Component): string | undefined =>
  xml === undefined ? undefined : canonicalXml(xml, type, new Set(Object.keys(partTypes(type))));

/** Where a file stands inside its component, whichever folder that lies in; '' for the only one beside a description. */
const placeInside = ({ fullName }: Component, path: string): string =>
  `/${path}`.split(`/${fullName}/`).slice(1).join(`/${fullName}/`);

/** Equal for components that are the same, in whichever format and folder they were read. */
export const fingerprint = (component: Component, files: PackageFiles): string => {
  const contents = component.contents
    .map((path) => {
      const hash = createHash('sha256').update(files.bytes(path)).digest('hex');
      return `${placeInside(component, path)} ${hash}`;
    })
    .toSorted();
  const text = componentText(component) ?? '';
  return createHash('sha256')
    .update([text, ...contents].join('\n'))
    .digest('hex');
};
