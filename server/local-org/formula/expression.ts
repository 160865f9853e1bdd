/** A formula as parsed; nothing is known yet about the fields it names. */
export interface Formula {
  readonly text: string;
  readonly root: Expression;
}

export type Expression = NumberLiteral | TextLiteral | BooleanLiteral | NullLiteral | Reference | Call;

export interface NumberLiteral {
  readonly kind: 'number';
  /** As written: no sign, no exponent. */
  readonly digits: string;
  readonly position: number;
}

export interface TextLiteral {
  readonly kind: 'text';
  readonly value: string;
  readonly position: number;
}

export interface BooleanLiteral {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly position: number;
}

export interface NullLiteral {
  readonly kind: 'null';
  readonly position: number;
}

/** A field path (`Plan__r.Status__c`) or a global (`$User.Id`), as written. */
export interface Reference {
  readonly kind: 'reference';
  readonly name: string;
  readonly position: number;
}

/** A function or an operator: `a && b` and `AND(a, b)` are the same call. */
export interface Call {
  readonly kind: 'call';
  /** Upper-case function name, or the operator (`+ - * / ^ & = <> < <= > >=`). */
  readonly name: string;
  readonly args: readonly Expression[];
  readonly position: number;
}
