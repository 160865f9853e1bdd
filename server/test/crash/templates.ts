import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LocalOrg } from '../../local-org/local-org.ts';
import { startLocalOrg, type RunningOrg } from '../../local-org/start.ts';
import type { FailpointName } from '../../src/application/ports/failpoints.ts';
import { serviceUsername } from '../contract/company.ts';
import { clientId, keyPair, today } from '../contract/harness.ts';
import { foundCrashCompany, workForADay } from './company.ts';
import { differenceOf, hashOf, orgState, type OrgState } from './org-state.ts';
import { embeddedRoom, serverRoom, type StoreKind, type StoreRoom } from './seed-stores.ts';
import { startWorker } from './worker-process.ts';

/** The first run of an empty store, or one after a day's work in the company. */
export const phases = ['first load', 'changes'] as const;
export type Phase = (typeof phases)[number];

/** A phase as it goes when nothing stops it. */
export interface Undisturbed {
  readonly org: OrgState;
  readonly store: Readonly<Record<string, string>>;
  /** How often the run comes to each place. */
  readonly hits: ReadonlyMap<FailpointName, number>;
  /** From the start of the process to the end of the run. */
  readonly milliseconds: number;
}

/** Orgs and stores that seeds begin with, to be copied. */
export interface Templates extends AsyncDisposable {
  /** Kinds of store that this machine has. */
  readonly kinds: readonly StoreKind[];
  undisturbed(kind: StoreKind, phase: Phase): Undisturbed;
  /** Copies a phase's beginning and serves its org. */
  open(kind: StoreKind, phase: Phase, name: string): Promise<CrashWorld>;
}

export interface CrashWorld extends AsyncDisposable {
  readonly org: LocalOrg;
  /** Environment for a worker. */
  environment(worker: number): Readonly<Record<string, string>>;
}

/** Makes the beginnings of both phases on every kind of store, by runs that nothing stops. */
export const makeTemplates = async (): Promise<Templates> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'takt-crash-'));
  const { publicKey, privateKey } = keyPair();
  const keyFile = path.join(folder, 'private.pem');
  writeFileSync(keyFile, privateKey, { mode: 0o600 });
  const onServer = await serverRoom();
  const rooms = [embeddedRoom(path.join(folder, 'stores')), ...(onServer === undefined ? [] : [onServer])];

  const serve = (name: string): Promise<RunningOrg> => {
    const data = path.join(folder, 'orgs', name);
    mkdirSync(data, { recursive: true });
    return startLocalOrg({ data, port: 0, today, clients: [{ id: clientId, publicKey }] });
  };
  const copyOrg = (from: string, to: string): void => {
    cpSync(path.join(folder, 'orgs', from), path.join(folder, 'orgs', to), { recursive: true });
  };
  const worldOf = (running: RunningOrg, room: StoreRoom, name: string, stores: readonly string[]): CrashWorld => ({
    org: running.org,
    environment: (worker) => ({
      TAKT_LOGIN_URL: running.url,
      TAKT_CLIENT_ID: clientId,
      TAKT_USERNAME: serviceUsername,
      TAKT_PRIVATE_KEY_FILE: keyFile,
      TAKT_PORT: '0',
      TAKT_TODAY: today,
      ...room.environment(stores[worker - 1] ?? ''),
    }),
    async [Symbol.asyncDispose]() {
      await running.close();
      rmSync(path.join(folder, 'orgs', name), { recursive: true });
      for (const store of new Set(stores)) await room.drop(store);
    },
  });

  const company = await serve('company');
  foundCrashCompany(company.org);
  await company.close();

  /** Both phases on one kind of store. */
  const runThrough = async (room: StoreRoom): Promise<Record<Phase, Undisturbed>> => {
    const [before, after] = phases.map((phase) => nameOf(room.kind, phase));
    if (before === undefined || after === undefined) throw new Error('There are two phases.');
    await room.make(before);
    await room.copy(before, after);
    copyOrg('company', before);
    copyOrg('company', after);
    const org = await serve(after);
    const first = await undisturbedRun(worldOf(org, room, after, [after]));
    workForADay(org.org);
    await org.close();
    await using world = await open(room.kind, 'changes', `${after}-undisturbed`);
    return { 'first load': first, changes: await undisturbedRun(world) };
  };

  const open = async (kind: StoreKind, phase: Phase, name: string): Promise<CrashWorld> => {
    const room = rooms.find((one) => one.kind === kind);
    if (room === undefined) throw new Error(`There is no ${kind} here.`);
    // On a server workers share a store; an embedded one is for one process, and another machine begins with none.
    const own = `${name}-1`;
    await room.copy(nameOf(kind, phase), own);
    const other = kind === 'PostgreSQL' ? own : `${name}-2`;
    if (kind === 'PGlite') await room.copy(nameOf(kind, 'first load'), other);
    copyOrg(nameOf(kind, phase), name);
    return worldOf(await serve(name), room, name, [own, other]);
  };

  const all = new Map<StoreKind, Record<Phase, Undisturbed>>();
  for (const room of rooms) all.set(room.kind, await runThrough(room));
  const undisturbed = (kind: StoreKind, phase: Phase): Undisturbed => {
    const found = all.get(kind)?.[phase];
    if (found === undefined) throw new Error(`There is no ${kind} here.`);
    return found;
  };
  for (const { kind } of rooms) {
    for (const phase of phases) mustAgree(undisturbed('PGlite', phase), undisturbed(kind, phase));
  }
  return {
    kinds: rooms.map(({ kind }) => kind),
    undisturbed,
    open,
    async [Symbol.asyncDispose]() {
      for (const room of rooms) await room.remove();
      rmSync(folder, { recursive: true });
    },
  };
};

const nameOf = (kind: StoreKind, phase: Phase): string => `${kind}-${phase.replace(' ', '-')}`.toLowerCase();

const mustAgree = (one: Undisturbed, other: Undisturbed): void => {
  if (hashOf(one.org) === hashOf(other.org)) return;
  const difference = JSON.stringify(differenceOf(one.org, other.org), null, 2);
  throw new Error(`What a run writes depends on the kind of store: ${difference}`);
};

const undisturbedRun = async (world: CrashWorld): Promise<Undisturbed> => {
  const end = await startWorker({ mode: 'run', inspect: true }, world.environment(1)).ended;
  const ended = end.events.find(({ event }) => event === 'ended');
  const inspected = end.events.find(({ event }) => event === 'inspected');
  if (ended?.event !== 'ended' || inspected?.event !== 'inspected' || ended.status !== 'Succeeded') {
    throw new Error(`The run that nothing stops did not succeed: ${JSON.stringify(end.events)} ${end.errors}`);
  }
  if (inspected.writtenAgain > 0) throw new Error(`A second run wrote ${inspected.writtenAgain} rows.`);
  return {
    org: orgState(world.org),
    store: inspected.store,
    hits: new Map(ended.hits),
    milliseconds: ended.milliseconds,
  };
};
