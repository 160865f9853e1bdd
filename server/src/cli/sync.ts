import { Command } from 'commander';
import { syncOrg } from '../application/sync-org.ts';
import { openCompanion } from '../main.ts';
import { exitCode, runCommandLine } from './command.ts';

/** `takt sync`: brings the companion's copy of the CRM up to date, and computes nothing. */
export const syncCommand = (): Command =>
  new Command('sync')
    .description('read what has changed in the CRM')
    .option('--json', 'one JSON object a line')
    .action((options: { json?: boolean }) =>
      runCommandLine(options, async ({ config, reporter, signal }) => {
        const companion = await openCompanion(config);
        try {
          const { read, changed, left } = await syncOrg(companion.ports, reporter.progress.bind(reporter), signal);
          const without = left.length === 0 ? '' : ` Not shown by this CRM, and left out: ${left.join(', ')}.`;
          reporter.note(`${count(read)} records read, ${count(changed)} of them new or changed.${without}`);
          return exitCode.good;
        } finally {
          await companion.close();
        }
      }),
    );

const count = (value: number): string => value.toLocaleString('en');
