import { Command } from 'commander';
import { createDeadLetters } from '../adapters/storage/dead-letters.ts';
import type { WaitingRow } from '../application/ports/dead-letters.ts';
import { remedyFor } from '../application/refusal-remedies.ts';
import { openStore } from '../main.ts';
import { exitCode, runCommandLine } from './command.ts';

interface Options {
  readonly json?: boolean;
  readonly retry?: boolean;
}

/** `takt dead-letters`: what could not be written to the CRM, and waits for somebody. */
export const deadLettersCommand = (): Command =>
  new Command('dead-letters')
    .description('list rows that the CRM refuses or somebody changed by hand')
    .option('--retry', 'have all of them written with the next run, over edits by hand as well')
    .option('--json', 'one JSON object a line')
    .action((options: Options) =>
      runCommandLine(options, async ({ config, reporter }) => {
        const database = await openStore(config);
        try {
          const deadLetters = createDeadLetters(database);
          const waiting = await deadLetters.all();
          for (const row of waiting) {
            if (options.json === true) process.stdout.write(`${JSON.stringify({ event: 'dead-letter', ...row })}\n`);
            else reporter.note(lineOf(row));
          }
          if (options.retry === true) {
            const rows = await deadLetters.retryAll();
            reporter.note(`${rows.toLocaleString('en')} rows are written with the next run.`);
          } else if (waiting.length === 0) reporter.note('Nothing waits: the CRM has taken every row.');
          return exitCode.good;
        } finally {
          await database.close();
        }
      }),
    );

const lineOf = ({ kind, key, cause, reason, attempts, since }: WaitingRow): string =>
  cause === 'edited'
    ? `${kind} ${key}: changed by hand by ${reason} on ${since}, and left alone.`
    : `${kind} ${key}: refused ${attempts} times since ${since}: ${reason}. ${remedyFor(reason)}`;
