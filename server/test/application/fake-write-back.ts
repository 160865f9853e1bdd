import { contentHash } from '../../src/application/diff-rows.ts';
import type { CrmResults, HeldRow } from '../../src/application/ports/crm-results.ts';
import type { DataIssue, DataIssues } from '../../src/application/ports/data-issues.ts';
import type { DeadLetters, Refusal } from '../../src/application/ports/dead-letters.ts';
import type { OpenShipment, Outbox } from '../../src/application/ports/outbox.ts';
import type { HandEdit, LedgerRow, ResultLedger } from '../../src/application/ports/result-ledger.ts';
import type { ResultContent, ResultKind } from '../../src/application/ports/result-rows.ts';
import { Fenced, type Lease, type WriterLease } from '../../src/application/ports/writer-lease.ts';

/** A CRM that holds result rows; `refuse` says why a row is not taken. */
export const fakeResults = () => {
  const held = new Map<ResultKind, Map<string, ResultContent>>();
  const edited = new Map<string, NonNullable<HeldRow['edited']>>();
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
    jobs: new Map<string, { readonly carriedOut: boolean; readonly refused: readonly string[] }>(),
    refuse: (key: string): string | undefined => (key === 'never' ? key : undefined),
    afterWrite: undefined as ((key: string) => void) | undefined,
    rows: of,
    /** As a person does, past the companion. */
    byHand(kind: ResultKind, key: string, content: ResultContent | undefined) {
      stamp(kind);
      if (content === undefined) of(kind).delete(key);
      else of(kind).set(key, content);
      edited.set(`${kind} ${key}`, { by: 'Ann Ash', at: '2026-11-24T11:00:00.000Z' });
    },
    fingerprint: (kind: ResultKind) => Promise.resolve(`${of(kind).size} ${stamps.get(kind) ?? 0}`),
    async *readBack(kind: ResultKind) {
      fake.readBacks.push(kind);
      yield await Promise.resolve(
        [...of(kind)].map(([key, content]): HeldRow => {
          const edit = edited.get(`${kind} ${key}`);
          return edit === undefined ? { key, content } : { key, content, edited: edit };
        }),
      );
    },
    async *write(...[kind, rows]: Parameters<CrmResults['write']>) {
      for (const { key, content, onCreation } of rows) {
        const reason = fake.refuse(key);
        if (reason === undefined) {
          stamp(kind);
          if (onCreation !== undefined) fake.created.push(key);
          of(kind).set(key, content);
          edited.delete(`${kind} ${key}`);
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
    endStrayJobs: () => Promise.resolve(),
    finishJob(...[, jobId]: Parameters<CrmResults['finishJob']>) {
      const { carriedOut, refused } = fake.jobs.get(jobId) ?? { carriedOut: false, refused: [] };
      return Promise.resolve({ carriedOut, refused: refused.map((key) => ({ key, ok: false, reason: 'refused' })) });
    },
  };
  return fake satisfies CrmResults & Record<string, unknown>;
};

/** Lease, ledger, outbox and dead letters, as one store keeps them. */
export const fakeStore = () => {
  const rows = new Map<ResultKind, Map<string, LedgerRow>>();
  const edits = new Map<ResultKind, Map<string, HandEdit>>();
  const refused = new Map<ResultKind, Map<string, Refusal>>();
  const fingerprints = new Map<ResultKind, string>();
  const shipments = new Map<number, OpenShipment & { readonly rows: Map<string, LedgerRow> }>();
  const holder = { token: 0, worker: undefined as string | undefined };
  let last = 0;
  const part = <Value>(of: Map<ResultKind, Map<string, Value>>, kind: ResultKind): Map<string, Value> => {
    const found = of.get(kind) ?? new Map<string, Value>();
    of.set(kind, found);
    return found;
  };
  const under = async (lease: Lease): Promise<void> => {
    await Promise.resolve();
    if (lease.token !== holder.token || lease.worker !== holder.worker) throw new Fenced();
  };
  const ledger: ResultLedger = {
    fingerprint: (kind) => Promise.resolve(fingerprints.get(kind)),
    async setFingerprint(lease, kind, fingerprint) {
      await under(lease);
      if (fingerprint === undefined) fingerprints.delete(kind);
      else fingerprints.set(kind, fingerprint);
    },
    hashes: (kind) => Promise.resolve(new Map([...part(rows, kind)].map(([key, { hash }]) => [key, hash]))),
    contents: (kind, keys) =>
      Promise.resolve(
        new Map(
          [...part(rows, kind)].filter(([key]) => keys.includes(key)).map(([key, { content }]) => [key, content]),
        ),
      ),
    edits: (kind) => Promise.resolve(new Map(part(edits, kind))),
    async replace(lease, kind, fresh, edited) {
      await under(lease);
      rows.set(kind, new Map(fresh.map((row) => [row.key, row])));
      edits.set(kind, new Map(edited.map((edit) => [edit.key, edit])));
    },
    async settle(lease, kind, keys) {
      await under(lease);
      for (const key of keys) part(edits, kind).delete(key);
    },
  };
  const outbox: Outbox = {
    async open(lease, { runId, kind, operation, rows: packed }) {
      await under(lease);
      last += 1;
      const keys = packed.map(({ key }) => key);
      const byKey = new Map(packed.map((row) => [row.key, row]));
      shipments.set(last, { id: last, runId, kind, operation, jobId: undefined, keys, rows: byKey });
      return last;
    },
    async noteJob(lease, id, jobId) {
      await under(lease);
      const shipment = shipments.get(id);
      if (shipment !== undefined) shipments.set(id, { ...shipment, jobId });
    },
    async acknowledge(lease, id, { arrived, refused: refusals, today }) {
      await under(lease);
      const shipment = shipments.get(id);
      if (shipment === undefined) return;
      const { kind, operation } = shipment;
      for (const key of arrived) {
        const row = shipment.rows.get(key);
        if (operation === 'remove') part(rows, kind).delete(key);
        else if (row !== undefined) part(rows, kind).set(key, row);
        part(refused, kind).delete(key);
        part(edits, kind).delete(key);
      }
      for (const { key, reason } of refusals) {
        const hash = shipment.rows.get(key)?.hash ?? '';
        const before = part(refused, kind).get(key);
        const known = before?.hash === hash ? before : { attempts: 0, since: today };
        part(refused, kind).set(key, {
          ...{ kind, key, hash, reason, triedOn: today },
          ...{ attempts: known.attempts + 1, since: known.since },
        });
      }
      const done = new Set([...arrived, ...refusals.map(({ key }) => key)]);
      shipments.set(id, { ...shipment, keys: shipment.keys.filter((key) => !done.has(key)) });
    },
    async close(lease, id) {
      await under(lease);
      shipments.delete(id);
    },
    unfinished: () => Promise.resolve([...shipments.values()]),
  };
  const deadLetters: DeadLetters = {
    refusals: (kind) => Promise.resolve(new Map(part(refused, kind))),
    async forget(lease, kind, keys) {
      await under(lease);
      for (const key of keys) part(refused, kind).delete(key);
    },
    all: () => Promise.resolve([]),
    retryAll() {
      refused.clear();
      edits.clear();
      return Promise.resolve(0);
    },
  };
  const lease: WriterLease = {
    acquire(worker, isDead) {
      const before = holder.worker;
      if (before !== undefined && before !== worker && !isDead(before)) return Promise.resolve(undefined);
      Object.assign(holder, { token: holder.token + 1, worker });
      return Promise.resolve({ token: holder.token, worker, ...(before === undefined ? {} : { after: before }) });
    },
    renew: ({ token, worker }) => Promise.resolve(token === holder.token && worker === holder.worker),
    release({ token, worker }) {
      if (token === holder.token && worker === holder.worker) holder.worker = undefined;
      return Promise.resolve();
    },
  };
  return { ledger, outbox, deadLetters, lease, holder, shipments };
};

export const hashed = (key: string, content: ResultContent): LedgerRow => ({
  key,
  content,
  hash: contentHash(content),
});

/** Issues in memory, open ones only. */
export const fakeIssues = () => {
  const open = new Map<string, DataIssue>();
  const issues: DataIssues = {
    open: () => Promise.resolve(new Map([...open].map(([key, { description }]) => [key, description]))),
    raise(fresh) {
      for (const issue of fresh) open.set(issue.key, issue);
      return Promise.resolve([]);
    },
    resolve(keys) {
      for (const key of keys) open.delete(key);
      return Promise.resolve([]);
    },
  };
  return { ...issues, all: open };
};
