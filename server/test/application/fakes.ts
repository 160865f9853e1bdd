import { contentHash } from '../../src/application/diff-rows.ts';
import type { RunPorts } from '../../src/application/execute-run.ts';
import type { Actions, Completion } from '../../src/application/ports/actions.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { CrmReader, CsvPage } from '../../src/application/ports/crm-reader.ts';
import type { CrmResults } from '../../src/application/ports/crm-results.ts';
import type { MirrorStore, SyncCursor } from '../../src/application/ports/mirror-store.ts';
import { mirrorTables, type MirrorTableName } from '../../src/application/ports/mirror-tables.ts';
import type { Plan, Plans } from '../../src/application/ports/plans.ts';
import type { PlanningSource } from '../../src/application/ports/planning-source.ts';
import type { LedgerRow, ResultLedger } from '../../src/application/ports/result-ledger.ts';
import type { ResultContent, ResultKind } from '../../src/application/ports/result-rows.ts';
import type { RunLedger, RunRecord } from '../../src/application/ports/run-ledger.ts';
import type { RunOutcome, RunReport, RunRequests } from '../../src/application/ports/run-requests.ts';
import type { RunRights } from '../../src/application/ports/run-rights.ts';
import type { Settings } from '../../src/application/ports/settings.ts';
import type { Person } from '../../src/domain/forecasting/index.ts';
import { dayNumber, plainDate } from '../../src/domain/shared/index.ts';

export const noon = Date.parse('2026-11-24T12:00:00Z');
export const unending = (): AbortSignal => new AbortController().signal;

/** Time goes on only when somebody sleeps. */
export const fakeClock = (): Clock & { readonly slept: readonly number[] } => {
  let now = noon;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    today: () => new Date(now).toISOString().slice(0, 10),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      await Promise.resolve();
    },
  };
};

export interface FakeRecord {
  readonly id: string;
  readonly modifiedAt: string;
}

/** Records of a CRM by table, each told from another by id and last change alone. */
export const fakeReader = (records: Map<MirrorTableName, FakeRecord[]>): CrmReader & { readonly log: string[] } => {
  const log: string[] = [];
  const page = (rows: readonly FakeRecord[]): CsvPage => ({ csv: new Blob([JSON.stringify(rows)]), rows: rows.length });
  const of = (table: MirrorTableName): readonly FakeRecord[] => records.get(table) ?? [];
  return {
    log,
    plan: (table) => Promise.resolve({ table, columns: table.columns.map(({ name }) => name) }),
    async *readAll({ table }) {
      log.push(`all ${table.name}`);
      yield await Promise.resolve(page(of(table.name)));
    },
    async *readChanges({ table }, { instant, inclusive }) {
      log.push(`changes ${table.name} ${inclusive ? '>=' : '>'} ${instant}`);
      const rows = of(table.name).filter(
        ({ modifiedAt }) => modifiedAt > instant || (inclusive && modifiedAt === instant),
      );
      yield await Promise.resolve(page(rows));
    },
    latestChange: ({ table }) =>
      Promise.resolve(
        of(table.name)
          .map(({ modifiedAt }) => modifiedAt)
          .sort()
          .at(-1),
      ),
    countChanged: ({ table }, from, to) =>
      Promise.resolve(of(table.name).filter(({ modifiedAt }) => modifiedAt >= from && modifiedAt <= to).length),
  };
};

export const fakeMirror = (): MirrorStore & { readonly ids: (table: MirrorTableName) => readonly string[] } => {
  const tables = new Map<MirrorTableName, Map<string, FakeRecord>>();
  const cursors = new Map<MirrorTableName, SyncCursor>();
  const of = (table: MirrorTableName): Map<string, FakeRecord> => tables.get(table) ?? new Map<string, FakeRecord>();
  return {
    ids: (table) => [...of(table).keys()].sort(),
    organizationId: () => Promise.resolve(undefined),
    cursor: (table) => Promise.resolve(cursors.get(table)),
    async take(plan, pages, mode, upTo, onRows) {
      const { name } = plan.table;
      const fresh: FakeRecord[] = [];
      for await (const page of pages) {
        fresh.push(...(JSON.parse(await page.csv.text()) as FakeRecord[]));
        onRows(fresh.length);
      }
      const kept = [...of(name).values()].filter(({ id, modifiedAt }) => {
        if (mode.kind === 'replace') return false;
        const inWindow = mode.kind === 'window' && modifiedAt >= mode.from && modifiedAt <= mode.to;
        return !inWindow || fresh.some((row) => row.id === id);
      });
      tables.set(name, new Map([...kept, ...fresh].map((row) => [row.id, row])));
      if (upTo !== undefined) cursors.set(name, { instant: upTo, columns: plan.columns });
      return { read: fresh.length, changed: fresh.length };
    },
    countChanged: (table, from, to) =>
      Promise.resolve(
        [...of(table).values()].filter(({ modifiedAt }) => modifiedAt >= from && modifiedAt <= to).length,
      ),
  };
};

