import { globSync } from 'node:fs';
import path from 'node:path';

export interface Bundle {
  /** Name in the `c` namespace, without `c/`. */
  readonly name: string;
  /** Folder relative to the project's root. */
  readonly folder: string;
}

/**
 * Every LWC bundle under force-app/main, whatever its area: `c/` is one flat namespace in an org.
 * @throws Error when two areas use the same bundle name.
 */
export const bundles = (root: string): readonly Bundle[] => {
  const found = globSync('force-app/main/*/lwc/*/*.js-meta.xml', { cwd: root })
    .map((meta) => ({ name: path.basename(path.dirname(meta)), folder: path.dirname(meta) }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const names = new Set<string>();
  for (const { name, folder } of found) {
    if (names.has(name)) throw new Error(`Two bundles are called c/${name}; the second is ${folder}. Rename one.`);
    names.add(name);
  }
  return found;
};
