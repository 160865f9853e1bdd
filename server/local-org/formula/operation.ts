import type { Field } from '../metadata/schema.ts';
import type { FormulaType } from './types.ts';
import type { Day, Instant, Value } from './values.ts';

/** A formula's tree with the type of every part; made by checkFormula. */
export type TypedExpression = Constant | FieldReference | GlobalReference | OperationCall;

export interface Constant {
  readonly kind: 'constant';
  readonly type: FormulaType;
  readonly value: Value;
  readonly position: number;
}

export interface FieldReference {
  readonly kind: 'field';
  readonly type: FormulaType;
  /** Names as the schema spells them; all but the last are relationships (`Plan__r`). */
  readonly path: readonly string[];
  readonly field: Field;
  /** "Treat blank fields as zeroes". */
  readonly blankAsZero: boolean;
  readonly position: number;
}

export interface GlobalReference {
  readonly kind: 'global';
  readonly type: FormulaType;
  /** `['$User', 'Id']`, `['$Permission', 'Takt_Run_Publish']`. */
  readonly path: readonly string[];
  /** The field behind it, where the schema has one. */
  readonly field?: Field;
  readonly position: number;
}

/** A call whose arguments are typed and that wants a type itself. */
export interface CallSite {
  /** Upper-case function name, or the operator. */
  readonly name: string;
  readonly args: readonly TypedExpression[];
  readonly position: number;
}

export interface OperationCall extends CallSite {
  readonly kind: 'operation';
  readonly type: FormulaType;
  readonly operation: Operation;
}

/** The record and the moment that a formula is evaluated for, in formula values. */
export interface ValueScope {
  field(reference: FieldReference): Value;
  /** Undefined on a new record. */
  readonly prior: ((reference: FieldReference) => Value) | undefined;
  global(reference: GlobalReference): Value;
  readonly isNew: boolean;
  readonly isClone: boolean;
  readonly today: Day;
  readonly now: Instant;
  readonly timeZone: string;
}

export interface Evaluation {
  readonly scope: ValueScope;
  /** The value of an argument; operations that decide (IF, AND, CASE) ask only for what they need. */
  readonly value: (expression: TypedExpression) => Value;
}

/** A function or an operator: what it takes, and what it makes of it. */
export interface Operation {
  /** Upper-case, or the operator. */
  readonly name: string;
  /** Needs to know the record's change, so formula fields and defaults cannot use it. */
  readonly aboutChange?: boolean;
  /** @throws FormulaError of kind `meaning`. */
  check(site: CallSite): FormulaType;
  /** @throws FormulaError of kind `evaluation`. */
  run(call: OperationCall, evaluation: Evaluation): Value;
}
