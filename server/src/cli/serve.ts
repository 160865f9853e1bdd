import { Command, InvalidArgumentError } from 'commander';
import { createApp, listen } from '../adapters/http/app.ts';
import { watchRuns } from '../application/watch-runs.ts';
import { FORMULA_VERSION } from '../domain/forecasting/index.ts';
import { openCompanion, type Companion } from '../main.ts';
import { exitCode, runCommandLine, type CommandContext } from './command.ts';
import { kindNamed } from './run.ts';

interface ServeOptions {
  readonly json?: boolean;
  readonly runOnStart?: string;
}

const kind = (name: string): string => {
  try {
    return kindNamed(name);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : '');
  }
};

/** `takt serve`: carries out the runs that people ask for in the CRM, until it is stopped. */
export const serveCommand = (): Command =>
  new Command('serve')
    .description('carry out the runs that people ask for in the CRM')
    .option('--json', 'one JSON object a line')
    .option('--run-on-start <kind>', 'one run of that kind at the start', kind)
    .action((options: ServeOptions) =>
      runCommandLine(options, async (context) => {
        const companion = await openCompanion(context.config);
        try {
          await serve(companion, context, options.runOnStart);
          return exitCode.good;
        } finally {
          await companion.close();
        }
      }),
    );

const serve = async (
  companion: Companion,
  { config, reporter, signal }: CommandContext,
  runOnStart: string | undefined,
): Promise<void> => {
  const { ports, settings } = companion;
  let trouble: string | undefined;
  const app = createApp({
    runLedger: ports.runLedger,
    companionVersion: settings.companionVersion,
    formulaVersion: FORMULA_VERSION,
    trouble: () => (signal.aborted ? 'The companion is being stopped.' : trouble),
    budget: ports.budget,
  });
  const listening = await listen(app, config.port);
  try {
    const onProgress = reporter.progress.bind(reporter);
    const onRun = reporter.run.bind(reporter);
    const onTrouble = (message: string | undefined): void => {
      trouble = message;
      reporter.note(message ?? 'All is well again.');
    };
    reporter.ready(listening.url);
    const listeners = { onProgress, onRun, onTrouble, onNote: reporter.note.bind(reporter) };
    await watchRuns(ports, { ...settings, runOnStart }, listeners, signal);
  } finally {
    await listening.close();
  }
};
