import type { ResultRow } from './ports/result-rows.ts';

/** Rows of one kind bear the same key, or keys that differ in capital letters alone: one would overwrite the other. */
export class AmbiguousKeys extends Error {
  override readonly name = 'AmbiguousKeys';
}

const namedAtMost = 5;

/**
 * Refuses a plan whose rows cannot be told apart in the CRM; it is a fault of planning, and nothing of it is written.
 * @throws AmbiguousKeys, naming the rows.
 */
export const refuseAmbiguousKeys = (planned: readonly (readonly ResultRow[])[]): void => {
  const rows = Map.groupBy(planned.flat(), ({ kind, key }) => `${kind} ${key.toLowerCase()}`);
  const ambiguous = [...rows.values()].filter((same) => same.length > 1);
  if (ambiguous.length === 0) return;
  const named = ambiguous
    .slice(0, namedAtMost)
    .map(
      (same) =>
        `\n· ${same.map(({ kind, key, content }) => `${kind} ${key} (${content['name'] ?? 'no name'})`).join(', ')}`,
    );
  throw new AmbiguousKeys(
    `Nothing was written: the plan has ${ambiguous.length} keys that more than one row bears. This is a fault of the companion; please report it.${named.join('')}`,
  );
};
