import { globSync } from 'node:fs';
import path from 'node:path';

/** Every file below `force-app`, what is ignored too, from the project's root. */
export const everyFile = (root: string): readonly string[] =>
  globSync('force-app/*/**/*', { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
