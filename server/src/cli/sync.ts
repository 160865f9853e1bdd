import { counted } from '../application/counted.ts';
import { Command } from 'commander';
import { reconciledText, reconcileOrg } from '../application/reconcile-org.ts';
import { hiddenProblems, syncOrg, type SyncPorts } from '../application/sync-org.ts';
import { openCompanion } from '../main.ts';
import { exitCode, runCommandLine } from './command.ts';
import type { Reporter } from './reporter.ts';

/** `takt sync`: brings the companion's copy of the CRM up to date, and computes nothing. */
export const syncCommand = (): Command =>
  new Command('sync')
    .description('read what has changed in the CRM')
    .option('--compare', 'then compare every record with the CRM, and take out what is gone there')
    .option('--json', 'one JSON object a line')
    .action((options: { json?: boolean; compare?: boolean }) =>
      runCommandLine(options, async ({ config, reporter, signal }) => {
        const companion = await openCompanion(config);
        try {
          const { read, changed, left, hidden } = await syncOrg(
            companion.ports,
            reporter.progress.bind(reporter),
            signal,
          );
          const without = left.length === 0 ? '' : ` Not shown by this CRM, and left out: ${left.join(', ')}.`;
          reporter.note(`${counted(read)} records read, ${counted(changed)} of them new or changed.${without}`);
          for (const problem of hiddenProblems(hidden)) reporter.note(problem);
          if (options.compare === true) reporter.note(await compare(companion.ports, reporter, signal));
          return exitCode.good;
        } finally {
          await companion.close();
        }
      }),
    );

/** Somebody asks for it by hand: what the CRM does not show is gone, however much it is. */
const compare = async (ports: SyncPorts, reporter: Reporter, signal: AbortSignal): Promise<string> => {
  const onProgress = reporter.progress.bind(reporter);
  return reconciledText(await reconcileOrg({ ...ports, reconciler: ports.mirror }, onProgress, signal, { sure: true }));
};
