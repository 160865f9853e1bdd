import type { FieldValue } from '../org.ts';
import { dayFrom, fromFieldValue } from './field-values.ts';
import type { FieldReference, ValueScope } from './operation.ts';
import { Decimal, type Value } from './values.ts';

/** The record and the moment that a formula is evaluated for, in values as the REST API shows them. */
export interface FormulaScope {
  /**
   * The value at a path of names as the schema spells them (`['Plan__r', 'Status__c']`). Blank parents give null.
   * Formula fields on the way are the caller's to evaluate.
   */
  field(path: readonly string[]): FieldValue;
  /** The record's own field before the change; left out on a new record. */
  readonly prior?: (fieldName: string) => FieldValue;
  /** `['$User', 'Id']`, `['$Permission', 'X']` (true or false), `['$Label', 'X']`. */
  global(path: readonly string[]): FieldValue;
  readonly isNew: boolean;
  readonly isClone?: boolean;
  /** In the user's time zone, `2026-11-24`. */
  readonly today: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The user's; `UTC` when left out. */
  readonly timeZone?: string;
}

const zero = new Decimal(0);

/** Blank numbers become zeros here, where formulas say so. */
const orZero = (reference: FieldReference, value: Value): Value =>
  value === null && reference.blankAsZero ? zero : value;

export const valueScope = (scope: FormulaScope): ValueScope => {
  const { prior } = scope;
  return {
    field: (reference) =>
      orZero(reference, fromFieldValue(reference.type, reference.field, scope.field(reference.path))),
    prior:
      prior === undefined
        ? undefined
        : (reference) => fromFieldValue(reference.type, reference.field, prior(reference.field.name)),
    global: ({ type, field, path }) => fromFieldValue(type, field, scope.global(path)),
    isNew: scope.isNew,
    isClone: scope.isClone ?? false,
    today: dayFrom(scope.today),
    now: { instant: scope.now },
    timeZone: scope.timeZone ?? 'UTC',
  };
};

/** Field names to values, parents under their relationship names. */
export interface RecordValues {
  readonly [name: string]: FieldValue | RecordValues | undefined;
}

/** The globals of one user. */
export interface UserGlobals {
  readonly user?: RecordValues;
  readonly profile?: RecordValues;
  readonly role?: RecordValues;
  readonly organization?: RecordValues;
  readonly customPermissions?: ReadonlySet<string>;
  readonly labels?: ReadonlyMap<string, string>;
}

export interface RecordScope extends UserGlobals, Pick<FormulaScope, 'today' | 'now' | 'timeZone' | 'isClone'> {
  readonly record: RecordValues;
  /** The record before the change; left out, it is a new one. */
  readonly prior?: RecordValues;
}

const valueAt = (record: RecordValues | undefined, path: readonly string[]): FieldValue => {
  let current: FieldValue | RecordValues | undefined = record;
  for (const name of path) {
    if (typeof current !== 'object' || current === null) return null;
    current = current[name];
  }
  return current === undefined || typeof current === 'object' ? null : current;
};

const globalAt = (globals: UserGlobals, [root = '', ...path]: readonly string[]): FieldValue => {
  const name = path.join('.');
  switch (root) {
    case '$User':
      return valueAt(globals.user, path);
    case '$Profile':
      return valueAt(globals.profile, path);
    case '$UserRole':
      return valueAt(globals.role, path);
    case '$Organization':
      return valueAt(globals.organization, path);
    case '$Permission':
      return globals.customPermissions?.has(name) ?? false;
    case '$Label':
      return globals.labels?.get(name) ?? null;
    case '$System':
      return '1900-01-01T00:00:00.000+0000';
    default:
      return null;
  }
};

/** A scope over plain records. */
export const recordScope = (input: RecordScope): FormulaScope => {
  const { record, prior, today, now, timeZone, isClone } = input;
  return {
    field: (path) => valueAt(record, path),
    ...(prior === undefined ? {} : { prior: (name: string) => valueAt(prior, [name]) }),
    global: (path) => globalAt(input, path),
    isNew: prior === undefined,
    today,
    now,
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(isClone === undefined ? {} : { isClone }),
  };
};
