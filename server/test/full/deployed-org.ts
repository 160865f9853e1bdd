import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { issueToken } from '../../local-org/auth/sessions.ts';
import type { LocalOrg } from '../../local-org/local-org.ts';
import { startLocalOrg } from '../../local-org/start.ts';
import { create, idOf } from '../contract/company.ts';
import { clientId, today } from '../contract/harness.ts';
import { ensureSalesforceCli, salesforceCli, type SalesforceCli } from './salesforce-cli.ts';

const root = path.resolve(import.meta.dirname, '../../..');
export const adminUsername = 'admin@takt.example';

/** An org without the package, a copy of the project, and the CLI signed in to the one from within the other. */
export interface FreshOrg {
  readonly url: string;
  readonly org: LocalOrg;
  readonly sf: SalesforceCli;
  readonly project: string;
  readonly folder: string;
  readonly privateKey: string;
  /** The package directories of `sfdx-project.json`, in its order. */
  readonly directories: readonly string[];
  close(): Promise<void>;
}

const createAdmin = (org: LocalOrg): void => {
  create(org, 'User', [
    {
      ...{ FirstName: 'Ada', LastName: 'Admin', Username: adminUsername, Email: adminUsername, Alias: 'ada' },
      ...{ IsActive: true, ProfileId: idOf(org, "SELECT Id FROM Profile WHERE Name = 'System Administrator'") },
    },
  ]);
};

/** What a person has who has cloned the project: the CLI gets a copy, so that tests can spoil it. */
const copyProject = (to: string): readonly string[] => {
  mkdirSync(to);
  for (const name of ['force-app', 'sfdx-project.json', '.forceignore']) {
    cpSync(path.join(root, name), path.join(to, name), { recursive: true });
  }
  const project = JSON.parse(readFileSync(path.join(to, 'sfdx-project.json'), 'utf8')) as {
    packageDirectories: readonly { path: string }[];
  };
  return project.packageDirectories.map((directory) => directory.path);
};

export const startFreshOrg = async (): Promise<FreshOrg> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'takt-full-'));
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const running = await startLocalOrg({
    data: ':memory:',
    port: 0,
    today,
    projectRoot: null,
    clients: [{ id: clientId, publicKey }],
    prepare: createAdmin,
  });
  const project = path.join(folder, 'project');
  const directories = copyProject(project);
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const sf = salesforceCli(ensureSalesforceCli(), home, project);
  const signIn = ['org', 'login', 'access-token', '--instance-url', running.url, '--no-prompt', '--set-default'];
  const { code, errors } = await sf.run([...signIn, '--alias', 'local'], {
    SF_ACCESS_TOKEN: issueToken(running.org, adminUsername).token,
  });
  if (code !== 0) throw new Error(`The CLI could not sign in: ${errors}`);
  return {
    url: running.url,
    org: running.org,
    sf,
    project,
    folder,
    privateKey,
    directories,
    async close() {
      await running.close();
      rmSync(folder, { recursive: true });
    },
  };
};
