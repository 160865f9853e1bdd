import type { Component, PackageContents } from '../metadata/package/component.ts';
import { componentKey } from '../metadata/package/component-text.ts';
import { containerOf } from '../metadata/package/parts.ts';
import { MergedFiles } from '../metadata/package/merged-files.ts';

/** What is there for an object alone, without being a part of it. */
const goWithObject = new Set([
  'Layout',
  'CustomObjectTranslation',
  'CustomFieldTranslation',
  'CustomTab',
  'SharingRules',
]);

/** The object that a component is about: of `A__c.B__c`, `A__c-A Layout`, `A__c-de.B__c` the first. */
const objectOf = ({ fullName }: Component): string => /^[^.-]+/.exec(fullName)?.[0] ?? '';

/** What goes when these components go: the parts of an object and what is there for it alone go with it. */
export const withTheirParts = (deleted: readonly Component[], present: readonly Component[]): readonly Component[] => {
  const keys = new Set(deleted.map(componentKey));
  const objects = new Set(deleted.filter(({ type }) => type === 'CustomObject').map(({ fullName }) => fullName));
  return present.filter((component) => {
    const container = containerOf(component);
    if (keys.has(componentKey(component)) || (container !== undefined && keys.has(componentKey(container))))
      return true;
    const object = objectOf(component);
    return objects.has(object) && (goWithObject.has(component.type) || component.fullName.startsWith(`${object}.`));
  });
};

/** The org's package after a deploy: what it has, less what goes, with what comes in the place of what it had. */
export const mergePackage = (
  present: PackageContents,
  brought: Pick<PackageContents, 'components' | 'files'>,
  deleted: readonly Component[],
): PackageContents => {
  const gone = new Set([...deleted, ...brought.components].map(componentKey));
  const kept = present.components.filter((component) => !gone.has(componentKey(component)));
  return {
    files: new MergedFiles([
      [present.files, kept],
      [brought.files, brought.components],
    ]),
    components: [...kept, ...brought.components],
    problems: present.problems,
  };
};
