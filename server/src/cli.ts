#!/usr/bin/env node
import { Command } from 'commander';
import { deadLettersCommand } from './cli/dead-letters.ts';
import { deployCommand } from './cli/deploy/deploy.ts';
import { doctorCommand } from './cli/doctor.ts';
import { eraseCommand } from './cli/erase.ts';
import { exportCommand, importCommand } from './cli/history.ts';
import { runCommand } from './cli/run.ts';
import { serveCommand } from './cli/serve.ts';
import { startCommand } from './cli/start/start.ts';
import { syncCommand } from './cli/sync.ts';
import { version } from './version.ts';

const badUsage = 2;

const takt = new Command('takt')
  .description('sales operations and S&OP inside Salesforce')
  .version(version)
  .addCommand(startCommand())
  .addCommand(serveCommand())
  .addCommand(runCommand())
  .addCommand(syncCommand())
  .addCommand(doctorCommand())
  .addCommand(deployCommand())
  .addCommand(exportCommand())
  .addCommand(importCommand())
  .addCommand(eraseCommand())
  .addCommand(deadLettersCommand());
for (const command of [takt, ...takt.commands, ...takt.commands.flatMap(({ commands }) => commands)]) {
  command.exitOverride((error) => {
    // Commander has said what is wrong; help and version are no errors.
    process.exit(error.exitCode === 0 ? 0 : badUsage);
  });
}
await takt.parseAsync();
