import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LocalOrg } from '../../local-org/local-org.ts';
import type { OrgFeature } from '../../local-org/metadata/features.ts';
import type { Org } from '../../local-org/org.ts';
import { startLocalOrg } from '../../local-org/start.ts';
import { createSystemClock } from '../../src/adapters/clock/system-clock.ts';
import { createActions } from '../../src/adapters/salesforce/actions.ts';
import { connect, type ApiRequest, type Connection } from '../../src/adapters/salesforce/connection.ts';
import { createDataIssues } from '../../src/adapters/salesforce/data-issues.ts';
import { createCrmWatch } from '../../src/adapters/salesforce/crm-watch.ts';
import { inNamespace } from '../../src/adapters/salesforce/namespace.ts';
import { createPlans } from '../../src/adapters/salesforce/plans.ts';
import { createReader } from '../../src/adapters/salesforce/reader.ts';
import { createResults } from '../../src/adapters/salesforce/results.ts';
import { createRunRights } from '../../src/adapters/salesforce/run-rights.ts';
import { createRuns } from '../../src/adapters/salesforce/runs.ts';
import { createSettings } from '../../src/adapters/salesforce/settings.ts';
import { createChoreLedger } from '../../src/adapters/storage/chore-ledger.ts';
import type { Database } from '../../src/adapters/storage/database.ts';
import { createDeadLetters } from '../../src/adapters/storage/dead-letters.ts';
import { createMirror } from '../../src/adapters/storage/mirror.ts';
import { createOutbox } from '../../src/adapters/storage/outbox.ts';
import { createPlanningSource } from '../../src/adapters/storage/planning-source.ts';
import { createResultLedger } from '../../src/adapters/storage/result-ledger.ts';
import { createRunLedger } from '../../src/adapters/storage/run-ledger.ts';
import { createWatchMarks } from '../../src/adapters/storage/watch-marks.ts';
import { createWriterLease } from '../../src/adapters/storage/writer-lease.ts';
import type { RunSettings } from '../../src/application/execute-run.ts';
import type { Failpoints } from '../../src/application/ports/failpoints.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { ProgressListener } from '../../src/application/ports/progress.ts';
import type { RunOutcome } from '../../src/application/ports/run-requests.ts';
import { runNow } from '../../src/application/take-run.ts';
import type { WatchPorts } from '../../src/application/watch-ports.ts';
import { foundCompany, serviceUsername, type Company } from './company.ts';

export const today = '2026-11-24';
export const clientId = 'takt-companion';

export interface World extends AsyncDisposable {
  readonly url: string;
  /** Where tests say what goes wrong next. */
  readonly adminUrl: string;
  readonly org: LocalOrg;
  readonly company: Company;
  /** Of this test alone: keys, and data of programs that it starts. */
  readonly folder: string;
  /** Environment for the `takt` command. */
  readonly environment: Readonly<Record<string, string>>;
  readonly privateKey: string;
  /** As whom the companion signs in, where not as the service user of the small company. */
  readonly username?: string;
}

/** A key for the companion, and what the org knows of it. */
export const keyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

/**
 * A local org with a small company, and a key that it knows.
 * @param projectRoot Where another `force-app` is.
 * @param features What the org has beyond every org.
 */
