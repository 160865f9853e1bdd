import { FormulaError } from '../formula-error.ts';
import type { CallSite, TypedExpression } from '../operation.ts';
import { type FormulaType, isPicklist, typeLabel } from '../types.ts';

type Check = (site: CallSite) => FormulaType;

/** `function 'IF()'` or `operator '+'`, as messages name it. */
const described = (name: string): string => (/^[A-Z]/.test(name) ? `function '${name}()'` : `operator '${name}'`);

export const wrongNumber = (site: CallSite, expected: number): FormulaError =>
  new FormulaError(
    'meaning',
    `Incorrect number of parameters for ${described(site.name)}. Expected ${expected}, received ${site.args.length}`,
    site.position,
  );

/** The picklist's own message where a picklist stands that the function does not take. */
const picklistMisplaced = (arg: TypedExpression): string | undefined => {
  if (arg.kind !== 'field' || !isPicklist(arg.type)) return undefined;
  const kind = arg.type === 'picklist' ? 'picklist' : 'multi-select picklist';
  const plural = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return `Field ${arg.path.join('.')} is a ${kind} field. ${plural} fields are only supported in certain functions.`;
};

export const wrongType = (
  site: Pick<CallSite, 'name'>,
  expected: readonly (FormulaType | 'Text Literal')[],
  arg: TypedExpression,
): FormulaError => {
  const names = expected
    .filter((type) => type !== arg.type)
    .map((type) => (type === 'Text Literal' ? type : typeLabel(type)));
  const message =
    picklistMisplaced(arg) ??
    `Incorrect parameter type for ${described(site.name)}. Expected ${names.join(', ')}, received ${typeLabel(arg.type)}`;
  return new FormulaError('meaning', message, arg.position);
};

export const unfitType = (site: CallSite): FormulaError =>
  new FormulaError('meaning', `Incorrect argument type for ${described(site.name)}.`, site.position);

/** @throws FormulaError where the argument has another type; NULL has every type. */
export const demand = (site: CallSite, arg: TypedExpression, ...expected: readonly FormulaType[]): void => {
  if (arg.type !== 'null' && !expected.includes(arg.type)) throw wrongType(site, expected, arg);
};

/** A fixed list of parameters, of which the last `optional` may be left out. */
export const takes =
  (parameters: readonly FormulaType[], result: FormulaType, optional = 0): Check =>
  (site) => {
    const { length } = site.args;
    if (length > parameters.length) throw wrongNumber(site, parameters.length);
    if (length < parameters.length - optional) throw wrongNumber(site, parameters.length - optional);
    for (const [index, arg] of site.args.entries()) {
      const expected = parameters[index];
      if (expected !== undefined) demand(site, arg, expected);
    }
    return result;
  };

/** One or more parameters of one type. */
export const takesAll =
  (parameter: FormulaType, result: FormulaType): Check =>
  (site) => {
    if (site.args.length === 0) throw wrongNumber(site, 1);
    for (const arg of site.args) demand(site, arg, parameter);
    return result;
  };

/** The only argument, the two, the three. */
export const single = (site: CallSite): TypedExpression => {
  const [first] = site.args;
  if (first === undefined || site.args.length !== 1) throw wrongNumber(site, 1);
  return first;
};

export const pair = (site: CallSite): readonly [TypedExpression, TypedExpression] => {
  const [first, second] = site.args;
  if (first === undefined || second === undefined || site.args.length !== 2) throw wrongNumber(site, 2);
  return [first, second];
};

export const triple = (site: CallSite): readonly [TypedExpression, TypedExpression, TypedExpression] => {
  const [first, second, third] = site.args;
  if (first === undefined || second === undefined || third === undefined || site.args.length !== 3) {
    throw wrongNumber(site, 3);
  }
  return [first, second, third];
};
