/**
 * Builds the browser side of the local org's shell into build/shell: `vendor` (LWC and base components, about a
 * quarter of a minute) when the lock file or the list of used components changed, `app` when any source changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rollup, type RollupOptions } from 'rollup';
import { appOptions, vendorModules, vendorOptions } from '../../rollup.config.ts';

const configuration = ['package-lock.json', 'rollup.config.ts', 'scripts/build/shell.ts', 'scripts/build/shell/*.ts'];
const sources = [
  'force-app/main/*/lwc/*/*.{js,html,css,js-meta.xml}',
  'force-app/main/*/labels/*.xml',
  'force-app/main/*/objects/**/*.xml',
  'force-app/main/*/staticresources/*-meta.xml',
  'server/local-org/shell/{browser,client}/**/*.{ts,html,css}',
];

const hashOf = (patterns: readonly string[], ...more: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of globSync([...patterns]).toSorted()) hash.update(file).update('\0').update(readFileSync(file));
  for (const text of more) hash.update(text);
  return hash.digest('hex');
};

const bundle = async (options: RollupOptions): Promise<void> => {
  const build = await rollup(options);
  for (const output of [options.output ?? []].flat()) await build.write(output);
  await build.close();
};

/** Builds a part unless its inputs are what they were; an interrupted build leaves no stamp. */
const part = async (name: string, stamp: string, options: (folder: string) => RollupOptions): Promise<void> => {
  const folder = path.join('build/shell', name);
  const file = path.join(folder, '.stamp');
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return;
  const start = performance.now();
  // Built aside and swapped in: pages that are open, and a second build, never meet half of one.
  const fresh = `${folder}.${process.pid}`;
  await bundle(options(fresh));
  writeFileSync(path.join(fresh, '.stamp'), stamp);
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
  console.log(`Built the shell's ${name} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
};

const mode = process.env['TAKT_SHELL_DEV'] ?? '';
const vendor = hashOf(configuration, [...vendorModules().keys()].join(), mode);
await part('vendor', vendor, vendorOptions);
await part('app', hashOf(sources, vendor), appOptions);
