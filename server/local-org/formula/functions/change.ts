import { FormulaError } from '../formula-error.ts';
import type { CallSite, FieldReference, Operation } from '../operation.ts';
import { isDecimal, type Value } from '../values.ts';
import { equal } from './operators.ts';
import { single, takes, unfitType } from './signatures.ts';

/** The record's own field that the function asks about. */
const ownField = (site: CallSite): FieldReference => {
  const arg = single(site);
  if (arg.kind !== 'field') throw unfitType(site);
  if (arg.path.length > 1) {
    const message = `The ${site.name} function cannot reference the ${arg.path.join('.')} field.`;
    throw new FormulaError('meaning', message, arg.position);
  }
  // Change is about what is stored, so a blank stays blank here.
  return { ...arg, blankAsZero: false };
};

const comparable = (value: Value): Value => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value);

const differs = (one: Value, other: Value): boolean => {
  if (one === null || other === null) return one !== other;
  return isDecimal(one) && isDecimal(other)
    ? !one.equals(other)
    : equal(comparable(one), comparable(other), true) !== true;
};

/** Functions about how the record is being changed: for validation rules alone. */
export const changeFunctions: readonly Operation[] = [
  { name: 'ISNEW', aboutChange: true, check: takes([], 'boolean'), run: (_, { scope }) => scope.isNew },
  { name: 'ISCLONE', aboutChange: true, check: takes([], 'boolean'), run: (_, { scope }) => scope.isClone },
  {
    name: 'ISCHANGED',
    aboutChange: true,
    check: (site) => {
      ownField(site);
      return 'boolean';
    },
    // False on a new record (Salesforce help, ISCHANGED).
    run: (call, { scope }) => {
      const field = ownField(call);
      return scope.prior !== undefined && differs(scope.prior(field), scope.field(field));
    },
  },
  {
    name: 'PRIORVALUE',
    aboutChange: true,
    check: (site) => ownField(site).type,
    run: (call, { scope }) => scope.prior?.(ownField(call)) ?? null,
  },
];
