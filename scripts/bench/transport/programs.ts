import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const folder = import.meta.dirname;

/** A program beside this one, until it is ended; the first line that it prints. */
export const began = async (
  script: string,
  args: readonly string[],
): Promise<{ readonly line: string; readonly end: () => Promise<void> }> => {
  const child = spawn(process.execPath, [path.join(folder, script), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = closed(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  return {
    line: value ?? '',
    async end() {
      child.kill();
      await ended;
    },
  };
};

/** A program beside this one, to its end; the JSON of its last line. @throws Error where it fails. */
export const measured = async <Figures>(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Figures> => {
  const child = spawn(process.execPath, [path.join(folder, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...withoutTakt(), ...environment },
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await closed(child);
  if (code !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${String(code)}`);
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as Figures;
};

const withoutTakt = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('TAKT_') && name !== 'DATABASE_URL'),
  );

const closed = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.once('close', resolve);
  });

/** A folder of its own with a key in it, removed in the end. */
export const withFolder = async <Outcome>(
  work: (place: { readonly folder: string; readonly keyFile: string; readonly publicKey: string }) => Promise<Outcome>,
): Promise<Outcome> => {
  const place = mkdtempSync(path.join(tmpdir(), 'takt-bench-'));
  const keyFile = path.join(place, 'private.pem');
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  writeFileSync(keyFile, privateKey, { mode: 0o600 });
  try {
    return await work({ folder: place, keyFile, publicKey });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
};
