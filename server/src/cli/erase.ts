import { Command } from 'commander';
import { createHistoryFiles } from '../adapters/files/history-files.ts';
import { createRecordPresence } from '../adapters/salesforce/record-presence.ts';
import { createEraser } from '../adapters/storage/eraser.ts';
import { eraseRecord, type ErasureReport } from '../application/erase-record.ts';
import { openConnection, openStore } from '../main.ts';
import { exitCode, runCommandLine } from './command.ts';

/** `takt erase <record id>`: answers a request for erasure of a record that the CRM has deleted. */
export const eraseCommand = (): Command =>
  new Command('erase')
    .description('take a record out of the store, its snapshots and its exports for good')
    .argument('<record id>', 'of 15 or 18 characters; deleted in the CRM before')
    .option('--json', 'one JSON object a line')
    .action((id: string, options: { json?: boolean }) =>
      runCommandLine(options, async ({ config, reporter }) => {
        const connection = openConnection(config);
        await connection.signIn();
        const database = await openStore(config);
        try {
          const report = await eraseRecord(
            {
              presence: createRecordPresence(connection),
              eraser: createEraser(database),
              files: createHistoryFiles(),
            },
            id,
          );
          for (const line of linesOf(report)) reporter.note(line);
          return exitCode.good;
        } finally {
          await database.close();
        }
      }),
    );

const linesOf = ({ id, deleted, cleared, rewritten, elsewhere }: ErasureReport): readonly string[] => {
  const tables = Object.entries(deleted).map(([table, rows]) => `${table} ${rows.toLocaleString('en')}`);
  const what = tables.length === 0 ? 'nothing was kept of it' : `rows deleted: ${tables.join(', ')}`;
  return [
    `${id} is erased: ${what}; ${cleared.toLocaleString('en')} other rows do not name it any more.`,
    ...rewritten.map((path) => `Written anew without it: ${path}`),
    ...elsewhere.map(
      (path) => `Not found, and may hold it: ${path}. Whoever moved this export erases the record there.`,
    ),
  ];
};
