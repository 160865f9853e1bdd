import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where a company's CRM, store and keys lie on this machine. */
export interface CompanyFolder {
  readonly folder: string;
  readonly privateKey: string;
  readonly publicKey: string;
}

/** `../shared/data/Maven CRM` → `maven-crm`; the demo company where nothing is imported. */
export const companyName = (importFolder: string | undefined): string =>
  importFolder === undefined
    ? 'demo'
    : path
        .basename(path.resolve(importFolder))
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, '') || 'import';

/**
 * Makes the company's folder and, once, the key pair with which the companion signs in to the local org. The private
 * key is readable by its owner alone.
 * @param reset Throws everything away first.
 */
export const companyFolder = (root: string, name: string, reset: boolean): CompanyFolder => {
  const folder = path.resolve(root, name);
  if (reset) rmSync(folder, { recursive: true, force: true });
  const keys = path.join(folder, 'keys');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  const company = { folder, privateKey: path.join(keys, 'private.pem'), publicKey: path.join(keys, 'public.pem') };
  if (!existsSync(company.privateKey) || !existsSync(company.publicKey)) {
    const pair = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    writeFileSync(company.privateKey, pair.privateKey, { mode: 0o600 });
    writeFileSync(company.publicKey, pair.publicKey);
  }
  return company;
};
