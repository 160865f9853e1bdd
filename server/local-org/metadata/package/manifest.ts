import { parseXml } from '../xml.ts';
import type { Component, PackageFiles } from './component.ts';
import { unescaped } from './escaped-name.ts';
import { containerOf } from './parts.ts';

/** A component that a manifest names, and where. */
export interface Member {
  readonly type: string;
  /** `*` stands for all of the type. */
  readonly name: string;
  readonly line: number;
}

export interface Manifest {
  readonly file: string;
  readonly version: string | undefined;
  readonly members: readonly Member[];
}

/** `package.xml`, or a list of deletions. @throws Error when the file is missing, no XML, or no manifest. */
export const readManifest = (files: PackageFiles, file: string): Manifest => {
  const xml = parseXml(files.text(file));
  if (xml.name !== 'Package') throw new Error(`the file begins with <${xml.name}>; a manifest begins with <Package>`);
  return {
    file,
    version: xml.text('version'),
    members: xml.all('types').flatMap((types) => {
      const type = types.text('name') ?? '';
      return types.all('members').map(({ content, line }) => ({ type, name: unescaped(content), line }));
    }),
  };
};

/** `Report` for a `ReportFolder`. */
export const contentOfFolder = (type: string): string =>
  type === 'EmailFolder' ? 'EmailTemplate' : type.replace(/Folder$/, '');

/** Tells which components a manifest means: those it names, all of a type, and what is inside a named one. */
export const namedBy = ({ members }: Manifest): ((component: Pick<Component, 'type' | 'fullName'>) => boolean) => {
  const names = new Set(members.map(({ type, name }) => `${type} ${name}`));
  const isNamed = ({ type, fullName }: Pick<Component, 'type' | 'fullName'>): boolean =>
    // A folder is named among what it holds.
    [type, contentOfFolder(type)].some((one) => names.has(`${one} ${fullName}`)) || names.has(`${type} *`);
  return (component) => {
    if (isNamed(component)) return true;
    const container = containerOf(component);
    return container !== undefined && isNamed(container);
  };
};
