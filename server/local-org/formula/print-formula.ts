import type { Call, Expression } from './expression.ts';

const binding: Readonly<Record<string, number>> = {
  '=': 1,
  '<>': 1,
  '<': 2,
  '<=': 2,
  '>': 2,
  '>=': 2,
  '+': 3,
  '-': 3,
  '&': 3,
  '^': 4,
  '*': 5,
  '/': 5,
};
const unaryBinding = 6;

const escaped: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

const quoted = (text: string): string =>
  `"${text.replaceAll(/[\n\r\t"\\]/g, (character) => escaped[character] ?? character)}"`;

const printCall = ({ name, args }: Call, needed: number): string => {
  const level = binding[name];
  const [first, second] = args;
  if (level === undefined || first === undefined) return `${name}(${args.map((arg) => print(arg, 0)).join(', ')})`;
  const own = second === undefined ? unaryBinding : level;
  const text =
    second === undefined
      ? `${name}${print(first, unaryBinding)}`
      : `${print(first, level)} ${name} ${print(second, level + 1)}`;
  return own < needed ? `(${text})` : text;
};

const print = (expression: Expression, needed: number): string => {
  switch (expression.kind) {
    case 'number':
      return expression.digits;
    case 'text':
      return quoted(expression.value);
    case 'boolean':
      return expression.value ? 'TRUE' : 'FALSE';
    case 'null':
      return 'NULL';
    case 'reference':
      return expression.name;
    case 'call':
      return printCall(expression, needed);
  }
};

/** The formula in one spelling, with no more parentheses than it needs. Parsing it again gives the same tree. */
export const printFormula = (expression: Expression): string => print(expression, 0);
