import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const cli = path.join(root, 'server/src/cli.ts');
const nodeFolder = path.dirname(process.execPath);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'takt-deploy-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A program called `sf` that writes down how it was called, says something, and ends with that code. */
const fakeCli = (code = 0): void => {
  const file = path.join(folder, 'sf');
  const script = `#!${process.execPath}
require('node:fs').writeFileSync(${JSON.stringify(path.join(folder, 'call.json'))},
  JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd() }));
console.log('said by sf');
process.exit(${code});
`;
  writeFileSync(file, script);
  chmodSync(file, 0o755);
};

interface Call {
  readonly args: readonly string[];
  readonly cwd: string;
}
const callFile = (): string => path.join(folder, 'call.json');
const call = (): Call => JSON.parse(readFileSync(callFile(), 'utf8')) as Call;

/** Components are left as they are: other tests read them at the same time. */
const deploy = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'TAKT_SF'));
  return spawnSync(process.execPath, [cli, 'deploy', '--no-build', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...own, PATH: [folder, nodeFolder, '/usr/bin', '/bin'].join(path.delimiter), ...environment },
  });
};

const hasOtherCli = ['/usr/bin/sf', '/bin/sf', path.join(nodeFolder, 'sf')].some((file) => existsSync(file));

describe('takt deploy', () => {
  it('deploys the default package directory from the project’s root, and passes on what sf says', () => {
    fakeCli();
    const { status, stdout } = deploy(['--target-org', 'acme-uat']);
    expect(status).toBe(0);
    expect(stdout).toContain('said by sf');
    expect(call()).toEqual({
      args: [
        ...['project', 'deploy', 'start', '--wait', '60', '--target-org', 'acme-uat'],
        ...['--source-dir', path.join('force-app', 'main')],
      ],
      cwd: root,
    });
  });

  it('only checks with --check', () => {
    fakeCli();
    deploy(['--check', '--json']);
    expect(call().args).toEqual(
      expect.arrayContaining(['--dry-run', '--json', '--source-dir', path.join('force-app', 'main')]),
    );
  });

  it('deploys the directories that are named, instead of the package', () => {
    fakeCli();
    const inside = path.join('force-app', 'main', 'quota');
    deploy(['--directory', inside, '--directory', path.join(root, 'force-app/main/meeting')]);
    const sources = call().args.filter((_, at, all) => all[at - 1] === '--source-dir');
    expect(sources).toEqual([inside, path.join('force-app', 'main', 'meeting')]);
  });

  it.each(['no-such-directory', path.join(root, 'server')])('refuses %s as bad usage, without calling sf', (name) => {
    fakeCli();
    const { status, stderr } = deploy(['--directory', name]);
    expect(status).toBe(2);
    expect(stderr).toContain(name);
    expect(existsSync(callFile())).toBe(false);
  });

  it.each([
    [1, 1],
    [2, 2],
    [68, 1],
  ])('ends with its own code where sf ends with %i', (code, expected) => {
    fakeCli(code);
    expect(deploy([]).status).toBe(expected);
  });

  it('takes the program that TAKT_SF names before the one on the PATH', () => {
    fakeCli(1);
    const other = path.join(folder, 'other-sf');
    writeFileSync(other, '#!/bin/sh\necho the other\n');
    chmodSync(other, 0o755);
    expect(deploy([], { TAKT_SF: other })).toMatchObject({ status: 0, stdout: 'the other\n' });
  });

  it.skipIf(hasOtherCli)('says how to get sf where it is missing', () => {
    const { status, stderr } = deploy([]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/npm install --global @salesforce\/cli.*TAKT_SF/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('says so where TAKT_SF names nothing', () => {
    const { status, stderr } = deploy([], { TAKT_SF: path.join(folder, 'nothing') });
    expect(status).toBe(1);
    expect(stderr).toContain(path.join(folder, 'nothing'));
  });
});
