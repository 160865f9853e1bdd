import { hostname } from 'node:os';
import { createSystemClock } from './adapters/clock/system-clock.ts';
import { createActions } from './adapters/salesforce/actions.ts';
import { connect, type Connection } from './adapters/salesforce/connection.ts';
import { createCrmWatch } from './adapters/salesforce/crm-watch.ts';
import { createDataIssues } from './adapters/salesforce/data-issues.ts';
import { inNamespace } from './adapters/salesforce/namespace.ts';
import { createPlans } from './adapters/salesforce/plans.ts';
import { createReader, type ReaderOptions } from './adapters/salesforce/reader.ts';
import { createResults, type ResultOptions } from './adapters/salesforce/results.ts';
import { createRunRights } from './adapters/salesforce/run-rights.ts';
import { createRuns } from './adapters/salesforce/runs.ts';
import { createSettings } from './adapters/salesforce/settings.ts';
import type { Timing } from './adapters/salesforce/timing.ts';
import { createChoreLedger } from './adapters/storage/chore-ledger.ts';
import type { Database } from './adapters/storage/database.ts';
import { createDeadLetters } from './adapters/storage/dead-letters.ts';
import { createMirror } from './adapters/storage/mirror.ts';
import { createOutbox } from './adapters/storage/outbox.ts';
import { createPlanningSource } from './adapters/storage/planning-source.ts';
import { createResultLedger } from './adapters/storage/result-ledger.ts';
import { createRunLedger } from './adapters/storage/run-ledger.ts';
import { createWatchMarks } from './adapters/storage/watch-marks.ts';
import { createWriterLease } from './adapters/storage/writer-lease.ts';
import { nightChores } from './application/night-chores.ts';
import type { Clock } from './application/ports/clock.ts';
import type { MirrorStore } from './application/ports/mirror-store.ts';
import { isSameRecord } from './application/ports/record-id.ts';
import { StoreFailure } from './application/ports/store-failure.ts';
import type { WatchPorts, WatchSettings } from './application/watch-ports.ts';
import type { Config } from './config.ts';
import { readKeyFile } from './key-file.ts';
import { openStoreOf } from './store-place.ts';
import { version } from './version.ts';

/** The companion, put together: the one place that knows which adapter answers which port. */
export interface Companion {
  readonly ports: WatchPorts;
  readonly settings: WatchSettings;
  readonly connection: Connection;
  close(): Promise<void>;
}

/** What tests make smaller, or stop at. Production gives none of it. */
export type CompanionOptions = Omit<ReaderOptions & ResultOptions, 'timing'>;

/**
 * Signs in and opens the store, in that order: a wrong key is known before anything is made.
 * @throws BadConfiguration, CrmFailure, StoreFailure
 */
export const openCompanion = async (config: Config, options: CompanionOptions = {}): Promise<Companion> => {
  const connection = openConnection(config);
  const { organizationId } = await connection.signIn();
  const { database, place } = await openStoreOf(config, () => Promise.resolve(organizationId));
  const mirror = createMirror(database, options.failpoints);
  try {
    await checkSameOrg(mirror, organizationId, place);
  } catch (error) {
    await database.close();
    throw error;
  }
  const clock = createSystemClock(config.today);
  const timing = machineTiming(clock);
  return {
    connection,
    ports: {
      clock,
      reader: createReader(connection, { timing, ...options }),
      mirror,
      source: createPlanningSource(database),
      results: createResults(connection, { timing, ...options }),
      ledger: createResultLedger(database),
      outbox: createOutbox(database),
      deadLetters: createDeadLetters(database),
      lease: createWriterLease(database),
      issues: createDataIssues(connection),
      runs: createRuns(connection),
      rights: createRunRights(connection),
      plans: createPlans(connection),
      actions: createActions(connection),
      settings: createSettings(connection),
      runLedger: createRunLedger(database),
      watch: createCrmWatch(connection),
      marks: createWatchMarks(database),
      chores: createChoreLedger(database),
      budget: connection.budget,
      ...(options.failpoints === undefined ? {} : { failpoints: options.failpoints }),
    },
    settings: {
      currency: config.currency,
      companionVersion: version,
      serviceUserId: async () => (await connection.signIn()).userId,
      worker: workerName(),
      pollMs: config.pollSeconds * 1000,
      isDead,
      ...(config.forecastOnChange
        ? { changes: { quietMs: config.quietSeconds * 1000, gapMs: config.forecastGapSeconds * 1000 } }
        : {}),
      night: { chores: nightChores, from: config.nightFrom, timeZone: config.timeZone },
    },
    close: () => database.close(),
  };
};

/** Numbers of two companies must never meet in one store, and its snapshots cannot be had again: nothing is overwritten. */
const checkSameOrg = async (mirror: MirrorStore, organizationId: string, place: string): Promise<void> => {
  const known = await mirror.organizationId();
  if (known === undefined || organizationId === '' || isSameRecord(known, organizationId)) return;
  throw new StoreFailure(
    `The store in ${place} belongs to the org ${known}, and TAKT_LOGIN_URL leads to ${organizationId}. Give each org a TAKT_DATA_DIR or TAKT_DATABASE_SCHEMA of its own, or delete the store.`,
  );
};

/** The store alone; the org is asked only where the store's place is named for it. @throws CrmFailure, StoreFailure */
export const openStore = async (config: Config): Promise<Database> => {
  const asked = async (): Promise<string> => (await openConnection(config).signIn()).organizationId;
  return (await openStoreOf(config, asked)).database;
};

/** A connection to the org of the configuration, not yet signed in. @throws BadConfiguration */
export const openConnection = (config: Config): Connection => {
  const { loginUrl, clientId, username, privateKeyFile, namespace, today } = config;
  const connection = connect({
    credentials: { loginUrl, clientId, username, privateKey: readKeyFile(privateKeyFile) },
    timing: machineTiming(createSystemClock(today)),
    stopShare: config.requestShare,
  });
  return inNamespace(connection, namespace);
};

/** Chance and the machine's unshifted clock, for what the CRM checks against its own. */
const machineTiming = (clock: Clock): Timing => ({
  random: () => Math.random(),
  now: () => Date.now(),
  sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
});

/** `host:process:start`: another process of this machine can tell whether it still lives. */
const workerName = (): string => `${hostname().slice(0, 40)}:${process.pid}:${Date.now().toString(36)}`;

const isDead = (worker: string): boolean => {
  const [host, pid] = worker.split(':');
  if (host !== hostname().slice(0, 40)) return false;
  // The same process number with another start is a process that came later.
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'EPERM');
  }
};
