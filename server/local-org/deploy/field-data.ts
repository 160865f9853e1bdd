import type { Metadata } from '../metadata/load-metadata.ts';
import type { Field, SObject } from '../metadata/schema.ts';
import { isFilterable, isStored, quoted, storageOf } from '../store/columns.ts';
import type { Kernel } from '../store/kernel.ts';

/** A field that the records do not allow. */
export interface FieldRefusal {
  /** `Takt_Plan__c.Status__c`. */
  readonly fullName: string;
  readonly reason: string;
}

const exists = (
  { database }: Kernel,
  object: SObject,
  condition: string,
  parameters: readonly number[] = [],
): boolean =>
  database.row(`SELECT 1 AS one FROM ${quoted(object.name)} WHERE ${condition} LIMIT 1`, parameters) !== undefined;

const reasonsOf = (kernel: Kernel, object: SObject, before: Field, after: Field): readonly string[] => {
  const column = quoted(after.name);
  const reasons: string[] = [];
  const isText = storageOf(before) === 'text' && storageOf(after) === 'text';
  if (isText && isFilterable(after) && !isFilterable(before)) {
    reasons.push(`cannot become a short text: it holds long ones`);
  } else if (
    isText &&
    after.length < before.length &&
    exists(kernel, object, `length(${column}) > ?`, [after.length])
  ) {
    reasons.push(`holds texts longer than ${after.length} characters`);
  }
  if (after.masterDetail && !before.masterDetail && exists(kernel, object, `${column} IS NULL`)) {
    reasons.push('cannot become a master-detail relation while records have no parent');
  }
  if (after.unique && !before.unique) {
    const value = isText && !after.caseSensitive ? `lower(${column})` : column;
    const { database } = kernel;
    const twice = database.row(
      `SELECT 1 AS one FROM ${quoted(object.name)} WHERE ${column} IS NOT NULL GROUP BY ${value} HAVING count(*) > 1 LIMIT 1`,
    );
    if (twice !== undefined) reasons.push('cannot be unique: records share a value');
  }
  return reasons;
};

const newRequired = (kernel: Kernel, object: SObject, after: Field): readonly string[] =>
  after.masterDetail && exists(kernel, object, '1 = 1')
    ? ['cannot be a new master-detail relation: the object has records, which would have no parent']
    : [];

/** Fields that the new metadata changes in a way that the records of today do not allow. */
export const fieldsAgainstData = (kernel: Kernel, { objects }: Metadata): readonly FieldRefusal[] =>
  objects.flatMap((object) => {
    const old = kernel.schema.object(object.name);
    if (old === undefined) return [];
    return [...object.fields.values()]
      .filter((field) => field.custom && isStored(field))
      .flatMap((after) => {
        const before = old.fields.get(after.name.toLowerCase());
        if (before !== undefined && !isStored(before)) return [];
        const reasons = before === undefined ? newRequired(kernel, old, after) : reasonsOf(kernel, old, before, after);
        return reasons.map((reason) => ({ fullName: `${object.name}.${after.name}`, reason }));
      });
  });
