/** How the shell's browser side is bundled; `scripts/build/shell.ts` decides what has to be built. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import lwc from '@lwc/rollup-plugin';
import replace from '@rollup/plugin-replace';
import type { Plugin, RollupOptions } from 'rollup';
import { bundles } from './scripts/build/bundles.ts';
import { usedBaseComponents } from './scripts/build/shell/base-components.ts';
import { exposedComponents } from './scripts/build/shell/exposed-components.ts';
import { salesforceModules } from './scripts/build/shell/salesforce-modules.ts';
import { stripTypes } from './scripts/build/shell/strip-types.ts';

const root = import.meta.dirname;
const browser = path.join(root, 'server/local-org/shell/browser');
/** Set to see LWC's own warnings in the browser's console; slower. */
const mode = process.env['TAKT_SHELL_DEV'] === undefined ? 'production' : 'development';

/** Where the shell's server serves `build/shell`. */
const assets = '/shell/assets';

/** Modules that change only with the lock file, by the name of their file. */
export const vendorModules = (): ReadonlyMap<string, string> =>
  new Map([
    ['lwc', 'lwc'],
    ['synthetic-shadow', '@lwc/synthetic-shadow'],
    ...usedBaseComponents(root).map((name) => [`lightning/${name}`, `lightning/${name}`] as const),
  ]);

/** A bundle's entry: its script, or for a bundle of styles alone its css. */
const entryOf = (folder: string, name: string): string => {
  const stem = path.join(root, folder, name);
  return existsSync(`${stem}.js`) ? `${stem}.js` : `${stem}.css`;
};

const plugins = (): Plugin[] => {
  const components = bundles(root);
  return [
    salesforceModules(root),
    exposedComponents(root, components),
    stripTypes(),
    lwc({
      rootDir: browser,
      modules: [
        ...components.map(({ name, folder }) => ({ name: `c/${name}`, path: entryOf(folder, name) })),
        { dir: browser },
        { npm: 'lightning-base-components' },
      ],
      exclude: [/\0/, '**/browser/*.ts', '**/shell/client/**'],
      enableDynamicComponents: true,
      enableSyntheticElementInternals: true,
      enableLwcOn: true,
    }),
    replace({
      preventAssignment: true,
      values: {
        'process.env.NODE_ENV': JSON.stringify(mode),
        'process.env.SKIP_LWC_VERSION_MISMATCH_CHECK': '"true"',
        'import.meta.env.SSR': 'false',
      },
    }),
  ];
};

// Entries have no importer, and only imports are resolved through LWC's module folders.
const importedFromShell = (): Plugin => ({
  name: 'vendor-entries',
  resolveId(id, importer) {
    return importer === undefined ? this.resolve(id, path.join(browser, 'boot.ts'), { skipSelf: true }) : null;
  },
});

/** LWC and the base components that are used, one file each. */
export const vendorOptions = (folder = 'build/shell/vendor'): RollupOptions => ({
  input: Object.fromEntries(vendorModules()),
  output: {
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  },
  preserveEntrySignatures: 'strict',
  plugins: [importedFromShell(), ...plugins()],
  onwarn(warning, warn) {
    // The base components import each other in circles, and one template of theirs has an attribute that LWC doubts.
    const theirs = warning.loc?.file?.includes('lightning-base-components') === true;
    if (warning.code !== 'CIRCULAR_DEPENDENCY' && !theirs) warn(warning);
  },
});

/** The shell itself, and every component that a page may hold. */
export const appOptions = (folder = 'build/shell/app'): RollupOptions => {
  const vendor = new Map([...vendorModules()].map(([file, module]) => [module, `${assets}/vendor/${file}.js`]));
  return {
    input: { boot: path.join(browser, 'boot.ts') },
    external: [...vendor.keys()],
    output: {
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      paths: Object.fromEntries(vendor),
    },
    plugins: plugins(),
  };
};

export default [vendorOptions(), appOptions()];
