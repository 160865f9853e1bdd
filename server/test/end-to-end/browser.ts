import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const installed = [
  process.env['TAKT_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a Chromium on this machine, or undefined: TAKT_CHROMIUM first, then an installed one, then Playwright's. */
export const browserPath = (): string | undefined =>
  [...installed, chromium.executablePath()].find((file) => file !== undefined && file !== '' && existsSync(file));

const run = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

/**
 * A Chromium for the browser tests: the installed one, else Playwright's download, else Debian's package when root.
 * @throws Error with the commands to try, when none can be had: browser tests are never skipped in silence.
 */
export const ensureBrowser = (): string => {
  const download = (): boolean => run('npx', 'playwright-core', 'install', 'chromium');
  const debian = (): boolean =>
    process.getuid?.() === 0 && run('apt-get', 'update') && run('apt-get', 'install', '-y', 'chromium');
  const found = browserPath() ?? (download() || debian() ? browserPath() : undefined);
  if (found === undefined) {
    throw new Error(
      'No Chromium for the browser tests. Install one (`npx playwright-core install chromium`, or ' +
        '`apt-get install chromium`), or name yours: TAKT_CHROMIUM=/path/to/chromium npm test',
    );
  }
  return found;
};

/** A headless Chromium with nothing of the network but the pages under test. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: ensureBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
