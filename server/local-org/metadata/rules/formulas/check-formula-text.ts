import {
  checkFormula,
  type Expression,
  type Formula,
  FormulaError,
  type FormulaUse,
  parseFormula,
  references,
  type ResultField,
} from '../../../formula/index.ts';
import { isFunction } from '../../../formula/functions/registry.ts';
import { isCustom, isNamespaced, meant } from '../names.ts';
import { fieldMissing } from '../references.ts';
import type { OrgView } from '../org-view.ts';
import { formulaSchema, formulaTypeOf } from './formula-schema.ts';
import { globalProblem } from './globals.ts';
import { countProblem, isPlatformFunction, platformFunctions } from './known-functions.ts';

export interface FormulaFault {
  readonly message: string;
  /** Index of the character that it is about. */
  readonly position: number;
}

export interface FormulaUnderCheck {
  readonly org: OrgView;
  readonly object: string;
  readonly text: string;
  readonly use: FormulaUse;
  readonly returns?: ResultField;
  readonly blanks?: 'BlankAsZero' | 'BlankAsBlank';
}

const calls = (expression: Expression): readonly (Expression & { kind: 'call' })[] =>
  expression.kind === 'call' ? [expression, ...expression.args.flatMap(calls)] : [];

const named = (expression: Expression): readonly (Expression & { kind: 'reference' })[] => {
  if (expression.kind === 'reference') return [expression];
  return expression.kind === 'call' ? expression.args.flatMap(named) : [];
};

const parse = (text: string): Formula | FormulaFault => {
  try {
    return parseFormula(text, isPlatformFunction);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const unknown = /^Unknown function (\S+)\./.exec(error.message)?.[1];
    const hint = unknown === undefined ? '' : meant(unknown.toUpperCase(), platformFunctions);
    return { message: `${error.message}${hint}`, position: error.position };
  }
};

/** Whether the org's own formula checker knows everything that a formula names, so that its word counts. */
const isWithinReach = ({ org, object }: FormulaUnderCheck, formula: Formula): boolean => {
  const { fields, globals, functions } = references(formula);
  if (!functions.every(isFunction)) return false;
  if (!globals.every((name) => /^\$(User|Permission|Label)\./i.test(name))) return false;
  const users = globals.filter((name) => /^\$User\./i.test(name)).map((name) => name.slice(6));
  const schema = formulaSchema(org);
  if (!users.every((name) => schema.object('User')?.fields.has(name.toLowerCase()) === true)) return false;
  return fields.every((path) => {
    const found = org.findPath(object, path);
    return found.is === 'there' && formulaTypeOf(found.value) !== undefined;
  });
};

const typeFault = (check: FormulaUnderCheck, formula: Formula): FormulaFault | undefined => {
  const { org, object: name, use, returns, blanks } = check;
  const schema = formulaSchema(org);
  const object = schema.object(name);
  if (object === undefined) return undefined;
  try {
    checkFormula(formula, {
      schema,
      object,
      use,
      ...(returns === undefined ? {} : { returns }),
      ...(blanks === undefined ? {} : { blanks }),
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return { message: error.message, position: error.position };
  }
};

/** What is wrong with a formula: its grammar, what it names, how many arguments it gives, and types where all are known. */
export const formulaFaults = (check: FormulaUnderCheck): readonly FormulaFault[] => {
  const formula = parse(check.text);
  if ('message' in formula) return [formula];
  const { org, object } = check;
  const faults = [
    ...calls(formula.root).flatMap(({ name, args, position }): readonly FormulaFault[] => {
      const message = countProblem(name, args.length);
      return message === undefined ? [] : [{ message, position }];
    }),
    ...named(formula.root).flatMap(({ name, position }): readonly FormulaFault[] => {
      if (name.startsWith('$')) {
        const message = globalProblem(org, name);
        return message === undefined ? [] : [{ message, position }];
      }
      const own = name.split('.').at(-1) ?? '';
      if (isNamespaced(own) || org.object(object) === undefined) return [];
      const message =
        fieldMissing(org, object, name) ??
        (isWord(name) &&
        !isCustom(name) &&
        org.object(object)?.complete === true &&
        org.object(object)?.field(name) === undefined
          ? `${object} has no field ${name}.`
          : undefined);
      return message === undefined ? [] : [{ message, position }];
    }),
  ];
  if (faults.length > 0) return faults;
  const typed = isWithinReach(check, formula) ? typeFault(check, formula) : undefined;
  return typed === undefined ? [] : [typed];
};

const isWord = (name: string): boolean => /^\w+$/.test(name);
