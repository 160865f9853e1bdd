import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rollup';
import type { Bundle } from '../bundles.ts';

const virtualName = 'shell/exposedComponents';

/**
 * The components that pages may hold (`isExposed` in their metadata), each in a file of its own, loaded when a page
 * names it: `import { components } from 'shell/exposedComponents'`.
 */
export const exposedComponents = (root: string, bundles: readonly Bundle[]): Plugin => ({
  name: 'exposed-components',
  resolveId: (id) => (id === virtualName ? `\0${virtualName}` : null),
  load(id) {
    if (id !== `\0${virtualName}`) return null;
    const entries = bundles
      .filter(({ name, folder }) =>
        readFileSync(path.join(root, folder, `${name}.js-meta.xml`), 'utf8').includes('<isExposed>true</isExposed>'),
      )
      .map(({ name }) => `[${JSON.stringify(`c:${name}`)}, () => import('c/${name}')]`);
    return `export const components = new Map([${entries.join(', ')}]);`;
  },
});
