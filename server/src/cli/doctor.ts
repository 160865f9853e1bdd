import { Command } from 'commander';
import { checkReach } from '../adapters/salesforce/check-reach.ts';
import { checkWritable, writtenObjects } from '../adapters/salesforce/check-results.ts';
import { createReader } from '../adapters/salesforce/reader.ts';
import { createRunRights } from '../adapters/salesforce/run-rights.ts';
import { mirrorTables } from '../application/ports/mirror-tables.ts';
import type { RequestBudget } from '../application/ports/request-budget.ts';
import { openConnection } from '../main.ts';
import { openStoreOf } from '../store-place.ts';
import { exitCode, runCommandLine, type CommandContext } from './command.ts';

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly message: string;
}

/** `takt doctor`: checks all that a run needs, and says what to put right. */
export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('check configuration, sign-in, permissions and store')
    .option('--json', 'one JSON object a line')
    .action((options: { json?: boolean }) =>
      runCommandLine(options, async (context) => {
        const findings: Finding[] = [];
        for await (const finding of examine(context)) {
          findings.push(finding);
          if (options.json === true) process.stdout.write(`${JSON.stringify({ event: 'check', ...finding })}\n`);
          else context.reporter.note(`${finding.ok ? '✓' : '✗'} ${finding.check}: ${finding.message}`);
        }
        return findings.every(({ ok }) => ok) ? exitCode.good : exitCode.failed;
      }),
    );

async function* examine({ config }: CommandContext): AsyncGenerator<Finding> {
  yield {
    check: 'configuration',
    ok: true,
    message: `${config.username} at ${config.loginUrl}, in ${config.currency}`,
  };
  yield await finding('store', async () => {
    const org = async (): Promise<string> => (await openConnection(config).signIn()).organizationId;
    const { database, place } = await openStoreOf(config, org);
    await database.close();
    return place;
  });
  const keyRead = await finding('private key', () => {
    openConnection(config);
    return Promise.resolve(`${config.privateKeyFile}, readable by its owner alone`);
  });
  yield keyRead;
  if (!keyRead.ok) return;

  const connection = openConnection(config);
  const signedIn = await finding('sign-in', async () => {
    const { instanceUrl, userId } = await connection.signIn();
    return `user ${userId} at ${instanceUrl}`;
  });
  yield signedIn;
  if (!signedIn.ok) return;

  const timing = { random: Math.random, now: Date.now, sleep: () => Promise.resolve() };
  const reader = createReader(connection, { timing });
  for (const table of mirrorTables) {
    yield await finding(`reading ${table.name}`, async () => {
      const plan = await reader.plan(table);
      return plan === undefined ? 'not shown by this org; not needed yet' : `${plan.columns.length} fields`;
    });
  }
  yield await finding('seeing who may ask for runs', async () => {
    const { userId } = await connection.signIn();
    if (await createRunRights(connection).mayAskFor('Forecast', userId)) return 'custom permissions';
    throw new Error('The service user does not hold Takt_Run_Forecast. Assign the permission set Takt_Integration.');
  });
  for (const written of writtenObjects) {
    yield await finding(`writing ${written.object}`, async () => {
      await checkWritable(connection, written);
      return `${written.fields.length} fields`;
    });
  }
  yield await finding('API requests', () => requests(connection.budget));
  yield await finding('changing rows of others', async () =>
    (await checkReach(connection)) ? 'by the public group Takt Service' : 'nothing to try it on before the first run',
  );
}

/** How many requests are left to the companion. */
const requests = (budget: RequestBudget): Promise<string> => {
  const allowance = budget.allowance();
  if (allowance === undefined) return Promise.resolve('this org does not say how many it allows');
  const used = `${allowance.used.toLocaleString('en')} of ${allowance.allowed.toLocaleString('en')} in 24 hours, all programs together`;
  switch (budget.state()) {
    case 'plenty':
      return Promise.resolve(used);
    case 'saving':
      return Promise.resolve(`${used}: forecasts do not begin by themselves, see TAKT_REQUEST_PERCENT`);
    case 'used-up':
      return Promise.reject(new Error(`${used}. See which program uses them (Setup → System Overview → API Usage).`));
  }
};

const finding = async (check: string, look: () => Promise<string>): Promise<Finding> => {
  try {
    return { check, ok: true, message: await look() };
  } catch (error) {
    return { check, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
};
