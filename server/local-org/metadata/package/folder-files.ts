import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PackageFiles } from './component.ts';
import { ignorePatterns } from './ignore-patterns.ts';

const packageDirectories = (root: string): readonly string[] => {
  const file = path.join(root, 'sfdx-project.json');
  if (!existsSync(file)) return ['.'];
  const project: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const listed: unknown =
    typeof project === 'object' && project !== null ? Reflect.get(project, 'packageDirectories') : undefined;
  const paths = (Array.isArray(listed) ? listed : []).flatMap((one: unknown) => {
    const value: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'path') : undefined;
    return typeof value === 'string' ? [value] : [];
  });
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
