// Runs on whatever Node the machine has (20 or newer): installs the locked packages, the project's own Node 24 among
// them, so that everything after it runs on Node 24. It uses only what every Node has.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const shell = process.platform === 'win32';
const stamp = 'node_modules/.takt-lock';
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const current = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

if (!current) {
  console.log('Installing the locked packages (once, about a minute) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell,
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, wanted);
}

// npm scripts find node_modules/.bin first; where no Node 24 package exists (macOS), the person's own Node must do.
const { stdout } = spawnSync('node', ['--version'], { encoding: 'utf8', shell });
const [major = 0, minor = 0] = (stdout ?? '').replace('v', '').split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Takt needs Node 22.18 or newer and found ${stdout?.trim() || 'none'}. Install Node 24 (https://nodejs.org) and try again.`,
  );
  process.exit(1);
}
