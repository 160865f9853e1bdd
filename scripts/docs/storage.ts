/** `npm run docs:storage` writes docs/storage.md from the formulas; with `--check` it only says whether it is current. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { storageDocument } from './storage/document.ts';

const file = path.resolve(import.meta.dirname, '../../docs/storage.md');
const wanted = storageDocument();

if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) {
  process.stderr.write('docs/storage.md is not what the formulas say. Run: npm run docs:storage\n');
  process.exitCode = 1;
}
