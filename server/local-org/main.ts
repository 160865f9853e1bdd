import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { describeProblem, ImportError, importFolder, type DemoUser, type Progress } from './import/index.ts';
import type { LocalOrg } from './local-org.ts';
import { orgFeatures } from './metadata/features.ts';
import { MetadataError } from './metadata/load-metadata.ts';
import { seedDemo } from './seed/index.ts';
import { startLocalOrg, type RunningOrg } from './start.ts';
import { isDate } from './store/date-times.ts';

const usage = `Usage: node server/local-org/main.ts --data DIR [--port 4100]
  [--seed demo [--deals N] [--random-seed S] | --import FOLDER [--mapping FILE]]
  [--features MultiCurrency,OpportunitySplits,ProductSchedules,TerritoryManagement]
  [--empty] [--admin-port 0] [--today 2026-11-24] [--client-id ID --client-key public.pem] [--json]`;

/** The command was called in a way that it does not know. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

const whole = z.coerce.number().int();
const commandLine = z
  .object({
    data: z.string({ error: 'is missing' }).min(1),
    port: whole.min(0).max(65_535).default(4100),
    'admin-port': whole.min(0).max(65_535).optional(),
    seed: z.literal('demo', { error: 'can only be demo' }).optional(),
    deals: whole.min(1).optional(),
    'random-seed': whole.optional(),
    import: z.string().optional(),
    mapping: z.string().optional(),
    today: z.string().refine(isDate, 'is no date like 2026-11-24').optional(),
    features: z
      .string()
      .default('')
      .transform((list) => list.split(',').filter((name) => name !== ''))
      .pipe(z.array(z.enum(orgFeatures))),
    'client-id': z.string().optional(),
    'client-key': z.string().optional(),
    empty: z.boolean().default(false),
    json: z.boolean().default(false),
  })
  .refine((given) => given.seed === undefined || given.import === undefined, '--seed and --import exclude each other')
  .refine(
    (given) => !given.empty || (given.seed === undefined && given.import === undefined),
    '--empty opens an org without the package, which --seed and --import need',
  )
  .refine(
    (given) => (given['client-id'] === undefined) === (given['client-key'] === undefined),
    '--client-id and --client-key go together',
  );
type CommandLine = z.infer<typeof commandLine>;

const text = { type: 'string' } as const;

const readCommandLine = (): CommandLine => {
  let values: unknown;
  try {
    ({ values } = parseArgs({
      options: {
        ...{ data: text, port: text, seed: text, deals: text, 'random-seed': text, import: text, mapping: text },
        ...{ 'admin-port': text, features: text, today: text, 'client-id': text, 'client-key': text },
        ...{ empty: { type: 'boolean' }, json: { type: 'boolean' } },
      },
    }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const parsed = commandLine.safeParse(values);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `--${path.join('.')} ${message}` : message,
  );
  throw new UsageError(wrong.join('\n'));
};

/** Says what happens: one JSON object a line for programs, sentences for people. */
const announce = (json: boolean, event: Readonly<Record<string, unknown>>, sentence: string): void => {
  process.stdout.write(`${json ? JSON.stringify(event) : sentence}\n`);
};

interface Company {
  readonly title: string;
  readonly users: readonly DemoUser[];
}

const setting = 'company';

const knownCompany = (org: LocalOrg): Company | undefined => {
  const saved = org.kernel.database.row('SELECT value FROM "_setting" WHERE name = ?', [setting])?.['value'];
  return typeof saved === 'string' ? (JSON.parse(saved) as Company) : undefined;
};

/** Fills an empty org as the command line says; a filled one stays as it is. */
const fill = (org: LocalOrg, given: CommandLine, onProgress: (progress: Progress) => void): Company => {
  const known = knownCompany(org);
  if (known !== undefined) return known;
  const today = org.clock.today();
  const company = org.transaction((): Company | undefined => {
    if (given.import !== undefined) {
      const mapping = given.mapping === undefined ? {} : { mapping: given.mapping };
      const report = importFolder(org, given.import, { today, onProgress, ...mapping });
      return { title: report.title, users: report.demoUsers };
    }
    if (given.seed === undefined) return undefined;
    const { deals, 'random-seed': randomSeed } = given;
    const size = { ...(deals === undefined ? {} : { deals }), ...(randomSeed === undefined ? {} : { randomSeed }) };
    const report = seedDemo(org, { today, onProgress, ...size });
    return { title: report.title, users: report.demoUsers };
  });
  if (company === undefined) return { title: 'Empty org', users: [] };
  org.kernel.database.run('INSERT OR REPLACE INTO "_setting" (name, value) VALUES (?, ?)', [
    setting,
    JSON.stringify(company),
  ]);
  return company;
};

const problemsOf = (error: unknown): readonly string[] => {
  if (error instanceof ImportError) return error.problems.map(describeProblem);
  return error instanceof MetadataError ? error.problems : [];
};

const fail = (json: boolean, error: unknown): void => {
  const message = error instanceof Error ? error.message : String(error);
  const problems = problemsOf(error);
  if (json) announce(true, { event: 'failed', message, problems }, '');
  else process.stderr.write(`${[message, ...problems.map((problem) => `  ${problem}`)].join('\n')}\n`);
  process.exitCode = 1;
};

const closeOnSignal = (running: RunningOrg): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void running.close().then(() => process.exit(0));
    });
  }
};

const main = async (given: CommandLine): Promise<void> => {
  const { 'client-id': clientId, 'client-key': clientKey, json } = given;
  const clients =
    clientId === undefined || clientKey === undefined
      ? []
      : [{ id: clientId, publicKey: readFileSync(clientKey, 'utf8') }];
  let company: Company = { title: '', users: [] };
  const running = await startLocalOrg({
    data: given.data,
    port: given.port,
    ...(given.today === undefined ? {} : { today: given.today }),
    ...(given.empty ? { projectRoot: null } : {}),
    features: given.features,
    ...(given['admin-port'] === undefined ? {} : { adminPort: given['admin-port'] }),
    clients,
    prepare: (org) => {
      for (const line of org.unsupported) process.stderr.write(`Not done by the local org yet: ${line}\n`);
      company = fill(org, given, (progress) => {
        announce(json, { event: 'progress', ...progress }, `${progress.title}: ${progress.done} of ${progress.total}`);
      });
    },
  });
  closeOnSignal(running);
  const { title, users } = company;
  const { url, adminUrl } = running;
  const faults = adminUrl === undefined ? '' : ` (faults: ${adminUrl})`;
  announce(json, { event: 'ready', url, adminUrl, users, company: title }, `${title}: ${url}${faults}`);
};

try {
  const given = readCommandLine();
  await main(given).catch((error: unknown) => {
    fail(given.json, error);
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  process.exitCode = 2;
}
