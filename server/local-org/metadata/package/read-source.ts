import type { Component, PackageContents, PackageFiles, Problem } from './component.ts';
import { componentsInside, componentXml, fileProblem } from './component-xml.ts';
import { type PlacedFile, placeFile } from './place-file.ts';
import type { SourceType } from './source-types.ts';

interface Draft {
  readonly type: SourceType;
  readonly fullName: string;
  readonly contents: string[];
  descriptions: string[];
}

const lower = (text: string): string => text.toLowerCase();
const keyOf = (type: string, fullName: string): string => `${type}:${lower(fullName)}`;

/** Bundles without a description of their own that is read here: they are taken as they are. */
const needsDescription = (type: SourceType): boolean =>
  type.type === 'LightningComponentBundle' || type.content === 'file' || type.type === 'StaticResource';

const hasXml = (type: SourceType): boolean => type.content !== 'bundle' || type.type === 'LightningComponentBundle';

const missing = (draft: Draft): Problem | undefined => {
  const { type, fullName, contents, descriptions } = draft;
  const place = { type: type.type, fullName, file: descriptions[0] ?? contents[0] ?? '' };
  if (descriptions.length === 0 && needsDescription(type)) {
    const ending =
      type.type === 'LightningComponentBundle' ? `${fullName}.js-meta.xml` : `${fullName}.${type.suffix}-meta.xml`;
    return fileProblem(place, 'description-exists', `There is no ${ending} beside the file.`);
  }
  if (contents.length === 0 && (type.content === 'file' || type.type === 'StaticResource')) {
    return fileProblem(place, 'content-exists', `The ${type.type} ${fullName} has a description but no content.`);
  }
  return undefined;
};

class Reading {
  readonly components: Component[] = [];
  readonly problems: Problem[] = [];
  readonly #files: PackageFiles;
  readonly #strays = new Set<string>();
  readonly #drafts = new Map<string, Draft>();

  constructor(files: PackageFiles) {
    this.#files = files;
  }

  take(path: string, placed: PlacedFile): void {
    switch (placed.kind) {
      case 'ignored':
        return;
      case 'nothing':
        this.#stray(path, placed.reason);
        return;
      case 'child':
        this.#read(placed.type, `${placed.parent}.${placed.name}`, path, placed.type, []);
        return;
      case 'translation-of-field':
        this.#read('CustomFieldTranslation', `${placed.parent}.${placed.name}`, path, 'CustomFieldTranslation', []);
        return;
      default: {
        const key = keyOf(placed.type.type, placed.fullName);
        const draft = this.#drafts.get(key) ?? {
          type: placed.type,
          fullName: placed.fullName,
          contents: [],
          descriptions: [],
        };
        this.#drafts.set(key, draft);
        (placed.kind === 'description' ? draft.descriptions : draft.contents).push(path);
      }
    }
  }

  /** The CLI stops at a description of no known type, and passes over any other file: one a folder is enough to say. */
  #stray(path: string, reason: string): void {
    const described = path.endsWith('-meta.xml');
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (!described && this.#strays.has(folder)) return;
    this.#strays.add(folder);
    const place = { type: '', fullName: '', file: path };
    const found = fileProblem(place, 'known-file', `The file belongs to no component. ${reason}`);
    this.problems.push(described ? found : { ...found, severity: 'warning' });
  }

  finish(): void {
    for (const draft of this.#drafts.values()) {
      const { type, fullName, contents, descriptions } = draft;
      const problem = missing(draft);
      if (problem !== undefined) this.problems.push(problem);
      const [description] = descriptions;
      if (description === undefined || !hasXml(type)) {
        const file = description ?? contents[0] ?? '';
        this.components.push({ type: type.type, fullName, file, xml: undefined, contents });
        continue;
      }
      for (const file of descriptions) this.#read(type.type, fullName, file, rootOf(type.type, fullName), contents);
    }
  }

  #read(type: string, fullName: string, file: string, root: string, contents: readonly string[]): void {
    const { xml, problem } = componentXml(this.#files, { type, fullName, file }, root);
    if (problem !== undefined) this.problems.push(problem);
    const component: Component = { type, fullName, file, xml, contents };
    this.components.push(component, ...componentsInside(component));
  }
}

/** A file of settings begins with their name: `AccountSettings`. */
const rootOf = (type: string, fullName: string): string => (type === 'Settings' ? `${fullName}Settings` : type);

/**
 * Reads a package in source format, one file a component, into components as the Metadata API names them: the parts of
 * an object, each label and each sharing rule are components of their own beside the one that holds them.
 * What cannot be read is among the problems.
 */
export const readSource = (files: PackageFiles): PackageContents => {
  const reading = new Reading(files);
  for (const path of files.paths) reading.take(path, placeFile(path));
  reading.finish();
  const { components, problems } = reading;
  return { files, components, problems };
};
