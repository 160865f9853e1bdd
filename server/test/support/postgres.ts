import { randomBytes } from 'node:crypto';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { postgresPrograms, withoutPostgres } from './postgres-programs.ts';

/** A PostgreSQL of this process alone, on this machine only; it ends with the process, however that ends. */
export interface Postgres {
  /** Of an empty database, as its owner. */
  readonly url: string;
  /** As a crash would; its data stay. */
  stop(): Promise<void>;
  /** After a stop. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/**
 * Runs the server until its standard input is closed, which is what happens when the process behind it dies. Its folder
 * goes with it, unless it was told to keep it.
 */
const untilAlone = `
  folder=$1; shift
  "$@" & server=$!
  while read -r word; do kept=$word; done
  kill -QUIT $server; wait $server
  [ "$kept" = keep ] || rm -rf "$folder"`;

/**
 * @param settings Like `max_connections=12`.
 * @throws Error where this machine has no PostgreSQL.
 */
export const startPostgres = async (...settings: readonly string[]): Promise<Postgres> => {
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error(withoutPostgres);
  const folder = mkdtempSync(path.join(tmpdir(), 'takt-postgres-'));
  const user = serverUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  const password = randomBytes(12).toString('hex');
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o644 });
  const made = spawnSync(
    path.join(programs, 'initdb'),
    ['-D', data, '-U', 'takt', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...fresh],
    { ...user, encoding: 'utf8', cwd: folder },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}${made.error?.message ?? ''}`);
  const port = await freePort();
  const server = path.join(programs, 'postgres');
  const given = [...quick, `port=${port}`, `unix_socket_directories=${folder}`, ...settings];
  const start = (): Promise<ChildProcess> =>
    running(
      spawn(
        'sh',
        ['-c', untilAlone, 'sh', folder, server, '-D', data, ...given.flatMap((setting) => ['-c', setting])],
        {
          ...user,
          cwd: folder,
          stdio: ['pipe', 'ignore', 'pipe'],
        },
      ),
    );
  let child = await start();
  const end = async (word: string): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.stdin?.end(word);
    await ended;
  };
  const stop = (): Promise<void> => end('keep\n');
  const startAgain = async (): Promise<void> => {
    child = await start();
  };
  return {
    url: `postgres://takt:${password}@127.0.0.1:${port}/postgres`,
    stop,
    start: startAgain,
    async restart() {
      await stop();
      await startAgain();
    },
    async remove() {
      await end('');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const fresh = ['-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'];
const quick = ['listen_addresses=127.0.0.1', 'fsync=off', 'full_page_writes=off', 'shared_buffers=64MB'];

/** PostgreSQL refuses to be root: there it runs as its own user, or as nobody. */
const serverUser = (): { readonly uid: number; readonly gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });

const running = (child: ChildProcess): Promise<ChildProcess> =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-4_000);
      if (said.includes('ready to accept connections')) resolve(child);
    });
    child.once('close', () => {
      reject(new Error(`PostgreSQL did not start: ${said}`));
    });
  });
