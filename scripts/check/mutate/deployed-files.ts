import type { PackageFiles } from '../../../server/local-org/metadata/package/component.ts';
import { ignorePatterns } from '../../../server/local-org/metadata/package/ignore-patterns.ts';
import { emitted, isEmitted } from './emitted.ts';
import type { ProjectCopy } from './project-copy.ts';

/** What a deploy of the copy would read: the package directories and the emitted scripts, less what is ignored. */
export const deployedFiles = (copy: ProjectCopy): PackageFiles => {
  const ignored = ignorePatterns(copy.get('.forceignore') ?? '');
  const sources = [...copy.keys()].filter((file) => file.startsWith('force-app/'));
  const scripts = new Map(sources.filter(isEmitted).map((file) => [file.replace(/\.ts$/, '.js'), file] as const));
  const text = (file: string): string => {
    const source = scripts.get(file);
    const found = source === undefined ? copy.get(file) : emitted(copy.get(source) ?? '');
    if (found === undefined) throw new Error(`There is no file ${file}.`);
    return found;
  };
  return {
    paths: [...sources, ...scripts.keys()].filter((file) => !ignored(file)).toSorted(),
    text,
    bytes: (file) => new TextEncoder().encode(text(file)),
  };
};
