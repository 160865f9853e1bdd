import type { FieldValue } from '../org.ts';

/** Points to another record by the name that the input gives it; becomes an id when that record is written. */
export interface Reference {
  /** Objects among which the record is looked for, in order. */
  readonly objects: readonly string[];
  /** Name of the record in the input: a source id, or a key that the mapping made. */
  readonly key: string;
}

export type DraftValue = FieldValue | Reference;

/** A record on its way from a file into the org. */
export interface Draft {
  readonly object: string;
  /** The name by which other drafts refer to it. */
  readonly key?: string;
  readonly file: string;
  readonly line?: number;
  readonly fields: ReadonlyMap<string, DraftValue>;
  /** Users only: what the person does in Takt. */
  readonly persona?: Persona;
}

/** What a user of the org does, and so which permissions they get. */
export type Persona =
  'executive' | 'manager' | 'rep' | 'admin' | 'meetingLead' | 'compensation' | 'contributor' | 'integration' | 'none';

export const isReference = (value: DraftValue): value is Reference => typeof value === 'object' && value !== null;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** An 18-character id: the last three characters tell the case of the first fifteen (Salesforce's own suffix). */
export const widenedId = (id: string): string =>
  id +
  [0, 5, 10]
    .map((start) => {
      const upper = Array.from(id.slice(start, start + 5), (sign, bit) => (/[A-Z]/.test(sign) ? 1 << bit : 0));
      return alphabet.charAt(upper.reduce<number>((sum, value) => sum + value, 0));
    })
    .join('');

/**
 * The form in which keys are compared. Case does not count, but a 15-character Salesforce id is widened first,
 * because there case is all that tells two records apart.
 */
export const comparableKey = (key: string): string => {
  const trimmed = key.trim();
  return (/^[a-zA-Z0-9]{15}$/.test(trimmed) ? widenedId(trimmed) : trimmed).toLowerCase();
};

/** The name under which an org's own row (a profile, a price book) is referred to. */
export const existingKey = (object: string, name: string): string => `existing:${object}:${name}`;

/**
 * The draft with its values changed (undefined takes a field out). Where nothing changes it is the same draft: imports
 * of a million rows pass several of these.
 */
export const mapFields = (draft: Draft, change: (value: DraftValue, name: string) => DraftValue | undefined): Draft => {
  let fields: Map<string, DraftValue> | undefined;
  for (const [name, value] of draft.fields) {
    const next = change(value, name);
    if (next === value) continue;
    fields ??= new Map(draft.fields);
    if (next === undefined) fields.delete(name);
    else fields.set(name, next);
  }
  return fields === undefined ? draft : { ...draft, fields };
};