/** A CRM that holds result rows; `refuse` says why a row is not taken. */
export const fakeResults = () => {
  const held = new Map<ResultKind, Map<string, ResultContent>>();
  const stamps = new Map<ResultKind, number>();
  const stamp = (kind: ResultKind): void => {
    stamps.set(kind, (stamps.get(kind) ?? 0) + 1);
  };
  const of = (kind: ResultKind): Map<string, ResultContent> => {
    const rows = held.get(kind) ?? new Map<string, ResultContent>();
    held.set(kind, rows);
    return rows;
  };
  const fake = {
    writes: [] as string[],
    created: [] as string[],
    removed: [] as string[],
    readBacks: [] as ResultKind[],
    refuse: (key: string): string | undefined => (key === 'never' ? key : undefined),
    afterWrite: undefined as ((key: string) => void) | undefined,
    rows: of,
    /** As a person does, past the companion. */
    byHand(kind: ResultKind, key: string, content: ResultContent | undefined) {
      stamp(kind);
      if (content === undefined) of(kind).delete(key);
      else of(kind).set(key, content);
    },
    fingerprint: (kind: ResultKind) => Promise.resolve(`${of(kind).size} ${stamps.get(kind) ?? 0}`),
    async *readBack(kind: ResultKind) {
      fake.readBacks.push(kind);
      yield await Promise.resolve([...of(kind)].map(([key, content]) => ({ key, content })));
    },
    async *write(...[kind, rows]: Parameters<CrmResults['write']>) {
      for (const { key, content, onCreation } of rows) {
        const reason = fake.refuse(key);
        if (reason === undefined) {
          stamp(kind);
          if (onCreation !== undefined) fake.created.push(key);
          of(kind).set(key, content);
          fake.writes.push(key);
          fake.afterWrite?.(key);
        }
        yield await Promise.resolve([reason === undefined ? { key, ok: true } : { key, ok: false, reason }]);
      }
    },
    async *remove(...[kind, keys]: Parameters<CrmResults['remove']>) {
      for (const key of keys) {
        const reason = fake.refuse(key);
        if (reason === undefined) {
          stamp(kind);
          of(kind).delete(key);
          fake.removed.push(key);
        }
        yield await Promise.resolve([reason === undefined ? { key, ok: true } : { key, ok: false, reason }]);
      }
    },
  };
  return fake satisfies CrmResults & Record<string, unknown>;
};

export const fakeLedger = (): ResultLedger => {
  const rows = new Map<ResultKind, Map<string, LedgerRow>>();
  const fingerprints = new Map<ResultKind, string>();
  const of = (kind: ResultKind): Map<string, LedgerRow> => rows.get(kind) ?? new Map<string, LedgerRow>();
  return {
    fingerprint: (kind) => Promise.resolve(fingerprints.get(kind)),
    setFingerprint: (kind, fingerprint) => {
      fingerprints.set(kind, fingerprint);
      return Promise.resolve();
    },
    hashes: (kind) => Promise.resolve(new Map([...of(kind)].map(([key, { hash }]) => [key, hash]))),
    contents: (kind, keys) =>
      Promise.resolve(
        new Map(
          keys
            .flatMap((key) => [of(kind).get(key)])
            .flatMap((row) => (row === undefined ? [] : [[row.key, row.content]])),
        ),
      ),
    record: (kind, fresh) => {
      rows.set(kind, new Map([...of(kind), ...fresh.map((row) => [row.key, row] as const)]));
      return Promise.resolve();
    },
    forget: (kind, keys) => {
      rows.set(kind, new Map([...of(kind)].filter(([key]) => !keys.includes(key))));
      return Promise.resolve();
    },
    async replace(kind, pages) {
      const fresh = new Map<string, LedgerRow>();
      for await (const page of pages) for (const row of page) fresh.set(row.key, row);
      rows.set(kind, fresh);
    },
  };
};

