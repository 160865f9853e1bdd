import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where components may name a base component. */
const sources = [
  'force-app/main/*/lwc/*/*.{html,js,ts}',
  'force-app/main/*/flexipages/*.flexipage-meta.xml',
  'server/local-org/shell/browser/*/*/*.{html,ts}',
];

const folderOf = (root: string): string => path.join(root, 'node_modules/lightning-base-components/src/lightning');

const camelCase = (tag: string): string => tag.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());

const named = (text: string): readonly string[] => [
  ...[...text.matchAll(/<lightning-([a-z0-9-]+)/g)].map(([, tag = '']) => camelCase(tag)),
  ...[...text.matchAll(/['"]lightning\/([A-Za-z0-9]+)['"]/g)].map(([, name = '']) => name),
  ...[...text.matchAll(/<componentName>lightning:([A-Za-z0-9]+)</g)].map(([, name = '']) => name),
];

/** Modules under `lightning/` that the shell itself provides, as the platform does. */
export const platformModules = (root: string): ReadonlySet<string> =>
  new Set(globSync('server/local-org/shell/browser/lightning/*', { cwd: root }).map((folder) => path.basename(folder)));

/**
 * The base components (`button`, `datatable`) that the package and the shell use, found in their templates and
 * imports, so that the list never has to be kept by hand.
 */
export const usedBaseComponents = (root: string): readonly string[] => {
  const own = platformModules(root);
  const names = globSync(sources, { cwd: root })
    .filter((file) => !file.includes('__tests__'))
    .flatMap((file) => named(readFileSync(path.join(root, file), 'utf8')));
  return [...new Set(names)]
    .filter((name) => !own.has(name) && existsSync(path.join(folderOf(root), name)))
    .toSorted();
};
