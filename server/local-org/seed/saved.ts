import { inNamespace } from '../metadata/package/namespaced-files.ts';
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
  org.create(org.system, ...named(org, object, records), options).map(({ id, errors }) => {
    if (id !== null && errors.length === 0) return id;
    const [error] = errors;
    throw new SeedError(
      `The org refuses a ${object}: ${error?.message ?? 'no reason given'} (${error?.statusCode ?? '?'})`,
    );
  });

/** The package's object and its fields as the org has them: with a namespace, where the package has one there. */
const named = (
  org: Org,
  object: string,
  records: readonly RecordInput[],
): [object: string, records: readonly RecordInput[]] => {
  if (!object.endsWith('__c') || org.schema.object(object) !== undefined) return [object, records];
  const namespace = org.schema.objects.find(({ name }) => name.endsWith(`__${object}`))?.name.split('__')[0] ?? '';
  const fields = (record: RecordInput): RecordInput =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [inNamespace(name, namespace), value]));
  return [inNamespace(object, namespace), records.map(fields)];
};

/** The only one of the ids. */
export const onlyId = (ids: readonly string[]): string => {
  const [id] = ids;
  if (id === undefined) throw new SeedError('The org returned no id.');
  return id;
};
