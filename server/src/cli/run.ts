import { Command } from 'commander';
import { runKinds } from '../application/execute-run.ts';
import { runNow } from '../application/take-run.ts';
import { openCompanion } from '../main.ts';
import { exitCode, runCommandLine } from './command.ts';

/** A plan is published in the CRM, where it is named. */
const kinds = new Map(runKinds.filter((kind) => kind !== 'Quota_Publish').map((kind) => [kind.toLowerCase(), kind]));

/** The kind of run as the CRM names it. @throws where there is none, for commander to report. */
export const kindNamed = (name: string): string => {
  const kind = kinds.get(name.toLowerCase());
  if (kind === undefined) throw new Error(`There is no run "${name}"; there is ${[...kinds.keys()].join(', ')}.`);
  return kind;
};

/** `takt run <kind>`: one run, now. */
export const runCommand = (): Command =>
  new Command('run')
    .description('carry out one planning run now')
    .argument('<kind>', `what to compute: ${[...kinds.keys()].join(', ')}`)
    .option('--json', 'one JSON object a line')
    .action(async (name: string, options: { json?: boolean }, command: Command) => {
      if (!kinds.has(name.toLowerCase())) {
        command.error(`error: there is no run "${name}"; there is ${[...kinds.keys()].join(', ')}`, {
          exitCode: exitCode.badUsage,
        });
      }
      await runCommandLine(options, async ({ config, reporter, signal }) => {
        const companion = await openCompanion(config);
        try {
          const onProgress = reporter.progress.bind(reporter);
          const outcome = await runNow(companion.ports, companion.settings, kindNamed(name), onProgress, signal);
          reporter.run(outcome);
          return outcome.status === 'Succeeded' || signal.aborted ? exitCode.good : exitCode.failed;
        } finally {
          await companion.close();
        }
      });
    });
