import { BadConfiguration, readConfig, type Config } from '../config.ts';
import { createSystemClock } from '../adapters/clock/system-clock.ts';
import { readEnvironment } from '../environment.ts';
import { drained, NotDrained } from './drain.ts';
import { jsonReporter, textReporter, type Reporter } from './reporter.ts';

export const exitCode = { good: 0, failed: 1, badUsage: 2 } as const;

export interface CommandContext {
  readonly config: Config;
  readonly reporter: Reporter;
  /** Given on Ctrl-C or SIGTERM: what is under way ends at the next good moment. */
  readonly signal: AbortSignal;
}

/**
 * Runs a command: configuration, reporter and signals before it, one plain message and the exit code after it. A stack
 * trace is shown only when TAKT_DEBUG is set.
 * @param work Returns the exit code.
 */
export const runCommandLine = async (
  options: { readonly json?: boolean },
  work: (context: CommandContext) => Promise<number>,
): Promise<void> => {
  const reporter =
    options.json === true
      ? jsonReporter((line) => process.stdout.write(line), Date.now)
      : textReporter(process.stdout, process.stderr, Date.now);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      stop.abort(new Error('stopped'));
    });
  }
  try {
    const config = readConfig(readEnvironment(process.env, process.cwd()), process.cwd());
    const clock = createSystemClock();
    const sleep = clock.sleep.bind(clock);
    process.exitCode = await drained(work({ config, reporter, signal: stop.signal }), stop.signal, sleep);
  } catch (error) {
    if (error instanceof NotDrained) {
      reporter.failed(error.message);
      // What still holds on would keep the process alive.
      process.exit(exitCode.failed);
    }
    process.exitCode = stop.signal.aborted ? exitCode.good : report(error, reporter);
  }
};

const report = (error: unknown, reporter: Reporter): number => {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BadConfiguration) reporter.failed(message, error.problems);
  else reporter.failed(message);
  if ((process.env['TAKT_DEBUG'] ?? '') !== '') console.error(error);
  return error instanceof BadConfiguration ? exitCode.badUsage : exitCode.failed;
};
