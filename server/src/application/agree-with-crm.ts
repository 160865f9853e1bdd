import { contentHash } from './diff-rows.ts';
import type { CrmResults, HeldRow } from './ports/crm-results.ts';
import type { HandEdit, ResultLedger } from './ports/result-ledger.ts';
import type { ResultKind } from './ports/result-rows.ts';
import type { Lease } from './ports/writer-lease.ts';

/**
 * Where somebody else has written, or the companion's memory is new, what the CRM holds is read again: rows deleted by
 * hand are then planned anew, rows that stand as planned are left alone, and rows changed by hand are noted as such.
 * @returns the fingerprint of what is known, and whether it was known before.
 * @throws CrmFailure, StoreFailure, Fenced
 */
export const agreeWithCrm = async (
  { results, ledger }: { readonly results: CrmResults; readonly ledger: ResultLedger },
  lease: Lease,
  kind: ResultKind,
  signal: AbortSignal,
): Promise<{ readonly seen: string; readonly agreed: boolean }> => {
  const seen = await results.fingerprint(kind);
  if (seen === (await ledger.fingerprint(kind))) return { seen, agreed: true };
  const [known, edits] = [await ledger.hashes(kind), await ledger.edits(kind)];
  const held: HeldRow[] = [];
  for await (const page of results.readBack(kind, signal)) held.push(...page);
  const rows = held.map(({ key, content }) => ({ key, content, hash: contentHash(content) }));
  const hashes = new Map(rows.map(({ key, hash }) => [key, hash]));
  await ledger.replace(
    lease,
    kind,
    rows,
    held.flatMap((row) => handEdit(row, hashes.get(row.key) !== known.get(row.key) || edits.has(row.key))),
  );
  return { seen, agreed: false };
};

/** Saving a row without changing what the companion wrote is no edit. */
const handEdit = ({ key, content, edited }: HeldRow, differs: boolean): readonly HandEdit[] =>
  edited !== undefined && differs ? [{ key, content, ...edited }] : [];
