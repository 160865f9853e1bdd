import type { CallSite, Operation, OperationCall, TypedExpression } from '../operation.ts';
import { commonType, type FormulaType, isPicklist } from '../types.ts';
import type { Value } from '../values.ts';
import { isTrue } from './arguments.ts';
import { comparesText, equal } from './operators.ts';
import { demand, pair, single, takes, takesAll, triple, unfitType, wrongNumber, wrongType } from './signatures.ts';

const isTextLiteral = (arg: TypedExpression): boolean => arg.kind === 'constant' && arg.type === 'text';

/** @throws FormulaError where the results of branches have no type in common. */
const resultType = (site: CallSite, results: readonly TypedExpression[]): FormulaType => {
  let type: FormulaType = 'null';
  for (const result of results) {
    if (isPicklist(result.type)) throw wrongType(site, ['text'], result);
    const common = commonType(type, result.type);
    if (common === undefined) throw wrongType(site, [type], result);
    type = common;
  }
  return type;
};

export interface CaseParts {
  readonly subject: TypedExpression;
  readonly branches: readonly { readonly when: TypedExpression; readonly then: TypedExpression }[];
  readonly otherwise: TypedExpression;
}

/** @throws FormulaError where values and results do not pair up. */
export const caseParts = (site: CallSite): CaseParts => {
  const { args } = site;
  const subject = args[0];
  const otherwise = args.at(-1);
  if (subject === undefined || otherwise === undefined || args.length < 4 || args.length % 2 !== 0) {
    throw wrongNumber(site, 4 + Math.max(0, Math.floor((args.length - 4) / 2) * 2));
  }
  const branches = [];
  for (let index = 1; index < args.length - 1; index += 2) {
    const [when, then] = [args[index], args[index + 1]];
    if (when !== undefined && then !== undefined) branches.push({ when, then });
  }
  return { subject, branches, otherwise };
};

const checkCase = (site: CallSite): FormulaType => {
  const { subject, branches, otherwise } = caseParts(site);
  if (subject.type === 'multipicklist') throw wrongType(site, ['picklist'], subject);
  for (const { when } of branches) {
    if (subject.type === 'picklist' && !isTextLiteral(when)) throw wrongType(site, ['Text Literal'], when);
    if (subject.type === 'picklist') continue;
    if (when.type === 'boolean' || subject.type === 'boolean') throw unfitType(site);
    if (commonType(subject.type, when.type) === undefined) throw wrongType(site, [subject.type], when);
  }
  const results = [...branches.map(({ then }) => then), otherwise];
  if (results.some(({ type }) => type === 'boolean')) throw unfitType(site);
  return resultType(site, results);
};

const runCase = (call: OperationCall, value: (expression: TypedExpression) => Value): Value => {
  const { subject, branches, otherwise } = caseParts(call);
  const found = value(subject);
  const branch = branches.find(({ when }) => equal(found, value(when), comparesText(subject, when)) === true);
  return value(branch?.then ?? otherwise);
};

/** Text is never null to ISNULL and NULLVALUE (Salesforce help); ISBLANK and BLANKVALUE were made for it. */
const neverNull = (arg: TypedExpression): boolean => arg.type === 'text';

const checkBlankTest = (site: CallSite): FormulaType => {
  if (single(site).type === 'boolean') throw unfitType(site);
  return 'boolean';
};

const checkSubstitute = (site: CallSite): FormulaType => {
  const [value, substitute] = pair(site);
  if (value.type === 'boolean') throw unfitType(site);
  if (isPicklist(value.type)) throw wrongType(site, ['text'], value);
  const common = commonType(value.type, substitute.type);
  if (common === undefined) throw wrongType(site, [value.type], substitute);
  return common;
};

const checkPicklistValue = (site: CallSite, expected: 'picklist' | 'multipicklist'): FormulaType => {
  const [field, literal] = pair(site);
  if (field.type !== expected) throw wrongType(site, [expected], field);
  if (!isTextLiteral(literal)) throw wrongType(site, ['Text Literal'], literal);
  return 'boolean';
};

export const logicalFunctions: readonly Operation[] = [
  {
    name: 'AND',
    check: takesAll('boolean', 'boolean'),
    run: ({ args }, { value }) => args.every((arg) => isTrue(value(arg))),
  },
  {
    name: 'OR',
    check: takesAll('boolean', 'boolean'),
    run: ({ args }, { value }) => args.some((arg) => isTrue(value(arg))),
  },
  {
    name: 'NOT',
    check: takes(['boolean'], 'boolean'),
    run: (call, { value }) => {
      const condition = value(single(call));
      return condition === null ? null : !isTrue(condition);
    },
  },
  {
    name: 'IF',
    check: (site) => {
      const [condition, ...results] = triple(site);
      demand(site, condition, 'boolean');
      return resultType(site, results);
    },
    run: (call, { value }) => {
      const [condition, then, otherwise] = triple(call);
      return value(isTrue(value(condition)) ? then : otherwise);
    },
  },
  { name: 'CASE', check: checkCase, run: (call, { value }) => runCase(call, value) },
  {
    name: 'ISBLANK',
    check: checkBlankTest,
    run: (call, { value }) => value(single(call)) === null,
  },
  {
    name: 'ISNULL',
    check: checkBlankTest,
    run: (call, { value }) => {
      const arg = single(call);
      return !neverNull(arg) && value(arg) === null;
    },
  },
  {
    name: 'BLANKVALUE',
    check: checkSubstitute,
    run: (call, { value }) => {
      const [arg, substitute] = pair(call);
      return value(arg) ?? value(substitute);
    },
  },
  {
    name: 'NULLVALUE',
    check: checkSubstitute,
    run: (call, { value }) => {
      const [arg, substitute] = pair(call);
      return neverNull(arg) ? value(arg) : (value(arg) ?? value(substitute));
    },
  },
  {
    name: 'ISPICKVAL',
    check: (site) => checkPicklistValue(site, 'picklist'),
    run: (call, { value }) => {
      const [field, literal] = pair(call);
      return value(field) === value(literal);
    },
  },
  {
    name: 'INCLUDES',
    check: (site) => checkPicklistValue(site, 'multipicklist'),
    run: (call, { value }) => {
      const [field, literal] = pair(call);
      const chosen = value(field);
      return typeof chosen === 'string' && chosen.split(';').some((one) => one === value(literal));
    },
  },
];
