import type { Field, SObject } from '../../metadata/schema.ts';
import { dateIn } from '../clock.ts';
import type { Row, SqlValue } from '../columns.ts';
import { encode } from './encode.ts';

interface Preset {
  readonly name: string;
  readonly value: SqlValue;
}

const presets = new WeakMap<SObject, readonly Preset[]>();

const presetsOf = (object: SObject): readonly Preset[] => {
  const known =
    presets.get(object) ??
    [...object.fields.values()].flatMap((field): readonly Preset[] =>
      field.defaultValue === undefined || field.formula !== undefined
        ? []
        : [{ name: field.name, value: encode(field, field.defaultValue) }],
    );
  presets.set(object, known);
  return known;
};

/** Default formulas that the local org can compute; all others are named as unsupported when the package is read. */
const formulas: Readonly<Record<string, (now: number) => SqlValue>> = {
  'NOW()': (now) => now,
  'TODAY()': (now) => dateIn('UTC', now),
};

export const isKnownDefault = (field: Field): boolean =>
  field.defaultFormula === undefined || field.defaultFormula.replace(/\s/g, '').toUpperCase() in formulas;

/** Fills what the request left out (not what it set to null), as on insert. */
export const applyDefaults = (object: SObject, row: Row, now: number): void => {
  for (const { name, value } of presetsOf(object)) {
    if (!(name in row)) row[name] = value;
    // A checkbox is never null.
    else if (row[name] === null && object.fields.get(name.toLowerCase())?.type === 'boolean') row[name] = value;
  }
  for (const field of object.fields.values()) {
    if (field.defaultFormula === undefined || field.name in row) continue;
    const compute = formulas[field.defaultFormula.replace(/\s/g, '').toUpperCase()];
    if (compute !== undefined) row[field.name] = compute(now);
  }
};
