import { caseParts } from '../functions/logical.ts';
import { comparesText } from '../functions/operators.ts';
import type { FormulaType } from '../types.ts';
import type { Translation } from './arithmetic.ts';
import { aligned, blank, plain, type SqlExpression, textual } from './sql-expression.ts';

const orFalse = ({ sql }: SqlExpression): string => `coalesce(${sql}, 0)`;
const orEmpty = (sql: string): string => `coalesce(${sql}, '')`;

/** Two sides that SQLite may compare: numbers of one scale, blank text as empty text. */
const comparable = (left: SqlExpression, right: SqlExpression, asText: boolean): readonly string[] =>
  asText ? [orEmpty(left.sql), orEmpty(right.sql)] : aligned(left, right).sqls;

const equality =
  (operator: '=' | '<>'): Translation =>
  ([left = blank, right = blank], { args: [leftArg, rightArg] }) => {
    if (leftArg === undefined || rightArg === undefined) return undefined;
    return plain(`(${comparable(left, right, comparesText(leftArg, rightArg)).join(` ${operator} `)})`);
  };

const comparison =
  (operator: string): Translation =>
  ([left = blank, right = blank]) =>
    plain(`(${aligned(left, right).sqls.join(` ${operator} `)})`);

/** Results of branches, in one scale where they are numbers. */
const branches = (results: readonly SqlExpression[]): { readonly sqls: readonly string[]; readonly scale: number } =>
  aligned(...results);

const conditional: Translation = ([condition = blank, then = blank, otherwise = blank]) => {
  const { sqls, scale } = branches([then, otherwise]);
  return { sql: `(CASE WHEN ${condition.sql} THEN ${sqls[0] ?? 'NULL'} ELSE ${sqls[1] ?? 'NULL'} END)`, scale };
};

const choice: Translation = (args, call) => {
  const parts = caseParts(call);
  const subject = args[0] ?? blank;
  const whens = parts.branches.map((_, index) => args[1 + 2 * index] ?? blank);
  const asText = parts.branches.some(({ when }) => comparesText(parts.subject, when));
  const keys = asText ? [subject, ...whens].map(({ sql }) => orEmpty(sql)) : aligned(subject, ...whens).sqls;
  const results = branches([...parts.branches.map((_, index) => args[2 + 2 * index] ?? blank), args.at(-1) ?? blank]);
  const lines = whens.map((_, index) => `WHEN ${keys[index + 1] ?? 'NULL'} THEN ${results.sqls[index] ?? 'NULL'}`);
  const otherwise = results.sqls.at(-1) ?? 'NULL';
  return { sql: `(CASE ${keys[0] ?? 'NULL'} ${lines.join(' ')} ELSE ${otherwise} END)`, scale: results.scale };
};

const substitute = (type: FormulaType | undefined, neverNull: boolean): Translation => {
  if (neverNull && type === 'text') return ([value]) => value;
  return ([value = blank, other = blank]) => {
    const { sqls, scale } = aligned(value, other);
    return { sql: `coalesce(${sqls.join(', ')})`, scale };
  };
};

/** Blank is held by everything; blank text holds nothing, not even an answer. */
const holding =
  (found: string): Translation =>
  ([text = blank, part = blank]) =>
    plain(`(CASE WHEN ${part.sql} IS NULL THEN 1 ELSE instr(${text.sql}, ${part.sql}) ${found} END)`);

export const conditions: Readonly<Record<string, Translation>> = {
  '=': equality('='),
  '<>': equality('<>'),
  '<': comparison('<'),
  '<=': comparison('<='),
  '>': comparison('>'),
  '>=': comparison('>='),
  AND: (args) => plain(`(${args.map(orFalse).join(' AND ')})`),
  OR: (args) => plain(`(${args.map(orFalse).join(' OR ')})`),
  NOT: ([condition = blank]) => plain(`(NOT ${condition.sql})`),
  IF: conditional,
  CASE: choice,
  ISBLANK: ([value = blank]) => plain(`(${value.sql} IS NULL)`),
  ISNULL: ([value = blank], { args: [arg] }) => plain(arg?.type === 'text' ? '0' : `(${value.sql} IS NULL)`),
  BLANKVALUE: (args, call) => substitute(call.args[0]?.type, false)(args, call),
  NULLVALUE: (args, call) => substitute(call.args[0]?.type, true)(args, call),
  ISPICKVAL: ([field = blank, literal = blank]) => plain(`(${orEmpty(field.sql)} = ${orEmpty(literal.sql)})`),
  CONTAINS: holding('> 0'),
  BEGINS: holding('= 1'),
  SUBSTITUTE: ([text = blank, old = blank, fresh = blank]) =>
    plain(`nullif(replace(${text.sql}, ${old.sql}, ${orEmpty(fresh.sql)}), '')`),
  // Numbers and date-times are spelled by JavaScript alone.
  TEXT: ([value], { args: [arg] }) =>
    arg !== undefined && (textual(arg.type) || arg.type === 'date') ? value : undefined,
};
