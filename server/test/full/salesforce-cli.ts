import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** The one that the tests were written against; another may ask other things of an org. */
const version = '2.150.6';

const cacheFolder = (): string =>
  path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'takt', `sf-${version}`);
const programIn = (folder: string): string => path.join(folder, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');

/**
 * The real Salesforce CLI, outside the repository: npm installs it once into the user's cache folder (300 MB). None of
 * its packages needs to run a script at install.
 * @throws Error when npm cannot install it: these tests are never skipped in silence.
 */
export const ensureSalesforceCli = (): string => {
  const folder = cacheFolder();
  if (existsSync(programIn(folder))) return programIn(folder);
  console.log(`Installing the Salesforce CLI ${version} into ${folder} (once) …`);
  mkdirSync(path.dirname(folder), { recursive: true });
  const fresh = mkdtempSync(`${folder}-`);
  const options = ['--prefix', fresh, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', ...options, `@salesforce/cli@${version}`], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`The Salesforce CLI could not be installed from npm (exit code ${status ?? 'none'}).`);
  }
  // Another run may have been faster: then this one is thrown away.
  if (existsSync(folder)) rmSync(fresh, { recursive: true });
  else renameSync(fresh, folder);
  return programIn(folder);
};

export interface CliAnswer {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** The CLI with a home and a project of its own: it knows no other org, sends nothing home, and renews itself never. */
export interface SalesforceCli {
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<CliAnswer>;
  /** Runs with `--json`. @returns the answer's `result`, whatever the exit code */
  json<Result>(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Result>;
}

export const salesforceCli = (script: string, home: string, project: string): SalesforceCli => {
  const own = Object.entries(process.env).filter(([name]) => !/^(SF|SFDX|TAKT)_/.test(name));
  const base = {
    ...Object.fromEntries(own),
    ...{ HOME: home, USERPROFILE: home, XDG_CACHE_HOME: path.join(home, 'cache'), NO_COLOR: '1', CI: '1' },
    ...{ SF_USE_GENERIC_UNIX_KEYCHAIN: 'true', SF_DISABLE_TELEMETRY: 'true', SF_AUTOUPDATE_DISABLE: 'true' },
    ...{ SF_SKIP_NEW_VERSION_CHECK: 'true', SF_HIDE_RELEASE_NOTES: 'true' },
  };
  const run: SalesforceCli['run'] = (args, environment = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [script, ...args], {
        cwd: project,
        env: { ...base, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let [out, errors] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      child.once('error', reject);
      child.once('close', (code) => {
        resolve({ code, out, errors });
      });
    });
  return {
    run,
    async json<Result>(args: readonly string[], environment = {}) {
      const { out, errors } = await run([...args, '--json'], environment);
      try {
        return (JSON.parse(out) as { result: Result }).result;
      } catch (cause) {
        throw new Error(`sf ${args.join(' ')} said no JSON: ${out}${errors}`, { cause });
      }
    },
  };
};