export const startWorld = async (
  deals: number,
  projectRoot?: string,
  features: readonly OrgFeature[] = [],
): Promise<World> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'takt-contract-'));
  const { publicKey, privateKey } = keyPair();
  const keyFile = path.join(folder, 'private.pem');
  writeFileSync(keyFile, privateKey, { mode: 0o600 });
  const started = await startLocalOrg({
    data: ':memory:',
    port: 0,
    adminPort: 0,
    today,
    clients: [{ id: clientId, publicKey }],
    ...(projectRoot === undefined ? {} : { projectRoot }),
    features,
  });
  return {
    url: started.url,
    adminUrl: started.adminUrl ?? '',
    org: started.org,
    company: foundCompany(started.org, deals),
    folder,
    privateKey,
    environment: {
      TAKT_LOGIN_URL: started.url,
      TAKT_CLIENT_ID: clientId,
      TAKT_USERNAME: serviceUsername,
      TAKT_PRIVATE_KEY_FILE: keyFile,
      TAKT_DATA_DIR: path.join(folder, 'data'),
      TAKT_PORT: '0',
      TAKT_TODAY: today,
      TAKT_FORECAST_ON_CHANGE: 'off',
    },
    async [Symbol.asyncDispose]() {
      await started.close();
      rmSync(folder, { recursive: true });
    },
  };
};

export interface Companion {
  readonly connection: Connection;
  readonly database: Database;
  readonly ports: WatchPorts;
  readonly settings: RunSettings;
}

/** An emptied store: opening one takes seconds, emptying it does not. */
export const emptied = async (database: Database): Promise<Database> => {
  const { rows } = await database.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE 'kysely%'",
  );
  await database.exec(`TRUNCATE ${rows.map(({ name }) => `"${name}"`).join(', ')}`);
  return database;
};

/** What tests make smaller, look at, or stop at. */
export interface CompanionParts {
  readonly pageRecords?: number;
  readonly bulkAbove?: number;
  /** How long a Bulk job may take. */
  readonly patienceMs?: number;
  readonly queryBytes?: number;
  readonly namespace?: string;
  readonly failpoints?: Failpoints;
  readonly clock?: Clock;
  /** The machine's own clock, unshifted. */
  readonly machineNow?: () => number;
  /** Sees each request before it is sent. */
  readonly onRequest?: (request: ApiRequest) => void;
}

/** The companion's real adapters, put together as main does. */
export const companionFor = (
  world: Pick<World, 'url' | 'privateKey' | 'username'>,
  database: Database,
  options: CompanionParts = {},
): Companion => {
  const clock = options.clock ?? createSystemClock(today);
  const timing = {
    random: () => 0,
    now: options.machineNow ?? (() => Date.now()),
    sleep: (milliseconds: number, signal?: AbortSignal) => clock.sleep(milliseconds, signal),
    elapsed: () => clock.elapsed(),
  };
  const plain = connect({
    credentials: {
      loginUrl: world.url,
      clientId,
      username: world.username ?? serviceUsername,
      privateKey: world.privateKey,
    },
    timing,
  });
  const watched: Connection = {
    ...plain,
    call(request) {
      options.onRequest?.(request);
      return plain.call(request);
    },
  };
  const connection = inNamespace(watched, options.namespace ?? '');
  return {
    connection,
    database,
    settings: {
      currency: 'USD',
      companionVersion: '0.0.0-test',
      serviceUserId: async () => (await connection.signIn()).userId,
    },
    ports: {
      clock,
      reader: createReader(connection, { timing, ...options }),
      mirror: createMirror(database, options.failpoints),
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
  };
};

/** A planning run of the companion, to its end. */
export const planningRun = (
  { ports, settings }: Companion,
  onProgress: ProgressListener = () => undefined,
  writer: { readonly worker: string; readonly isDead?: (worker: string) => boolean } = { worker: 'host:1:a' },
): Promise<RunOutcome> =>
  runNow(ports, { ...settings, ...writer }, 'Forecast', onProgress, new AbortController().signal);

/** Rows of a query as the org itself sees them, all pages, without what says where they are. */
export const rowsOf = (org: Org, soql: string): readonly Readonly<Record<string, unknown>>[] => {
  const rows: Readonly<Record<string, unknown>>[] = [];
  let page = org.query(org.system, soql);
  for (;;) {
    rows.push(
      ...page.records.map((record) =>
        Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'attributes')),
      ),
    );
    if (page.cursor === undefined) return rows;
    page = org.queryMore(org.system, page.cursor);
  }
};
