import { agreeWithCrm } from './agree-with-crm.ts';
import { refuseAmbiguousKeys } from './ambiguous-keys.ts';
import { diffRows } from './diff-rows.ts';
import { heldBack, type Conflict } from './held-back.ts';
import { outdatedRows } from './outdated-rows.ts';
import type { ForecastPlan } from './plan-forecast.ts';
import { isSetAside, type DeadLetters, type Refusal } from './ports/dead-letters.ts';
import { EditedMeanwhile } from './ports/crm-results.ts';
import type { ProgressListener } from './ports/progress.ts';
import type { ResultLedger } from './ports/result-ledger.ts';
import type { ResultKind, ResultRow } from './ports/result-rows.ts';
import { recoverShipments } from './recover-shipments.ts';
import { removedHash, ship, type ShipPorts, type Shipping, type ShippingCounts } from './ship-rows.ts';

export interface WriteBackPorts extends ShipPorts {
  readonly ledger: ResultLedger;
  readonly deadLetters: DeadLetters;
}

export interface WriteBackCounts extends ShippingCounts {
  readonly unchanged: number;
  /** Why rows could not be written, each reason once, with an example. */
  readonly reasons: readonly string[];
  /** Rows that the CRM has refused too often, this time or before. */
  readonly deadLetters: readonly (Refusal & { readonly name: string })[];
  /** Rows that somebody changed by hand: left alone. */
  readonly conflicts: readonly Conflict[];
}

/** In whose name results are written, and what is known of who wrote before. */
export interface WriteBackOrder extends Omit<Shipping, 'reasons' | 'today'> {
  /** A worker died amid a run: what it last sent may still arrive. */
  readonly tookOver: boolean;
}

const step = 'Write back';

/**
 * Writes what has changed: periods, scopes from the top down, forecasts, then insights of open deals. Scopes that are
 * gone are ended, rows of the past go to whoever answers for them today, insights of deals that are no longer open are
 * deleted; all of it counts as written. Rows lie in the outbox from before they are sent until the CRM has confirmed
 * them; what an earlier run left there is found out first. What the CRM has refused too often, and what somebody
 * changed by hand, is left alone and told.
 * @throws CrmFailure, StoreFailure, Fenced; EditedMeanwhile where somebody does not stop editing.
 */
export const writeBack = async (
  ports: WriteBackPorts,
  plan: ForecastPlan,
  order: WriteBackOrder,
  onProgress: ProgressListener,
): Promise<WriteBackCounts> => {
  const { signal } = order;
  const shipping: Shipping = { ...order, today: plan.today, reasons: new Map() };
  const planned = [plan.periods, ...plan.scopeLevels, plan.forecasts, plan.insights];
  refuseAmbiguousKeys(planned);
  const total = planned.reduce((sum, rows) => sum + rows.length, 0);
  const tally = { written: 0, unchanged: 0, failed: 0, setAside: 0 };
  const add = (counts: Partial<typeof tally>): void => {
    tally.written += counts.written ?? 0;
    tally.unchanged += counts.unchanged ?? 0;
    tally.failed += counts.failed ?? 0;
    tally.setAside += counts.setAside ?? 0;
    const done = tally.written + tally.unchanged + tally.failed + tally.setAside;
    onProgress({ step, done, total: Math.max(done, total) });
  };
  onProgress({ step, done: 0, total });
  const uncertain = (await recoverShipments(ports, shipping)) || order.tookOver;
  if (order.tookOver) await ports.results.endStrayJobs(signal);
  const conflicts: Conflict[] = [];
  const deadLetters: WriteBackCounts['deadLetters'][number][] = [];
  const work: readonly (readonly [ResultKind, readonly (readonly ResultRow[])[]])[] = [
    ['period', [plan.periods]],
    ['scope', plan.scopeLevels],
    ['forecast', [plan.forecasts]],
    ['insight', [plan.insights]],
  ];
  for (const [kind, levels] of work) {
    for (let tries = 1; ; tries += 1) {
      signal.throwIfAborted();
      try {
        const counts = await writeKind(ports, plan, shipping, kind, levels, uncertain, add);
        add({ unchanged: counts.unchanged });
        conflicts.push(...counts.conflicts);
        deadLetters.push(...counts.deadLetters);
        break;
      } catch (error) {
        if (!(error instanceof EditedMeanwhile) || tries >= mostTries) throw error;
        // What was written by then is found as it stands, and what was edited is left alone.
        await recoverShipments(ports, shipping);
      }
    }
  }
  return { ...tally, reasons: [...shipping.reasons.values()], deadLetters, conflicts };
};

/** Times that rows of a kind are looked at anew since somebody edits them meanwhile. */
const mostTries = 3;

const writeKind = async (
  ports: WriteBackPorts,
  plan: ForecastPlan,
  shipping: Shipping,
  kind: ResultKind,
  levels: readonly (readonly ResultRow[])[],
  uncertain: boolean,
  add: (counts: Partial<ShippingCounts>) => void,
): Promise<Pick<WriteBackCounts, 'unchanged' | 'conflicts' | 'deadLetters'>> => {
  const { ledger, results } = ports;
  const { lease, signal, today } = shipping;
  const { seen, agreed } = await agreeWithCrm(ports, lease, kind, signal);
  const rows = levels.flat();
  const diff = diffRows(rows, await ledger.hashes(kind));
  const late = kind === 'insight' ? [] : await outdatedRows(ledger, kind, diff.vanished, plan);
  // An insight is about an open deal: it goes when the deal is closed, or gone itself.
  const outdated = kind === 'insight' ? diff.vanished : [];
  const held = await heldBack(ports, lease, kind, [...diff.changed, ...late], outdated, today);
  const go = new Map(held.rows.map((row) => [row.key, row]));
  const lists = [
    ...levels.map((level) => level.flatMap(({ key }) => go.get(key) ?? [])),
    late.filter((row) => go.has(row.key)),
  ];
  for (const list of lists) for await (const counts of ship(ports, shipping, 'write', kind, list, seen)) add(counts);
  for await (const counts of ship(ports, shipping, 'remove', kind, held.removals, seen)) add(counts);
  if (uncertain) await ledger.setFingerprint(lease, kind, undefined);
  else if (go.size > 0 || held.removals.length > 0 || !agreed) {
    await ledger.setFingerprint(lease, kind, await results.fingerprint(kind));
  }
  add({ setAside: held.setAside });
  const deadLetters = await standing(ports.deadLetters, kind, [...rows, ...late]);
  return { unchanged: diff.unchanged, conflicts: held.conflicts, deadLetters };
};

/** What is set aside now, with the row's name for people. */
const standing = async (
  deadLetters: DeadLetters,
  kind: ResultKind,
  rows: readonly ResultRow[],
): Promise<readonly (Refusal & { readonly name: string })[]> => {
  const refusals = [...(await deadLetters.refusals(kind)).values()].filter(isSetAside);
  if (refusals.length === 0) return [];
  const names = new Map(rows.map(({ key, content }) => [key, content['name']]));
  return refusals.map((refusal) => {
    const name = names.get(refusal.key) ?? refusal.key;
    return { ...refusal, name: refusal.hash === removedHash ? `${name}, to be deleted` : name };
  });
};
