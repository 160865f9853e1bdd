import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The package's own directories: `force-app/main` and the optional ones beside it. */
export const packageDirectories = (root: string): string[] =>
  readdirSync(path.join(root, 'force-app'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry) => `force-app/${entry.name}`);
