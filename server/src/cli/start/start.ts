import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { Listr } from 'listr2';
import { z } from 'zod';
import { companyFolder, companyName, type CompanyFolder } from './company.ts';
import { progressText, type DemoUser, type ProgramEvent } from './events.ts';
import { ProgramFailed, startProgram, type Program } from './program.ts';

interface StartOptions {
  readonly import?: string;
  readonly mapping?: string;
  readonly deals?: number;
  readonly randomSeed?: number;
  readonly today?: string;
  readonly port: number;
  readonly companionPort: number;
  readonly data: string;
  readonly reset: boolean;
}

interface Started {
  folder: CompanyFolder;
  localOrg?: Program;
  companion?: Program;
  url: string;
  companionUrl: string;
  company: string;
  users: readonly DemoUser[];
}

const root = path.resolve(import.meta.dirname, '../../../..');
const clientId = 'takt-companion';
const serviceUser = 'integration@takt.example';

const integer = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('A whole number is needed.');
  return value;
};
const port = (name: string, fallback: number): number => {
  const set = process.env[name];
  return set === undefined || set === '' ? fallback : integer(set);
};
const given = (name: string, value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : [name, String(value)];

/** The one place that says it: the local org takes the package in under it as well. */
const packageNamespace = (): string => {
  const project: unknown = JSON.parse(readFileSync(path.join(root, 'sfdx-project.json'), 'utf8'));
  return z.object({ namespace: z.string().default('') }).parse(project).namespace;
};

/** Until the first task has made it. */
const noFolder: CompanyFolder = { folder: '', privateKey: '', publicKey: '' };

const startLocalOrg = async (options: StartOptions, started: Started, show: (text: string) => void): Promise<void> => {
  started.folder = companyFolder(options.data, companyName(options.import), options.reset);
  const program = startProgram(
    'local org',
    path.join(root, 'server/local-org/main.ts'),
    [
      ...['--json', '--port', String(options.port), '--data', started.folder.folder],
      ...['--client-id', clientId, '--client-key', started.folder.publicKey],
      ...(options.import === undefined ? ['--seed', 'demo'] : ['--import', path.resolve(options.import)]),
      ...given('--mapping', options.mapping === undefined ? undefined : path.resolve(options.mapping)),
      ...given('--deals', options.deals),
      ...given('--random-seed', options.randomSeed),
      ...given('--today', options.today),
    ],
    {},
  );
  started.localOrg = program;
  const ready = await program.until('ready', onProgress(show));
  started.url = ready.url;
  started.company = ready.company ?? companyName(options.import);
  started.users = ready.users ?? [];
};

const startCompanion = async (options: StartOptions, started: Started, show: (text: string) => void): Promise<void> => {
  const program = startProgram(
    'companion',
    path.join(root, 'server/src/cli.ts'),
    ['serve', '--json', '--run-on-start', 'forecast'],
    {
      TAKT_LOGIN_URL: started.url,
      TAKT_CLIENT_ID: clientId,
      TAKT_USERNAME: serviceUser,
      TAKT_PRIVATE_KEY_FILE: started.folder.privateKey,
      TAKT_DATA_DIR: started.folder.folder,
      // All local orgs have the same id: in a PostgreSQL their stores would be one. Empty counts as not set.
      DATABASE_URL: '',
      TAKT_DATABASE_SCHEMA: '',
      TAKT_PORT: String(options.companionPort),
      TAKT_POLL_SECONDS: '2',
      TAKT_CURRENCY: options.import === undefined ? 'EUR' : (process.env['TAKT_CURRENCY'] ?? 'USD'),
      TAKT_NAMESPACE: packageNamespace(),
      ...(options.today === undefined ? {} : { TAKT_TODAY: options.today }),
    },
  );
  started.companion = program;
  started.companionUrl = (await program.until('ready', onProgress(show))).url;
};

const onProgress =
  (show: (text: string) => void) =>
  (event: ProgramEvent): void => {
    if (event.event === 'progress') show(progressText(event));
  };

const firstRun = async (started: Started, show: (text: string) => void): Promise<string> => {
  if (started.companion === undefined) throw new ProgramFailed('The companion has not been started.');
  const run = await started.companion.until('run', onProgress(show));
  if (run.status !== 'Succeeded') throw new ProgramFailed(run.message ?? `The planning run ended ${run.status}.`);
  return `${(run.read ?? 0).toLocaleString('en')} records read, ${(run.written ?? 0).toLocaleString('en')} rows written`;
};

const address = (started: Started): string => {
  const width = Math.max(...started.users.map(({ username }) => username.length), 0);
  const people = started.users.map(
    ({ username, name, title }) => `    ${username.padEnd(width)}  ${name}${title === null ? '' : `, ${title}`}`,
  );
  return [
    '',
    `  Takt is ready: ${started.url}`,
    `  ${started.company}. Choose who you are on the page; no passwords here. For example:`,
    '',
    ...people,
    '',
    `  The companion answers on ${started.companionUrl}. Ctrl-C stops everything.`,
    '',
  ].join('\n');
};

const stopAll = async ({ companion, localOrg }: Started): Promise<void> => {
  await companion?.stop();
  await localOrg?.stop();
};

const report = (error: unknown): void => {
  const problems = error instanceof ProgramFailed ? error.problems : [];
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  for (const problem of problems) console.error(`  ${problem}`);
};

const start = async (options: StartOptions): Promise<void> => {
  const started: Started = { folder: noFolder, url: '', companionUrl: '', company: '', users: [] };
  const interrupted = new Promise<'interrupted'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve('interrupted');
      });
  });
  const source = options.import === undefined ? 'a demo company' : options.import;
  const tasks = new Listr(
    [
      {
        title: `Local org with ${source}`,
        task: async (_, task) => {
          await startLocalOrg(options, started, (text) => (task.output = text));
          task.title = `Local org with ${started.company}`;
        },
      },
      {
        title: 'Companion service',
        task: (_, task) => startCompanion(options, started, (text) => (task.output = text)),
      },
      {
        title: 'Planning run: read, plan, write back',
        task: async (_, task) => {
          task.title = `Planning run: ${await firstRun(started, (text) => (task.output = text))}`;
        },
      },
    ],
    { registerSignalListeners: false, renderer: 'default', fallbackRenderer: 'simple' },
  );
  try {
    const outcome = await Promise.race([tasks.run().then(() => 'up' as const), interrupted]);
    if (outcome === 'up') {
      console.log(address(started));
      await Promise.race([
        interrupted,
        ...[started.localOrg, started.companion].map((program) => program?.ended ?? interrupted),
      ]);
    }
    console.log('\nStopping …');
  } catch (error) {
    report(error);
    process.exitCode = 1;
  }
  await stopAll(started);
  // listr2 may still hold a task that was interrupted: everything of ours has ended by now.
  process.exit();
};

/** `takt start`: local org, companion and shell on this machine, one planning run, then until Ctrl-C. */
export const startCommand = (): Command =>
  new Command('start')
    .description('start the local org, the companion and the shell on this machine, with a demo company or your data')
    .option('--import <folder>', 'a folder of CSV files instead of the demo company')
    .option('--mapping <file>', 'how the columns of those files become objects and fields')
    .option('--deals <n>', 'size of the demo company, in opportunities', integer)
    .option('--random-seed <n>', 'another demo company', integer)
    .option('--today <date>', 'the day it is, for tests and pictures (2026-11-24)')
    .option('--port <n>', 'port of the local org and shell', integer, port('TAKT_LOCAL_ORG_PORT', 4100))
    .option('--companion-port <n>', 'port of the companion', integer, port('TAKT_PORT', 4200))
    .option('--data <folder>', 'where the data of every company lies', path.join(root, '.takt'))
    .option('--reset', 'throw away what is there of this company and begin anew', false)
    .action(start);
