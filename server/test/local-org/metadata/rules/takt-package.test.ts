import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { folderFiles } from '../../../../local-org/metadata/package/folder-files.ts';
import { readSource } from '../../../../local-org/metadata/package/read-source.ts';
import { checkPackage } from '../../../../local-org/metadata/rules/check-package.ts';

const directories = readdirSync('force-app', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  .map((entry) => `force-app/${entry.name}`);

it('finds nothing in the package of this project', () => {
  const contents = readSource(folderFiles(process.cwd(), directories));
  expect(contents.components.length).toBeGreaterThan(500);
  expect(checkPackage(contents, { components: [] })).toEqual([]);
});

it('judges the whole package within five seconds', () => {
  const contents = readSource(folderFiles(process.cwd(), directories));
  const start = performance.now();
  checkPackage(contents, { components: [] });
  expect(performance.now() - start).toBeLessThan(5000);
});
