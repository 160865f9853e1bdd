import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The project's own files that a deploy is made of, by their path from the root, in memory. */
export type ProjectCopy = ReadonlyMap<string, string>;

const wanted = [
  'force-app/*/**/*',
  'manifest/*',
  'config/project-scratch-def.json',
  'sfdx-project.json',
  '.forceignore',
];
/** The JavaScript of components is emitted anew from what the copy says. */
const emitted = /\/lwc\/.*\.js$/;

export const projectCopy = (root: string): ProjectCopy =>
  new Map(
    globSync(wanted, { cwd: root, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((file) => !emitted.test(file))
      .toSorted()
      .map((file) => [file, readFileSync(path.join(root, file), 'utf8')] as const),
  );
