import { createHash } from 'node:crypto';
import type { ResultContent, ResultRow } from './ports/result-rows.ts';

/** A short text that differs where contents differ; the order of their fields does not count. */
export const contentHash = (content: ResultContent): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(content).sort(([one], [other]) => (one < other ? -1 : 1))))
    .digest('base64url');

export interface RowDiff {
  /** New rows and rows that differ, in the order planned. */
  readonly changed: readonly ResultRow[];
  readonly unchanged: number;
  /** Keys that are known and no longer planned. */
  readonly vanished: readonly string[];
}

/**
 * Compares what is planned with what is known to stand in the CRM.
 * @param known Content hashes by key.
 */
export const diffRows = (planned: readonly ResultRow[], known: ReadonlyMap<string, string>): RowDiff => {
  const keys = new Set(planned.map(({ key }) => key));
  const changed = planned
    .filter(({ key, content }) => known.get(key) !== contentHash(content))
    // What is written with a new row only is left out where there is one.
    .map(({ onCreation, ...row }): ResultRow =>
      onCreation === undefined || known.has(row.key) ? row : { ...row, onCreation },
    );
  return {
    changed,
    unchanged: planned.length - changed.length,
    vanished: [...known.keys()].filter((key) => !keys.has(key)),
  };
};
