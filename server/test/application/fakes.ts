import type { WatchPorts } from '../../src/application/watch-ports.ts';
import type { Actions, Completion } from '../../src/application/ports/actions.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { CrmReader, CsvPage } from '../../src/application/ports/crm-reader.ts';
import type { MirrorStore, SyncCursor } from '../../src/application/ports/mirror-store.ts';
import { mirrorTables, type MirrorTableName } from '../../src/application/ports/mirror-tables.ts';
import type { Plan, Plans } from '../../src/application/ports/plans.ts';
import type { PlanningSource } from '../../src/application/ports/planning-source.ts';
import type { ResultContent, ResultKind } from '../../src/application/ports/result-rows.ts';
import type { RunLedger, RunRecord } from '../../src/application/ports/run-ledger.ts';
import type { HeldRun, RunOutcome, RunReport, RunRequests } from '../../src/application/ports/run-requests.ts';
import type { RunRights } from '../../src/application/ports/run-rights.ts';
import type { Settings } from '../../src/application/ports/settings.ts';
import { Fenced } from '../../src/application/ports/writer-lease.ts';
import type { Person } from '../../src/domain/forecasting/index.ts';
import { dayNumber, plainDate } from '../../src/domain/shared/index.ts';
import { fakeBudget, fakeChoreLedger, fakeMarks, fakeWatch } from './watch-fakes.ts';
import { fakeIssues, fakeResults, fakeStore } from './fake-write-back.ts';

export { fakeResults, fakeStore, hashed } from './fake-write-back.ts';

export const noon = Date.parse('2026-11-24T12:00:00Z');
export const unending = (): AbortSignal => new AbortController().signal;

/** Time goes on only when somebody sleeps. */
export const fakeClock = (): Clock & { readonly slept: readonly number[] } => {
  let now = noon;
  const slept: number[] = [];
  const ticking = new Set<{ readonly milliseconds: number; readonly tick: () => void; next: number }>();
  return {
    slept,
    now: () => now,
    elapsed: () => now - noon,
    today: () => new Date(now).toISOString().slice(0, 10),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      for (const one of ticking) for (; one.next <= now; one.next += one.milliseconds) one.tick();
      await Promise.resolve();
    },
    every(milliseconds, tick) {
      const one = { milliseconds, tick, next: now + milliseconds };
      ticking.add(one);
      return () => ticking.delete(one);
    },
  };
};

export interface FakeRecord {
  readonly id: string;
  readonly modifiedAt: string;
}

export interface FakeReader extends CrmReader {
  readonly log: string[];
  /** The CRM's clock. */
  now: string;
}

