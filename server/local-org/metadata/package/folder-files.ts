import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PackageFiles } from './component.ts';
import { ignorePatterns } from './ignore-patterns.ts';
import { sfdxProject } from './sfdx-project.ts';

const packageDirectories = (root: string): readonly string[] => {
  const paths = sfdxProject(root).packageDirectories.map((directory) => directory.path);
  return paths.length > 0 ? paths : ['.'];
};

/**
 * The files of a project in a folder, less those that its `.forceignore` keeps at home.
 * @param directories package directories relative to `root`; by default those that its `sfdx-project.json` lists
 */
export const folderFiles = (root: string, directories = packageDirectories(root)): PackageFiles => {
  const ignoreFile = path.join(root, '.forceignore');
  const ignored = ignorePatterns(existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : '');
  const found = new Set<string>();
  const walk = (folder: string): void => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      // What begins with a dot, and what npm puts there, is never metadata.
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!ignored(`${file}/`)) walk(file);
      } else if (!ignored(file)) found.add(file);
    }
  };
  for (const directory of directories) {
    if (existsSync(path.join(root, directory))) walk(path.posix.normalize(directory.replaceAll('\\', '/')));
  }
  return {
    paths: [...found].toSorted(),
    text: (file) => readFileSync(path.join(root, file), 'utf8'),
    bytes: (file) => readFileSync(path.join(root, file)),
  };
};