export const row = (kind: ResultKind, key: string, content: ResultContent = {}) => ({ kind, key, content });
export const hashed = (key: string, content: ResultContent): LedgerRow => ({
  key,
  content,
  hash: contentHash(content),
});

/** Two people, one of them with a won deal in the current quarter. */
export const fakeSource = (): PlanningSource => {
  const people: Person[] = [
    { id: 'u1', name: 'Ann Ash', active: true, roleId: 'r2' },
    { id: 'u2', name: 'Bo Bell', active: true, roleId: 'r1' },
  ];
  const day = (date: string): number => dayNumber(plainDate(date));
  return {
    company: () => Promise.resolve({ name: 'Acme', timeZone: 'UTC' }),
    people: () => Promise.resolve(people),
    roles: () =>
      Promise.resolve([
        { id: 'r1', name: 'Sales' },
        { id: 'r2', name: 'East', parentId: 'r1' },
      ]),
    periods: () =>
      Promise.resolve(
        [1, 2, 3, 4, 5].map((number) => ({
          type: 'Quarter',
          start: `${number === 5 ? 2027 : 2026}-${String(((number - 1) % 4) * 3 + 1).padStart(2, '0')}-01`,
          end: ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31', '2027-03-31'][number - 1] ?? '',
          number: ((number - 1) % 4) + 1,
          fiscalYear: number === 5 ? '2027' : '2026',
        })),
      ),
    deals: () =>
      Promise.resolve({
        foreignCurrency: 0,
        deals: {
          length: 1,
          ids: ['d1'],
          owner: Int32Array.of(0),
          status: Uint8Array.of(1),
          category: Uint8Array.of(4),
          amount: Float64Array.of(105_450),
          amountKnown: Uint8Array.of(1),
          probability: Float64Array.of(1),
          createdOn: Int32Array.of(day('2026-10-05')),
          closeOn: Int32Array.of(day('2026-11-02')),
          closedOn: Int32Array.of(day('2026-11-02')),
          stage: Int32Array.of(0),
          stages: ['Closed Won'],
        },
      }),
    quotas: () => Promise.resolve([]),
    history: ({ stages }) => {
      const none = new Int32Array(0);
      const columns = { deal: none, day: none, stage: none, closeOn: none };
      const rows = { length: 0, ...columns, amount: new Float64Array(0), amountKnown: new Uint8Array(0) };
      return Promise.resolve({ rows, stages });
    },
    snapshotOpenDeals: () => Promise.resolve(0),
  };
};

export interface FakeRun {
  id: string;
  kind: string;
  status: string;
  worker: string | undefined;
  createdById: string;
  parameters: string | undefined;
  changedAt: string;
  readonly reports: RunReport[];
  outcome: RunOutcome | undefined;
}

export const fakeRuns = () => {
  const all: FakeRun[] = [];
  const find = (id: string): FakeRun => {
    const run = all.find((one) => one.id === id);
    if (run === undefined) throw new Error(`no run ${id}`);
    return run;
  };
  const add = (kind: string, status: string, worker?: string): FakeRun => {
    const run = {
      id: `run-${all.length + 1}`,
      kind,
      status,
      worker,
      createdById: 'u1',
      parameters: undefined,
      changedAt: new Date(noon).toISOString(),
      reports: [],
      outcome: undefined,
    };
    all.push(run);
    return run;
  };
  const runs: RunRequests = {
    requested: () => Promise.resolve(all.filter(({ status }) => status === 'Requested')),
    underWay: () => Promise.resolve(all.filter(({ status }) => status === 'Running')),
    begin: (kind, worker) => Promise.resolve(add(kind, 'Running', worker).id),
    claim: (id, worker) => {
      Object.assign(find(id), { status: 'Running', worker });
      return Promise.resolve(true);
    },
    release: (id) => {
      Object.assign(find(id), { status: 'Requested', worker: undefined });
      return Promise.resolve();
    },
    report: (id, report) => {
      find(id).reports.push(report);
      return Promise.resolve();
    },
    finish: (id, outcome) => {
      Object.assign(find(id), { status: outcome.status, outcome });
      return Promise.resolve();
    },
  };
  return { ...runs, all, add, find };
};

