import type { Org, RecordInput, WriteOptions } from '../org.ts';

/** The org refused a record of the demo company: a mistake of this program or of the org, not of a person. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
}

/** How the demo company is written: with its own dates and history. */
const options: WriteOptions = { allOrNone: true, auditFields: true, withoutHistory: true };

/**
 * Creates records as the org itself and returns their ids in order.
 * @throws SeedError with the first error that the org names.
 */
export const created = (org: Org, object: string, records: readonly RecordInput[]): readonly string[] =>
  org.create(org.system, object, records, options).map(({ id, errors }) => {
    if (id !== null && errors.length === 0) return id;
    const [error] = errors;
    throw new SeedError(
      `The org refuses a ${object}: ${error?.message ?? 'no reason given'} (${error?.statusCode ?? '?'})`,
    );
  });

/** The only one of the ids. */
export const onlyId = (ids: readonly string[]): string => {
  const [id] = ids;
  if (id === undefined) throw new SeedError('The org returned no id.');
  return id;
};
