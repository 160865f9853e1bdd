import { counted } from '../application/counted.ts';
import path from 'node:path';
import { Command } from 'commander';
import { createHistoryFiles } from '../adapters/files/history-files.ts';
import { createHistoryArchive } from '../adapters/storage/history-archive.ts';
import { createMirror } from '../adapters/storage/mirror.ts';
import { createSystemClock } from '../adapters/clock/system-clock.ts';
import { exportHistory, importHistory, type HistoryPorts } from '../application/keep-history.ts';
import { openConnection, openStore } from '../main.ts';
import { exitCode, runCommandLine, type CommandContext } from './command.ts';

/** Opens the store alone: the CRM is not needed for what only the companion has. */
const withHistory = async (
  { config }: CommandContext,
  work: (ports: HistoryPorts, organizationId: string | undefined) => Promise<number>,
): Promise<number> => {
  const database = await openStore(config);
  try {
    const ports = {
      clock: createSystemClock(config.today),
      archive: createHistoryArchive(database),
      files: createHistoryFiles(),
    };
    return await work(ports, await createMirror(database).organizationId());
  } finally {
    await database.close();
  }
};

/** `takt export history <file>`: the daily snapshots, which exist nowhere else. */
export const exportCommand = (): Command =>
  new Command('export').description('write what only the companion has into a file').addCommand(
    new Command('history')
      .description('the daily snapshots of open deals')
      .argument('<file>', 'a new file, or one to be written anew')
      .option('--json', 'one JSON object a line')
      .action((file: string, options: { json?: boolean }) =>
        runCommandLine(options, (context) =>
          withHistory(context, async (ports, organizationId) => {
            const rows = await exportHistory(ports, organizationId, path.resolve(file));
            context.reporter.note(
              `${counted(rows)} rows written to ${path.resolve(file)}. Keep it as you keep the CRM's data.`,
            );
            return exitCode.good;
          }),
        ),
      ),
  );

/** `takt import history <file>`: takes an export back in, all of it or nothing. */
export const importCommand = (): Command =>
  new Command('import').description('take in what was exported').addCommand(
    new Command('history')
      .description('daily snapshots of open deals')
      .argument('<file>', 'written by takt export history')
      .option('--json', 'one JSON object a line')
      .action((file: string, options: { json?: boolean }) =>
        runCommandLine(options, (context) =>
          withHistory(context, async (ports, organizationId) => {
            // A new store knows no org yet: the one that it will belong to does.
            const org = organizationId ?? (await openConnection(context.config).signIn()).organizationId;
            const { taken, daysKept } = await importHistory(ports, org, path.resolve(file));
            const kept =
              daysKept.length === 0 ? '' : ` ${counted(daysKept.length)} days were here already, and stay as they are.`;
            context.reporter.note(`${counted(taken)} rows taken in.${kept}`);
            return exitCode.good;
          }),
        ),
      ),
  );
