import { objectChildren, type SourceType, typesOfDirectory, typesOfSuffix } from './source-types.ts';

/** What a file of a package in source format is, by its path alone. */
export type PlacedFile =
  | { readonly kind: 'description'; readonly type: SourceType; readonly fullName: string }
  | { readonly kind: 'child'; readonly type: string; readonly parent: string; readonly name: string }
  | { readonly kind: 'translation-of-field'; readonly parent: string; readonly name: string }
  | { readonly kind: 'content'; readonly type: SourceType; readonly fullName: string }
  | { readonly kind: 'nothing'; readonly reason: string }
  | { readonly kind: 'ignored' };

const nothing = (reason: string): PlacedFile => ({ kind: 'nothing', reason });

/** Editors and linters keep their settings beside the bundles; the CLI's own `.forceignore` leaves them at home. */
const isToolSetting = (name: string): boolean => /^(jsconfig|tsconfig(\..*)?|package(-lock)?)\.json$/.test(name);

const inBundle = (type: SourceType, rest: readonly string[]): PlacedFile => {
  const [name = '', file] = rest;
  if (type.type === 'ExperienceBundle' && name.endsWith('.site-meta.xml')) {
    return { kind: 'content', type, fullName: name.replace('.site-meta.xml', '') };
  }
  if (file === undefined) {
    return isToolSetting(name)
      ? { kind: 'ignored' }
      : nothing(`Below ${type.directory} every component has a folder of its own.`);
  }
  if (rest.includes('__tests__')) return { kind: 'ignored' };
  if (type.type === 'LightningComponentBundle' && rest.length === 2 && file.endsWith('.js-meta.xml')) {
    return { kind: 'description', type, fullName: name };
  }
  const described = ['DigitalExperienceBundle'].includes(type.type) ? rest.slice(0, 2).join('/') : name;
  return { kind: 'content', type, fullName: described };
};

const inContentFolder = (type: SourceType, rest: readonly string[]): PlacedFile => {
  const ending = `.${type.suffix}-meta.xml`;
  const last = rest.at(-1) ?? '';
  if (type.inFolder) {
    if (last.endsWith(ending)) {
      return { kind: 'description', type, fullName: rest.join('/').slice(0, -ending.length) };
    }
    return { kind: 'content', type, fullName: rest.join('/').replace(/\.[^./]*$/, '') };
  }
  const [first = ''] = rest;
  if (rest.length === 1 && first.endsWith(ending)) {
    return { kind: 'description', type, fullName: first.slice(0, -ending.length) };
  }
  return { kind: 'content', type, fullName: rest.length === 1 ? (first.split('.')[0] ?? first) : first };
};

const endingOf = (name: string): { readonly stem: string; readonly suffix: string } | undefined => {
  const found = /^(?<stem>.+)\.(?<suffix>[^.]+)-meta\.xml$/.exec(name)?.groups;
  return found === undefined ? undefined : { stem: found['stem'] ?? '', suffix: found['suffix'] ?? '' };
};

const inObject = (type: SourceType, [object = '', ...rest]: readonly string[]): PlacedFile => {
  const last = rest.at(-1);
  if (last === undefined) return nothing(`Below ${type.directory} every object has a folder of its own.`);
  const ending = endingOf(last);
  if (ending === undefined) return nothing('A description ends in -meta.xml.');
  const { stem, suffix } = ending;
  if (type.type === 'CustomObjectTranslation') {
    if (suffix === 'fieldTranslation') return { kind: 'translation-of-field', parent: object, name: stem };
    if (suffix !== type.suffix) return nothing(`No part of a translation ends in .${suffix}.`);
    return stem === object
      ? { kind: 'description', type, fullName: object }
      : nothing(`The file is called ${stem}, but its folder ${object}.`);
  }
  if (suffix === type.suffix) {
    return stem === object
      ? { kind: 'description', type, fullName: object }
      : nothing(`The file is called ${stem}, but its folder ${object}.`);
  }
  const child = objectChildren.find((one) => one.suffix === suffix);
  if (child === undefined) return nothing(`No part of an object ends in .${suffix}.`);
  if (!rest.slice(0, -1).includes(child.directory)) {
    return nothing(`A ${child.type} lies in the folder ${child.directory} of its object.`);
  }
  return { kind: 'child', type: child.type, parent: object, name: stem };
};

/** The outermost folder that holds bundles, objects or contents decides; elsewhere the ending does. */
const holder = (
  segments: readonly string[],
): { readonly type: SourceType; readonly rest: readonly string[] } | undefined => {
  for (const [index, segment] of segments.slice(0, -1).entries()) {
    const type = typesOfDirectory(segment).find(
      (one) => one.content === 'bundle' || one.content === 'content' || /^CustomObject(Translation)?$/.test(one.type),
    );
    if (type !== undefined) return { type, rest: segments.slice(index + 1) };
  }
  return undefined;
};

const between = (segments: readonly string[], directory: string): string => {
  const at = segments.lastIndexOf(directory);
  return at < 0
    ? ''
    : segments
        .slice(at + 1, -1)
        .map((segment) => `${segment}/`)
        .join('');
};

const byEnding = (segments: readonly string[]): PlacedFile => {
  const file = segments.at(-1) ?? '';
  const described = endingOf(file);
  const plain = /^(?<stem>.+)\.(?<suffix>[^.]+)$/.exec(file)?.groups;
  const { stem, suffix } = described ?? { stem: plain?.['stem'] ?? '', suffix: plain?.['suffix'] ?? '' };
  const types = typesOfSuffix(suffix);
  const type =
    types.find((one) => segments.includes(one.directory)) ?? (described === undefined ? undefined : types[0]);
  if (type === undefined) {
    if (described === undefined && /\.(md|txt)$/i.test(file)) return { kind: 'ignored' };
    return nothing(
      suffix === ''
        ? 'No metadata type has such files.'
        : `No metadata type has files that end in .${suffix}${described === undefined ? '' : '-meta.xml'}.`,
    );
  }
  const folder = type.inFolder || /Territory2|Folder$/.test(type.type) ? between(segments, type.directory) : '';
  if (type.inFolder && folder === '' && !file.startsWith('unfiled$public')) {
    return nothing(`A ${type.type} lies in a folder below ${type.directory}.`);
  }
  const fullName = `${folder}${stem}`;
  return described === undefined && type.content === 'file'
    ? { kind: 'content', type, fullName }
    : { kind: 'description', type, fullName };
};

/** Finds out what a file is: description, part of an object, content, or nothing that Salesforce knows. */
export const placeFile = (path: string): PlacedFile => {
  const segments = path.split('/');
  const found = holder(segments);
  if (found === undefined) return byEnding(segments);
  const { type, rest } = found;
  if (type.content === 'bundle') return inBundle(type, rest);
  if (type.content === 'content') {
    const other = endingOf(rest.at(-1) ?? '');
    const sibling = typesOfDirectory(type.directory).find((one) => one !== type && one.suffix === other?.suffix);
    if (sibling !== undefined && other !== undefined) {
      return { kind: 'description', type: sibling, fullName: [...rest.slice(0, -1), other.stem].join('/') };
    }
    return inContentFolder(type, rest);
  }
  return inObject(type, rest);
};
