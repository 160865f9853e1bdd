/** `npm run docs:manifest` writes manifest/package.xml from the package; with `--check` it only says whether it is current. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderFiles } from '../../server/local-org/metadata/package/folder-files.ts';
import { readSource } from '../../server/local-org/metadata/package/read-source.ts';
import { manifest } from './manifest/manifest.ts';

const root = path.resolve(import.meta.dirname, '../..');
const file = path.join(root, 'manifest/package.xml');
const wanted = manifest(readSource(folderFiles(root, ['force-app/main'])));

if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) {
  process.stderr.write('manifest/package.xml is not what the package holds. Run: npm run docs:manifest\n');
  process.exitCode = 1;
}