export const fakeSettings = () => {
  const published: { runId: string; asOf: string }[] = [];
  const heartbeats: string[] = [];
  const settings: Settings = {
    publish: ({ runId, asOf }) => {
      published.push({ runId, asOf });
      return Promise.resolve();
    },
    heartbeat: (at) => {
      heartbeats.push(at);
      return Promise.resolve();
    },
  };
  return { ...settings, published, heartbeats };
};

export const fakeRunLedger = (): RunLedger & { readonly saved: RunRecord[] } => {
  const saved: RunRecord[] = [];
  return {
    saved,
    save: (run) => {
      saved.push(run);
      return Promise.resolve();
    },
    last: () => Promise.resolve(saved.at(-1)),
  };
};

/** Everybody may ask for every kind and edit every plan but those named `kind user` or `plan user`. */
export const fakeRights = () => {
  const denied = new Set<string>();
  const rights: RunRights = {
    mayAskFor: (kind, userId) => Promise.resolve(!denied.has(`${kind} ${userId}`)),
    mayEditPlan: (planId, userId) => Promise.resolve(!denied.has(`${planId} ${userId}`)),
  };
  return { ...rights, denied };
};

/** Plans in memory; `log` tells the changes of status in their order. */
export const fakePlans = (all: readonly Plan[] = []) => {
  const held = new Map(all.map((plan) => [plan.id, plan]));
  const log: string[] = [];
  const plans: Plans = {
    find: (id) => Promise.resolve(held.get(id)),
    inForce: ({ kind, fiscalYear }) =>
      Promise.resolve(
        [...held.values()].filter(
          (plan) =>
            plan.kind === kind &&
            plan.fiscalYear === fiscalYear &&
            (plan.status === 'Approved' || plan.status === 'Published'),
        ),
      ),
    setStatus: (id, status) => {
      const plan = held.get(id);
      if (plan !== undefined) held.set(id, { ...plan, status });
      log.push(`${id} ${status}`);
      return Promise.resolve();
    },
  };
  return { ...plans, held, log };
};

/** Actions that wait for their stamp; `refuse` says why one is not taken. */
export const fakeActions = () => {
  const fake = {
    due: [] as Completion[],
    written: [] as Completion[],
    refuse: (id: string): string | undefined => (id === 'never' ? id : undefined),
    unsettled: (most: number) => Promise.resolve(fake.due.slice(0, most)),
    write: (completions: readonly Completion[]) => {
      const outcomes = completions.map(({ id }) => {
        const reason = fake.refuse(id);
        return reason === undefined ? { id } : { id, reason };
      });
      const taken = completions.filter((_, at) => outcomes[at]?.reason === undefined);
      fake.written.push(...taken);
      fake.due = fake.due.filter((one) => !taken.includes(one));
      return Promise.resolve(outcomes);
    },
  };
  return fake satisfies Actions & Record<string, unknown>;
};

/** Everything that a run works with, in memory. */
export const fakePorts = () => {
  const records = new Map<MirrorTableName, FakeRecord[]>(
    mirrorTables.map(({ name }) => [name, [{ id: `${name}-1`, modifiedAt: '2026-11-20T00:00:00.000Z' }]]),
  );
  return {
    records,
    clock: fakeClock(),
    reader: fakeReader(records),
    mirror: fakeMirror(),
    source: fakeSource(),
    results: fakeResults(),
    ledger: fakeLedger(),
    runs: fakeRuns(),
    rights: fakeRights(),
    plans: fakePlans(),
    actions: fakeActions(),
    settings: fakeSettings(),
    runLedger: fakeRunLedger(),
  } satisfies RunPorts & Record<string, unknown>;
};

export const runSettings = {
  currency: 'USD',
  companionVersion: '0.1.0',
  serviceUserId: () => Promise.resolve('service'),
};
