import type { Component, PackageContents, PackageFiles, Problem } from './component.ts';
import { unescaped } from './escaped-name.ts';
import { componentXml, fileProblem } from './component-xml.ts';
import { partsInside } from './parts.ts';
import { typesOfDirectory, type SourceType } from './source-types.ts';

/** What a path in an archive is: the component that it belongs to, and whether it describes it. */
interface Placed {
  readonly type: SourceType;
  readonly fullName: string;
  readonly describes: boolean;
}

const withoutEnding = (path: string, ending: string): string => unescaped(path.slice(0, -ending.length));

/** `reports/Sales-meta.xml` describes the folder of that name, `reports/Sales/Weekly-meta.xml` one inside it. */
const placedFolder = (directory: string, file: string): Placed | undefined => {
  const type = typesOfDirectory(directory).find((one) => /Folder$/.test(one.type));
  if (type === undefined || !/^[^.]+-meta\.xml$/.test(file)) return undefined;
  return { type, fullName: withoutEnding(file, '-meta.xml'), describes: true };
};

const placed = (path: string): Placed | undefined => {
  const [directory = '', ...rest] = path.split('/');
  const file = rest.join('/');
  const folder = placedFolder(directory, file);
  if (folder !== undefined) return folder;
  for (const type of typesOfDirectory(directory)) {
    if (type.content === 'bundle') {
      const [fullName = '', inside] = rest;
      if (inside === undefined) return undefined;
      return { type, fullName, describes: rest.length === 2 && inside === `${fullName}.js-meta.xml` };
    }
    const described = `.${type.suffix}-meta.xml`;
    const plain = `.${type.suffix}`;
    if (type.content === 'none') {
      const isDeepEnough = rest.length === 1 || type.inFolder;
      if (file.endsWith(plain) && isDeepEnough) {
        return { type, fullName: withoutEnding(file, plain), describes: true };
      }
    } else {
      if (file.endsWith(described)) return { type, fullName: withoutEnding(file, described), describes: true };
      if (file.endsWith(plain)) return { type, fullName: withoutEnding(file, plain), describes: false };
    }
  }
  return undefined;
};

const isManifest = (path: string): boolean => /^(package|destructiveChanges(Pre|Post)?)\.xml$/.test(path);

/** What archivers and file managers leave behind. */
const isLeftover = (path: string): boolean => /(^|\/)(\.[^/]*|__MACOSX)(\/|$)/.test(path);

interface Draft {
  readonly type: SourceType;
  readonly fullName: string;
  readonly contents: string[];
  description: string | undefined;
}

const describable = (type: SourceType): boolean =>
  type.content !== 'bundle' || type.type === 'LightningComponentBundle';

const unknownFile = (path: string): Problem => {
  const [directory = ''] = path.split('/');
  const reason = path.endsWith('-meta.xml')
    ? 'It is named as in source format; an archive is in metadata format.'
    : typesOfDirectory(directory).length === 0
      ? `The Metadata API has no folder ${directory}.`
      : `The folder ${directory} has no such files.`;
  return fileProblem(
    { type: '', fullName: '', file: path },
    'known-file',
    `The file belongs to no component. ${reason}`,
  );
};

/** Parts of an object go by their fullName; those of its translation by another one. */
const nameless = (parent: Component, problems: Problem[]): void => {
  if (parent.type !== 'CustomObject') return;
  const inside = new Set(partsInside(parent).map(({ xml }) => xml));
  for (const xml of parent.xml?.elements ?? []) {
    if (!inside.has(xml) && xml.one('label') !== undefined && ['fields', 'validationRules'].includes(xml.name)) {
      problems.push(fileProblem(parent, 'full-name', `A part in <${xml.name}> has no fullName.`, xml.line));
    }
  }
};

/**
 * Reads a package in metadata format, as it is sent to an org: `objects/X.object` with its fields, rules and views in
 * one file. The components are those that the same package has in source format. `package.xml` and its like are left
 * to `readManifest`. What cannot be read is among the problems.
 */
export const readMetadataFormat = (files: PackageFiles): PackageContents => {
  const problems: Problem[] = [];
  const drafts = new Map<string, Draft>();
  for (const path of files.paths) {
    if (isManifest(path) || isLeftover(path)) continue;
    const found = placed(path);
    if (found === undefined) {
      problems.push(unknownFile(path));
      continue;
    }
    const key = `${found.type.type} ${found.fullName}`;
    const draft = drafts.get(key) ?? { ...found, contents: [], description: undefined };
    drafts.set(key, draft);
    if (found.describes) draft.description = path;
    else draft.contents.push(path);
  }
  const components = [...drafts.values()].flatMap(({ type, fullName, contents, description }): readonly Component[] => {
    const place = { type: type.type, fullName, file: description ?? contents[0] ?? '' };
    if (description === undefined || !describable(type)) {
      if (description === undefined && describable(type)) {
        problems.push(fileProblem(place, 'description-exists', `There is no -meta.xml file beside ${place.file}.`));
      }
      return [{ ...place, xml: undefined, contents }];
    }
    const { xml, problem } = componentXml(files, place, type.type === 'Settings' ? `${fullName}Settings` : type.type);
    if (problem !== undefined) problems.push(problem);
    const component: Component = { ...place, xml, contents };
    nameless(component, problems);
    return [component, ...partsInside(component)];
  });
  return { files, components, problems };
};
