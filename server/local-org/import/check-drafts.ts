import type { Field, Schema, SObject } from '../metadata/schema.ts';
import { comparableKey, isReference, mapFields, type Draft, type DraftValue } from './draft.ts';
import type { KeyRing } from './key-ring.ts';
import type { ProblemList } from './problem.ts';
import { isAuditField } from './audit-fields.ts';
import { read, refused, shown, type Read } from './values/outcome.ts';
import { noonOf } from './values/date.ts';
import { characterCount } from './values/text.ts';

const isNumeric = (field: Field): boolean => ['int', 'double', 'currency', 'percent'].includes(field.type);
const plainDate = /^\d{4}-\d{2}-\d{2}$/;

/** The value as its field wants it, or why it does not fit. */
const fitted = (value: DraftValue, field: Field): Read<DraftValue> => {
  if (value === null || isReference(value)) return read(value);
  if (isNumeric(field)) {
    return typeof value === 'number'
      ? read(value)
      : refused(`${shown(String(value))} is not a number`, 'Map a number.');
  }
  if (field.type === 'boolean') {
    return typeof value === 'boolean'
      ? read(value)
      : refused(`${shown(String(value))} is not true or false`, 'Map it.');
  }
  const text = String(value);
  if (field.type === 'datetime') return read(plainDate.test(text) ? noonOf(text) : text);
  if (field.length > 0) {
    const count = characterCount(text);
    if (count > field.length) {
      return refused(`${count} characters where ${field.name} holds ${field.length}`, `Shorten it: ${shown(text)}`);
    }
  }
  return read(text);
};

/** Tells keys, external ids and unique fields that occur twice; case alone does not make two values different. */
class Duplicates {
  private readonly seen = new Map<string, Draft>();
  private readonly problems: ProblemList;

  constructor(problems: ProblemList) {
    this.problems = problems;
  }

  check(draft: Draft, column: string, value: string): void {
    const name = `${draft.object.toLowerCase()}\n${column}\n${comparableKey(value)}`;
    const earlier = this.seen.get(name);
    if (earlier === undefined) {
      this.seen.set(name, draft);
      return;
    }
    this.problems.add({
      ...placeOf(draft),
      column,
      reason: `${shown(value)} stands ${earlier.line === undefined ? '' : `on line ${earlier.line} `}of ${earlier.file} already`,
      remedy: 'Keep one of the two rows; keys that differ only in case count as the same.',
    });
  }
}

const placeOf = (draft: Draft): { file: string; line?: number } => ({
  file: draft.file,
  ...(draft.line === undefined ? {} : { line: draft.line }),
});

/** Fields under the names that the schema has for them; mappings may write them in any case. */
const withApiNames = (draft: Draft, sobject: SObject): Draft => {
  const apiName = (name: string): string => sobject.fields.get(name.toLowerCase())?.name ?? name;
  if ([...draft.fields.keys()].every((name) => apiName(name) === name)) return draft;
  return { ...draft, fields: new Map([...draft.fields].map(([name, value]) => [apiName(name), value])) };
};

/**
 * Checks drafts against the schema and each other, and returns them as the org takes them: values fitted to their
 * fields, users that only say who typed a record left out where they are unknown.
 */
export const checkDrafts = (
  drafts: readonly Draft[],
  schema: Schema,
  keys: KeyRing,
  problems: ProblemList,
): readonly Draft[] => {
  const duplicates = new Duplicates(problems);
  for (const { object, key } of drafts) if (key !== undefined) keys.add(object, key);
  return drafts.map((draft) => {
    if (draft.key !== undefined) duplicates.check(draft, 'Id', draft.key);
    const sobject = schema.object(draft.object);
    return mapFields(sobject === undefined ? draft : withApiNames(draft, sobject), (value, name) => {
      const field = sobject?.fields.get(name.toLowerCase());
      if (field === undefined) return undefined;
      const fit = fitted(value, field);
      if (!fit.ok) {
        problems.add({ ...placeOf(draft), column: name, reason: fit.reason, remedy: fit.remedy });
        return undefined;
      }
      if (isReference(fit.value) && !keys.has(fit.value.objects, fit.value.key)) {
        if (isAuditField(name)) return undefined;
        problems.add({
          ...placeOf(draft),
          column: name,
          reason: `${shown(fit.value.key)} is not among the imported ${fit.value.objects.join(' or ')} records`,
          remedy: `Add the record, or leave the value out.`,
        });
        return undefined;
      }
      if ((field.unique || field.externalId) && typeof fit.value === 'string') duplicates.check(draft, name, fit.value);
      return fit.value;
    });
  });
};
