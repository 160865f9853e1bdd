import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LocalOrg } from '../../local-org/local-org.ts';
import type { Org } from '../../local-org/org.ts';
import { startLocalOrg } from '../../local-org/start.ts';
import { createSystemClock } from '../../src/adapters/clock/system-clock.ts';
import { createActions } from '../../src/adapters/salesforce/actions.ts';
import { connect, type Connection } from '../../src/adapters/salesforce/connection.ts';
import { inNamespace } from '../../src/adapters/salesforce/namespace.ts';
import { createPlans } from '../../src/adapters/salesforce/plans.ts';
import { createReader } from '../../src/adapters/salesforce/reader.ts';
import { createResults } from '../../src/adapters/salesforce/results.ts';
import { createRunRights } from '../../src/adapters/salesforce/run-rights.ts';
import { createRuns } from '../../src/adapters/salesforce/runs.ts';
import { createSettings } from '../../src/adapters/salesforce/settings.ts';
import type { Database } from '../../src/adapters/storage/database.ts';
import { createMirror } from '../../src/adapters/storage/mirror.ts';
import { createPlanningSource } from '../../src/adapters/storage/planning-source.ts';
import { createResultLedger } from '../../src/adapters/storage/result-ledger.ts';
import { createRunLedger } from '../../src/adapters/storage/run-ledger.ts';
import type { RunPorts, RunSettings } from '../../src/application/execute-run.ts';
import type { ProgressListener } from '../../src/application/ports/progress.ts';
import type { RunOutcome } from '../../src/application/ports/run-requests.ts';
import { runNow } from '../../src/application/watch-runs.ts';
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
 */
export const startWorld = async (deals: number, projectRoot?: string): Promise<World> => {
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
  readonly ports: RunPorts;
  readonly settings: RunSettings;
}

/** An emptied store: opening one takes seconds, emptying it does not. */
export const emptied = async (database: Database): Promise<Database> => {
  const { rows } = await database.embedded.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%'",
  );
  await database.embedded.exec(`TRUNCATE ${rows.map(({ name }) => `"${name}"`).join(', ')}`);
  return database;
};

/** The companion's real adapters, put together as main does. */
export const companionFor = (
  world: Pick<World, 'url' | 'privateKey' | 'username'>,
  database: Database,
  options: { readonly pageRecords?: number; readonly namespace?: string } = {},
): Companion => {
  const clock = createSystemClock(today);
  const timing = {
    random: () => 0,
    now: () => Date.now(),
    sleep: (milliseconds: number, signal?: AbortSignal) => clock.sleep(milliseconds, signal),
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
  const connection = inNamespace(plain, options.namespace ?? '');
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
      mirror: createMirror(database),
      source: createPlanningSource(database),
      results: createResults(connection, { timing }),
      ledger: createResultLedger(database),
      runs: createRuns(connection),
      rights: createRunRights(connection),
      plans: createPlans(connection),
      actions: createActions(connection),
      settings: createSettings(connection),
      runLedger: createRunLedger(database),
    },
  };
};

/** A planning run of the companion, to its end. */
export const planningRun = (
  { ports, settings }: Companion,
  onProgress: ProgressListener = () => undefined,
): Promise<RunOutcome> =>
  runNow(ports, { ...settings, worker: 'host:1:a' }, 'Forecast', onProgress, new AbortController().signal);

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
