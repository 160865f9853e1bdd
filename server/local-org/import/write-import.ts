import type { Org } from '../org.ts';
import type { KeyRing } from './key-ring.ts';
import type { Draft } from './draft.ts';
import { grantPersonas } from './personas.ts';
import { ProblemList } from './problem.ts';
import type { Progress } from './report.ts';
import { importedStages, keepOnlyStages } from './stages.ts';
import { writeObject } from './write-drafts.ts';
import { objectOrder, parentsFirst } from './write-order.ts';

/**
 * Writes checked drafts in one transaction, objects in the order of their references.
 * @returns Rows written, by object.
 * @throws ImportError with everything that the org refused; then nothing was written.
 */
export const writeImport = (
  org: Org,
  folder: string,
  drafts: readonly Draft[],
  keys: KeyRing,
  onProgress: (progress: Progress) => void,
): Readonly<Record<string, number>> => {
  const problems = new ProblemList();
  const byObject = Map.groupBy(drafts, ({ object }) => object);
  const ordered = objectOrder(drafts, org.schema).map(
    (object) => [object, parentsFirst(byObject.get(object) ?? [], problems)] as const,
  );
  problems.throwIfAny(folder);
  // Where the input brings its own history the org must not write a second one.
  const options = { allOrNone: false, auditFields: true, withoutHistory: byObject.has('OpportunityHistory') };
  return org.transaction(() => {
    const rows: Record<string, number> = {};
    for (const [object, own] of ordered) {
      rows[object] = writeObject(org, object, own, keys, options, problems, onProgress);
    }
    problems.throwIfAny(folder);
    keepOnlyStages(org, importedStages(drafts));
    grantPersonas(org, peopleOf(drafts, keys));
    return rows;
  });
};

const peopleOf = (drafts: readonly Draft[], keys: KeyRing) =>
  drafts.flatMap(({ object, key, persona }) => {
    const userId = object === 'User' && key !== undefined ? keys.idOf(['User'], key) : undefined;
    return userId === undefined || persona === undefined ? [] : [{ userId, persona }];
  });
