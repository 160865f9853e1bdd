import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const oldest = 15;
const debian = '/usr/lib/postgresql';

const folders = (): readonly string[] => [
  process.env['TAKT_POSTGRES_BIN'] ?? '',
  ...(existsSync(debian) ? readdirSync(debian) : [])
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => path.join(debian, version, 'bin')),
  ...['18', '17', '16', '15'].map((version) => `/opt/homebrew/opt/postgresql@${version}/bin`),
  ...(process.env['PATH'] ?? '').split(path.delimiter),
];

const versionIn = (folder: string): number => {
  const { stdout } = spawnSync(path.join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/(\d+)/.exec(stdout)?.[1] ?? 0);
};

/** Where this machine has the programs of a PostgreSQL that is new enough: TAKT_POSTGRES_BIN first, then installed ones. */
export const postgresPrograms = (): string | undefined =>
  folders().find((folder) => existsSync(path.join(folder, 'initdb')) && versionIn(folder) >= oldest);

const run = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status ===
  0;

/**
 * The programs of PostgreSQL: the installed ones, else Debian's when root.
 * @returns undefined where there are none and tests may do without them, which is nowhere in CI.
 * @throws Error with what to try, in CI.
 */
export const ensurePostgres = (): string | undefined => {
  const install = (): boolean =>
    process.getuid?.() === 0 &&
    run('apt-get', 'update') &&
    run('apt-get', 'install', '-y', '--no-install-recommends', 'postgresql');
  const found = postgresPrograms() ?? (install() ? postgresPrograms() : undefined);
  if (found === undefined && process.env['CI'] === 'true') throw new Error(withoutPostgres);
  return found;
};

export const withoutPostgres =
  `No PostgreSQL ${oldest} or newer for the tests of the shared store. Install one (\`apt-get install postgresql\`, ` +
  '`brew install postgresql@15`), or name the folder of yours: TAKT_POSTGRES_BIN=/path/to/bin npm test';
