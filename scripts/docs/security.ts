/** `npm run docs:security` writes docs/security.md from the metadata; with `--check` it only says whether it is current. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadMetadata } from '../../server/local-org/metadata/load-metadata.ts';
import { securityDocument } from './security/document.ts';

const root = path.resolve(import.meta.dirname, '../..');
const file = path.join(root, 'docs/security.md');
const wanted = securityDocument(loadMetadata(root));

if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) {
  process.stderr.write('docs/security.md is not what the metadata say. Run: npm run docs:security\n');
  process.exitCode = 1;
}
