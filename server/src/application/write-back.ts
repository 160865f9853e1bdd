import { contentHash, diffRows } from './diff-rows.ts';
import { outdatedRows } from './outdated-rows.ts';
import type { CrmResults, HeldRow, WriteOutcome } from './ports/crm-results.ts';
import type { ProgressListener } from './ports/progress.ts';
import type { LedgerRow, ResultLedger } from './ports/result-ledger.ts';
import type { Provenance, ResultKind, ResultRow } from './ports/result-rows.ts';
import type { ForecastPlan } from './plan-forecast.ts';

export interface WriteBackPorts {
  readonly results: CrmResults;
  readonly ledger: ResultLedger;
}

export interface WriteBackCounts {
  readonly written: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Why rows could not be written, each reason once, with an example. */
  readonly reasons: readonly string[];
}

const step = 'Write back';

/**
 * Writes what has changed: periods, scopes from the top down, forecasts, then insights of open deals. Scopes that are
 * gone are ended, rows of the past go to whoever answers for them today, insights of deals that are no longer open are
 * deleted; all of it counts as written. Each call's rows are noted as written
 * when the CRM has confirmed them; a run that is cut in between finds out at the next one, by comparing with the CRM.
 * @throws CrmFailure, StoreFailure
 */
export const writeBack = async (
  ports: WriteBackPorts,
  plan: ForecastPlan,
  provenance: Provenance,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<WriteBackCounts> => {
  const planned = [plan.periods, ...plan.scopeLevels, plan.forecasts, plan.insights];
  const total = planned.reduce((sum, rows) => sum + rows.length, 0);
  const tally = { written: 0, unchanged: 0, failed: 0, reasons: new Map<string, string>() };
  const add = (counts: KindCounts): void => {
    tally.written += counts.written;
    tally.unchanged += counts.unchanged;
    tally.failed += counts.failed;
    const done = tally.written + tally.unchanged + tally.failed;
    onProgress({ step, done, total: Math.max(done, total) });
  };
  onProgress({ step, done: 0, total });
  const work: readonly (readonly [ResultKind, readonly (readonly ResultRow[])[]])[] = [
    ['period', [plan.periods]],
    ['scope', plan.scopeLevels],
    ['forecast', [plan.forecasts]],
    ['insight', [plan.insights]],
  ];
  for (const [kind, levels] of work) {
    signal.throwIfAborted();
    const agreed = await agreeWithCrm(ports, kind, signal);
    const diff = diffRows(levels.flat(), await ports.ledger.hashes(kind));
    const changed = new Map(diff.changed.map((row) => [row.key, row]));
    add({ written: 0, failed: 0, unchanged: diff.unchanged });
    const lists: (readonly ResultRow[])[] = levels.map((level) => level.flatMap(({ key }) => changed.get(key) ?? []));
    if (kind !== 'insight') lists.push(await outdatedRows(ports.ledger, kind, diff.vanished, plan));
    for (const rows of lists) {
      for await (const counts of writeRows(ports, kind, rows, provenance, tally.reasons, signal)) add(counts);
    }
    // An insight is about an open deal: it goes when the deal is closed, or gone itself.
    const outdated = kind === 'insight' ? diff.vanished : [];
    for await (const counts of removeRows(ports, kind, outdated, tally.reasons, signal)) add(counts);
    if (lists.some((rows) => rows.length > 0) || outdated.length > 0 || !agreed) {
      await ports.ledger.setFingerprint(kind, await ports.results.fingerprint(kind));
    }
  }
  const { written, unchanged, failed, reasons } = tally;
  return { written, unchanged, failed, reasons: [...reasons.values()] };
};

type KindCounts = Pick<WriteBackCounts, 'written' | 'unchanged' | 'failed'>;

/**
 * Where somebody else has written, or the companion's memory is new, what the CRM holds is read again: rows changed or
 * deleted by hand are then planned anew, and rows that stand as planned are left alone.
 * @returns false where it was read again.
 */
const agreeWithCrm = async (
  { results, ledger }: WriteBackPorts,
  kind: ResultKind,
  signal: AbortSignal,
): Promise<boolean> => {
  if ((await results.fingerprint(kind)) === (await ledger.fingerprint(kind))) return true;
  await ledger.replace(kind, ledgerRows(results.readBack(kind, signal)));
  return false;
};

async function* ledgerRows(pages: AsyncIterable<readonly HeldRow[]>): AsyncGenerator<readonly LedgerRow[]> {
  for await (const page of pages) yield page.map((row) => ({ ...row, hash: contentHash(row.content) }));
}

async function* writeRows(
  { results, ledger }: WriteBackPorts,
  kind: ResultKind,
  rows: readonly ResultRow[],
  provenance: Provenance,
  reasons: Map<string, string>,
  signal: AbortSignal,
): AsyncGenerator<KindCounts> {
  if (rows.length === 0) return;
  const byKey = new Map(rows.map((row) => [row.key, row]));
  for await (const outcomes of results.write(kind, rows, provenance, signal)) {
    const written = outcomes.flatMap(({ key, ok }) => (ok ? (byKey.get(key) ?? []) : []));
    await ledger.record(
      kind,
      written.map(({ key, content }) => ({ key, content, hash: contentHash(content) })),
    );
    noteReasons(kind, outcomes, reasons);
    yield { written: written.length, unchanged: 0, failed: outcomes.length - written.length };
  }
}

async function* removeRows(
  { results, ledger }: WriteBackPorts,
  kind: ResultKind,
  keys: readonly string[],
  reasons: Map<string, string>,
  signal: AbortSignal,
): AsyncGenerator<KindCounts> {
  if (keys.length === 0) return;
  for await (const outcomes of results.remove(kind, keys, signal)) {
    const removed = outcomes.filter(({ ok }) => ok).map(({ key }) => key);
    await ledger.forget(kind, removed);
    noteReasons(kind, outcomes, reasons);
    yield { written: removed.length, unchanged: 0, failed: outcomes.length - removed.length };
  }
}

const noteReasons = (kind: ResultKind, outcomes: readonly WriteOutcome[], reasons: Map<string, string>): void => {
  for (const { key, ok, reason = 'no reason given' } of outcomes) {
    if (!ok && !reasons.has(reason)) reasons.set(reason, `${kind} ${key}: ${reason}`);
  }
};
