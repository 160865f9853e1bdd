import { contentHash } from './diff-rows.ts';
import { isSetAside, type DeadLetters, type Refusal } from './ports/dead-letters.ts';
import type { HandEdit, ResultLedger } from './ports/result-ledger.ts';
import type { ResultContent, ResultKind, ResultRow } from './ports/result-rows.ts';
import type { Lease } from './ports/writer-lease.ts';
import { removedHash } from './ship-rows.ts';

/** A row that somebody changed by hand, and what the companion would have written. */
export interface Conflict {
  readonly kind: ResultKind;
  readonly key: string;
  readonly planned: ResultContent;
  readonly edit: HandEdit;
}

export interface HeldBack {
  /** To be written, in the order given. */
  readonly rows: readonly ResultRow[];
  /** To be deleted. */
  readonly removals: readonly ResultRow[];
  /** How many rows are not tried, since the CRM has refused them too often. */
  readonly setAside: number;
  readonly conflicts: readonly Conflict[];
}

/**
 * Takes out of what is to be written what must not be, or not again: rows that somebody changed by hand, and rows that
 * the CRM has refused too often as they are, unless the last try was on another day. What waited for somebody and is
 * now as planned, or planned no more, waits no longer.
 * @throws StoreFailure, Fenced
 */
export const heldBack = async (
  { ledger, deadLetters }: { readonly ledger: ResultLedger; readonly deadLetters: DeadLetters },
  lease: Lease,
  kind: ResultKind,
  changed: readonly ResultRow[],
  outdated: readonly string[],
  today: string,
): Promise<HeldBack> => {
  const [refusals, edits] = [await deadLetters.refusals(kind), await ledger.edits(kind)];
  const conflicts = changed.flatMap(({ key, content }): readonly Conflict[] => {
    const edit = edits.get(key);
    return edit === undefined || isSame(content, edit.content) ? [] : [{ kind, key, planned: content, edit }];
  });
  const edited = new Set(conflicts.map(({ key }) => key));
  const waits = (key: string, hash: string): boolean => {
    const refusal = refusals.get(key);
    return refusal !== undefined && refusal.hash === hash && isSetAside(refusal) && refusal.triedOn === today;
  };
  const open = changed.filter(({ key }) => !edited.has(key));
  const rows = open.filter(({ key, content }) => !refusals.has(key) || !waits(key, contentHash(content)));
  const removals = outdated
    .filter((key) => !waits(key, removedHash))
    .map((key): ResultRow => ({ kind, key, content: {} }));

  await settle(
    ledger,
    lease,
    kind,
    [...edits.keys()].filter((key) => !edited.has(key)),
  );
  const pending = new Set([...changed.map(({ key }) => key), ...outdated]);
  await forget(
    deadLetters,
    lease,
    kind,
    [...refusals.values()].filter(({ key }) => !pending.has(key)),
  );
  return { rows, removals, setAside: open.length - rows.length + outdated.length - removals.length, conflicts };
};

/** Whose row it is follows the roles, whoever changed it: a transfer is no conflict. */
const isSame = (planned: ResultContent, held: ResultContent): boolean =>
  contentHash({ ...planned, ownerId: null }) === contentHash({ ...held, ownerId: null });

const settle = async (ledger: ResultLedger, lease: Lease, kind: ResultKind, keys: readonly string[]): Promise<void> => {
  if (keys.length > 0) await ledger.settle(lease, kind, keys);
};

const forget = async (
  deadLetters: DeadLetters,
  lease: Lease,
  kind: ResultKind,
  refusals: readonly Refusal[],
): Promise<void> => {
  if (refusals.length > 0)
    await deadLetters.forget(
      lease,
      kind,
      refusals.map(({ key }) => key),
    );
};
