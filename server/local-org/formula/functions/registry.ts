import type { Operation } from '../operation.ts';
import { changeFunctions } from './change.ts';
import { dateFunctions } from './dates.ts';
import { logicalFunctions } from './logical.ts';
import { markupFunctions } from './markup.ts';
import { mathFunctions } from './math.ts';
import { operators } from './operators.ts';
import { textFunctions } from './text.ts';

const byName: ReadonlyMap<string, Operation> = new Map(
  [
    ...operators,
    ...logicalFunctions,
    ...mathFunctions,
    ...textFunctions,
    ...markupFunctions,
    ...dateFunctions,
    ...changeFunctions,
  ].map((operation) => [operation.name, operation]),
);

/** The operation behind an operator or an upper-case function name. */
export const operationNamed = (name: string): Operation | undefined => byName.get(name);

export const isFunction = (name: string): boolean => /^[A-Z]/.test(name) && byName.has(name);
