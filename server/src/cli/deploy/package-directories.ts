import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** A directory that cannot be deployed; the message says why. */
export class BadDirectory extends Error {
  override readonly name = 'BadDirectory';
}

const project = z.object({
  packageDirectories: z.array(z.object({ path: z.string().min(1), default: z.boolean().optional() })).min(1),
});

const isFolder = (folder: string): boolean => existsSync(folder) && statSync(folder).isDirectory();

const contains = (outer: string, inner: string): boolean => {
  const way = path.relative(outer, inner);
  return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
};

/**
 * What to deploy, relative to the project's root: the named directories, else the package itself, which is the default
 * directory of `sfdx-project.json`. Optional directories are deployed only where they are named.
 * @throws BadDirectory where one is not there, or belongs to no package directory: the CLI would not take it
 */
export const directoriesToDeploy = (root: string, named: readonly string[], cwd: string): readonly string[] => {
  const { packageDirectories } = project.parse(JSON.parse(readFileSync(path.join(root, 'sfdx-project.json'), 'utf8')));
  const own = packageDirectories.filter((directory) => directory.default === true || packageDirectories.length === 1);
  if (named.length === 0) return own.map((directory) => path.normalize(directory.path));
  return named.map((name) => {
    const folder = [cwd, root].map((base) => path.resolve(base, name)).find(isFolder);
    if (folder === undefined) throw new BadDirectory(`There is no directory ${name}.`);
    if (!packageDirectories.some((directory) => contains(path.resolve(root, directory.path), folder))) {
      const known = packageDirectories.map((directory) => directory.path).join(', ');
      throw new BadDirectory(`${name} is in no package directory of sfdx-project.json; there is ${known}.`);
    }
    return path.relative(root, folder);
  });
};
