import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FROM = 'server/src/domain/quota/import';
const TO = 'force-app/main/quota/lwc/quotaImportRules';

/** A source of the domain as a module of a Lightning bundle: imports without `.ts`, which the platform does not know. */
export const asBundleModule = (source: string): string =>
  `// Copied from ${FROM} by build:lwc: change it there.\n${source.replace(/(from '\.\/[^']+)\.ts'/g, "$1'")}`;

/**
 * Brings the rules of the quota import into the browser (decision 0006): the same sources, copied at every build.
 * @throws Error when a rule imports anything but its siblings, which no bundle could resolve.
 */
export const emitQuotaImportRules = (root: string): void => {
  const target = path.join(root, TO);
  mkdirSync(target, { recursive: true });
  for (const old of globSync('*.ts', { cwd: target })) rmSync(path.join(target, old));
  for (const file of globSync('*.ts', { cwd: path.join(root, FROM) })) {
    const source = readFileSync(path.join(root, FROM, file), 'utf8');
    const stranger = /from '(?!\.\/)([^']+)'/.exec(source)?.[1];
    if (stranger !== undefined) {
      throw new Error(`${FROM}/${file} imports ${stranger}: the browser has the rules alone. Import siblings only.`);
    }
    writeFileSync(path.join(target, file === 'index.ts' ? 'quotaImportRules.ts' : file), asBundleModule(source));
  }
};
