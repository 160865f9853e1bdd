import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** The Salesforce CLI is not where it was looked for; the message says how to get it. */
export class CliMissing extends Error {
  override readonly name = 'CliMissing';
}

const howToGetIt =
  'Install it with "npm install --global @salesforce/cli", sign in with "sf org login web --alias <name>", and try ' +
  'again; or set TAKT_SF to the path of sf.';

const names = process.platform === 'win32' ? ['sf.cmd', 'sf.exe'] : ['sf'];

const mayRun = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

/**
 * Where `sf` is: what TAKT_SF names, else the first on the PATH.
 * @throws CliMissing
 */
export const findSalesforceCli = (environment: Environment): string => {
  const named = environment['TAKT_SF'] ?? '';
  if (named !== '') {
    if (mayRun(named)) return named;
    throw new CliMissing(`TAKT_SF names ${named}, and there is no program. ${howToGetIt}`);
  }
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(path.delimiter);
  const found = folders
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find(mayRun);
  if (found === undefined) throw new CliMissing(`The Salesforce CLI (sf) is not installed. ${howToGetIt}`);
  return found;
};

/** Runs a program with this one's own terminal, and gives its exit code; a program that was killed gives undefined. */
export const runInTerminal = (
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly environment: Environment; readonly quiet?: boolean },
): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.environment,
      // What is not the answer itself goes to stderr, so that a program can read stdout.
      stdio: ['inherit', options.quiet === true ? process.stderr : 'inherit', 'inherit'],
      // Windows starts its command files by a shell alone.
      shell: process.platform === 'win32' && program.endsWith('.cmd'),
    });
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? undefined);
    });
  });