/** Records of a CRM by table, each told from another by id and last change alone. */
export const fakeReader = (records: Map<MirrorTableName, FakeRecord[]>): FakeReader => {
  const log: string[] = [];
  const page = (rows: readonly FakeRecord[]): CsvPage => ({
    csv: [new TextEncoder().encode(JSON.stringify(rows))],
    rows: rows.length,
  });
  const of = (table: MirrorTableName): readonly FakeRecord[] => records.get(table) ?? [];
  const reader: FakeReader = {
    log,
    now: new Date(noon).toISOString(),
    clock: () => reader.now,
    async *readRecords({ table }, ids) {
      log.push(`records ${table.name} ${ids.join()}`);
      yield await Promise.resolve(page(of(table.name).filter(({ id }) => ids.includes(id))));
    },
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
  return reader;
};

export interface FakeMirror extends MirrorStore {
  readonly ids: (table: MirrorTableName) => readonly string[];
  readonly stampOf: (table: MirrorTableName, id: string) => string | undefined;
}

export const fakeMirror = (): FakeMirror => {
  const tables = new Map<MirrorTableName, Map<string, FakeRecord>>();
  const cursors = new Map<MirrorTableName, SyncCursor>();
  const settled = new Map<MirrorTableName, string>();
  const hidden = new Map<MirrorTableName, readonly string[]>();
  const of = (table: MirrorTableName): Map<string, FakeRecord> => tables.get(table) ?? new Map<string, FakeRecord>();
  return {
    ids: (table) => [...of(table).keys()].sort(),
    stampOf: (table, id) => of(table).get(id)?.modifiedAt,
    organizationId: () => Promise.resolve(undefined),
    cursor: (table) => Promise.resolve(cursors.get(table)),
    async take(plan, pages, mode, upTo, onRows) {
      const { name } = plan.table;
      const fresh: FakeRecord[] = [];
      for await (const page of pages) {
        fresh.push(...(JSON.parse(Buffer.concat(page.csv).toString()) as FakeRecord[]));
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
    begun: () => Promise.resolve(undefined),
    settled: (table) => Promise.resolve(settled.get(table)),
    settle: (table, instant) => Promise.resolve(void settled.set(table, instant)),
    keepHidden({ table: { name }, columns }) {
      const cursor = cursors.get(name);
      const gone = [...(hidden.get(name) ?? []), ...(cursor?.columns ?? [])].filter((one) => !columns.includes(one));
      hidden.set(name, [...new Set(gone)].sort());
      if (cursor !== undefined) {
        cursors.set(name, { ...cursor, columns: cursor.columns.filter((one) => columns.includes(one)) });
      }
      return Promise.resolve(hidden.get(name) ?? []);
    },
    followMerges: () => Promise.resolve(0),
    async compare({ table: { name } }, pages, upTo, most, sure) {
      const there = new Map<string, FakeRecord>();
      for await (const page of pages) {
        for (const row of JSON.parse(Buffer.concat(page.csv).toString()) as FakeRecord[]) there.set(row.id, row);
      }
      const gone = [...of(name).values()].filter(({ id, modifiedAt }) => modifiedAt <= upTo && !there.has(id));
      const isDoubted = !sure && of(name).size >= 10 && gone.length * 2 > of(name).size;
      if (!isDoubted) for (const { id } of gone) of(name).delete(id);
      const unread = [...there.values()].filter(
        ({ id, modifiedAt }) => (of(name).get(id)?.modifiedAt ?? '') < modifiedAt,
      );
      const ids = unread.slice(0, most).map(({ id }) => id);
      return {
        gone: isDoubted ? 0 : gone.length,
        doubted: isDoubted ? gone.length : 0,
        changed: 0,
        unread: { count: unread.length, ids },
      };
    },
    countChanged: (table, from, to) =>
      Promise.resolve(
        [...of(table).values()].filter(({ modifiedAt }) => modifiedAt >= from && modifiedAt <= to).length,
      ),
  };
};

export const row = (kind: ResultKind, key: string, content: ResultContent = {}) => ({ kind, key, content });

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
        unrated: new Map(),
        unknownStages: new Map(),
        beyondBelief: 0,
        outsideCalendar: 0,
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
  attempts: number;
  endedByHand: boolean;
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
      attempts: 0,
      endedByHand: false,
      createdById: 'u1',
      parameters: undefined,
      changedAt: new Date(noon).toISOString(),
      reports: [],
      outcome: undefined,
    };
    all.push(run);
    return run;
  };
  const held = async ({ id, worker }: HeldRun): Promise<void> => {
    await Promise.resolve();
    if (find(id).worker !== worker || (worker !== undefined && find(id).status !== 'Running')) throw new Fenced();
  };
  const runs: RunRequests = {
    requested: () => Promise.resolve(all.filter(({ status }) => status === 'Requested')),
    underWay: () => Promise.resolve(all.filter(({ status }) => status === 'Running')),
    begin: (kind, worker) =>
      Promise.resolve(all.some(({ status }) => status === 'Running') ? undefined : add(kind, 'Running', worker).id),
    claim: ({ id, attempts }, worker) => {
      if (all.some(({ status }) => status === 'Running')) return Promise.resolve('busy');
      if (find(id).status !== 'Requested') return Promise.resolve('taken');
      Object.assign(find(id), { status: 'Running', worker, attempts: attempts + 1 });
      return Promise.resolve('claimed');
    },
    async release(run, _step, attempts) {
      await held(run);
      Object.assign(find(run.id), { status: 'Requested', worker: undefined, attempts });
    },
    vacate: ({ id }) => {
      find(id).endedByHand = false;
      return Promise.resolve();
    },
    async report(run, report) {
      await held(run);
      find(run.id).reports.push(report);
    },
    async finish(run, outcome) {
      await held(run);
      Object.assign(find(run.id), { status: outcome.status, outcome });
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
    heartbeat: ({ at }) => {
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
    setStatus: ({ id, changedAt }, status) => {
      const plan = held.get(id);
      if (plan === undefined || plan.changedAt !== changedAt) return Promise.resolve(false);
      held.set(id, { ...plan, status });
      log.push(`${id} ${status}`);
      return Promise.resolve(true);
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
  const [runs, actions] = [fakeRuns(), fakeActions()];
  return {
    records,
    watch: fakeWatch(runs, actions),
    marks: fakeMarks(),
    chores: fakeChoreLedger(),
    budget: fakeBudget(),
    clock: fakeClock(),
    reader: fakeReader(records),
    mirror: fakeMirror(),
    source: fakeSource(),
    results: fakeResults(),
    ...fakeStore(),
    issues: fakeIssues(),
    runs,
    rights: fakeRights(),
    plans: fakePlans(),
    actions,
    settings: fakeSettings(),
    runLedger: fakeRunLedger(),
  } satisfies WatchPorts & Record<string, unknown>;
};

export const runSettings = {
  currency: 'USD',
  companionVersion: '0.1.0',
  serviceUserId: () => Promise.resolve('service'),
};
