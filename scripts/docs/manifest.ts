/** `npm run docs:manifest` writes manifest/package.xml from the package; `npm run check:package` says when it is out of date. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderFiles } from '../../server/local-org/metadata/package/folder-files.ts';
import { readSource } from '../../server/local-org/metadata/package/read-source.ts';
import { manifest } from './manifest/manifest.ts';

const root = path.resolve(import.meta.dirname, '../..');
writeFileSync(path.join(root, 'manifest/package.xml'), manifest(readSource(folderFiles(root, ['force-app/main']))));
