/**
 * `npm run docs:reliability` fills in where each promise of docs/reliability.md is tested; with `--check` it only says
 * whether every promise has its test and the document names it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reliabilityDocument } from './reliability/document.ts';
import { numberedTests } from './reliability/numbered-tests.ts';

const lastPromise = 49;
const root = path.resolve(import.meta.dirname, '../..');
const file = path.join(root, 'docs/reliability.md');
const text = readFileSync(file, 'utf8');
const document = reliabilityDocument(text, numberedTests(path.join(root, 'server/test')), lastPromise);

if (!document.ok) {
  process.stderr.write(`docs/reliability.md:\n${document.problems.map((problem) => `  ${problem}\n`).join('')}`);
  process.exitCode = 1;
} else if (!process.argv.includes('--check')) {
  writeFileSync(file, document.text);
} else if (document.text !== text) {
  process.stderr.write('docs/reliability.md does not name its tests as they are. Run: npm run docs:reliability\n');
  process.exitCode = 1;
}
