import path from 'node:path';
import { Command } from 'commander';
import { exitCode } from '../command.ts';
import { BadDirectory, directoriesToDeploy } from './package-directories.ts';
import { CliMissing, findSalesforceCli, runInTerminal } from './salesforce-cli.ts';

interface DeployOptions {
  readonly check: boolean;
  readonly targetOrg?: string;
  readonly directory: readonly string[];
  readonly wait: string;
  readonly build: boolean;
  readonly json?: boolean;
}

const root = path.resolve(import.meta.dirname, '../../../..');

/** The project's own tools come first, as in every npm script. */
const environment = (): Readonly<Record<string, string | undefined>> => ({
  ...process.env,
  PATH: [path.join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(path.delimiter),
});

const buildComponents = async (quiet: boolean): Promise<void> => {
  const script = path.join('scripts', 'build', 'lwc.ts');
  const code = await runInTerminal(process.execPath, [script], { cwd: root, environment: environment(), quiet });
  if (code !== 0) throw new Error('The components could not be built, so nothing was deployed.');
};

/** The arguments of `sf` for a deploy of those directories. */
export const salesforceArguments = (options: DeployOptions, directories: readonly string[]): readonly string[] => [
  ...['project', 'deploy', 'start', '--wait', options.wait],
  ...(options.check ? ['--dry-run'] : []),
  ...(options.targetOrg === undefined ? [] : ['--target-org', options.targetOrg]),
  ...directories.flatMap((directory) => ['--source-dir', directory]),
  ...(options.json === true ? ['--json'] : []),
];

/** The CLI has codes of its own for partial and unfinished deploys; to Takt they are failures. */
const codeOf = (code: number | undefined): number =>
  code === exitCode.good || code === exitCode.badUsage ? code : exitCode.failed;

const deploy = async (options: DeployOptions): Promise<number> => {
  const directories = directoriesToDeploy(root, options.directory, process.cwd());
  const cli = findSalesforceCli(process.env);
  if (options.build) await buildComponents(options.json === true);
  const args = salesforceArguments(options, directories);
  return codeOf(await runInTerminal(cli, args, { cwd: root, environment: environment() }));
};

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `takt deploy`: the package into the Salesforce org that the CLI is signed in to. */
export const deployCommand = (): Command =>
  new Command('deploy')
    .description('deploy the package to a Salesforce org with the Salesforce CLI (sf)')
    .option('--check', 'only say what would happen: nothing is changed in the org', false)
    .option('--target-org <alias>', 'alias or username of the org; the default org of sf without it')
    .option('--directory <directory>', 'deploy this directory instead of the package; can be repeated', collect, [])
    .option('--wait <minutes>', 'how long to wait for the org', '60')
    .option('--no-build', 'deploy the components as they were built last')
    .option('--json', 'the result as JSON, as sf writes it')
    .action(async (options: DeployOptions, command: Command) => {
      try {
        process.exitCode = await deploy(options);
      } catch (error) {
        if (error instanceof BadDirectory) command.error(`error: ${error.message}`, { exitCode: exitCode.badUsage });
        console.error(error instanceof Error ? error.message : String(error));
        if (!(error instanceof CliMissing) && (process.env['TAKT_DEBUG'] ?? '') !== '') console.error(error);
        process.exitCode = exitCode.failed;
      }
    });
