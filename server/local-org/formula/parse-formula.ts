import type { Call, Expression, Formula } from './expression.ts';
import { FormulaError } from './formula-error.ts';
import { isFunction } from './functions/registry.ts';
import { type Token, tokenize } from './tokenize.ts';

/** Salesforce's limit of characters. */
const longestFormula = 3900;
/** Our own: what is nested deeper would exhaust the stack. Salesforce refuses such formulas by their compiled size. */
const deepest = 250;

/**
 * Binary operators by how tightly they bind, loosest first. As in FormulaGrammar.g of Salesforce's open formula engine:
 * text is joined on the level of addition, and `^` binds looser than `*` (2 * 3 ^ 2 is 36).
 */
const levels: readonly ReadonlyMap<string, string>[] = [
  new Map([['||', 'OR']]),
  new Map([['&&', 'AND']]),
  new Map([
    ['=', '='],
    ['==', '='],
    ['<>', '<>'],
    ['!=', '<>'],
  ]),
  new Map(['<', '<=', '>', '>='].map((operator) => [operator, operator])),
  new Map(['+', '-', '&'].map((operator) => [operator, operator])),
  new Map([['^', '^']]),
  new Map(['*', '/'].map((operator) => [operator, operator])),
];

const shown = (token: Token): string => (token.kind === 'name' ? token.text : `'${token.text}'`);

class Parser {
  readonly #tokens: readonly Token[];
  readonly #isKnown: (name: string) => boolean;
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], isKnown: (name: string) => boolean) {
    this.#tokens = tokens;
    this.#isKnown = isKnown;
  }

  get #token(): Token {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new FormulaError('syntax', 'Syntax error');
    return token;
  }

  #take(symbol: string): boolean {
    const token = this.#token;
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.#next += 1;
    return true;
  }

  #expect(symbol: string): void {
    if (!this.#take(symbol)) {
      throw new FormulaError('syntax', `Syntax error. Missing '${symbol}'`, this.#token.position);
    }
  }

  #deeper(position: number): void {
    this.#depth += 1;
    if (this.#depth > deepest) throw new FormulaError('syntax', 'Formula is nested too deeply', position);
  }

  whole(): Expression {
    const expression = this.#binary(0);
    const rest = this.#token;
    if (rest.kind !== 'end') throw new FormulaError('syntax', `Syntax error. Extra ${shown(rest)}`, rest.position);
    return expression;
  }

  /** Precedence climbing: one frame for all levels that a text does not use. */
  #binary(lowest: number): Expression {
    const before = this.#depth;
    let left = this.#unary();
    for (;;) {
      const token = this.#token;
      const level = token.kind === 'symbol' ? levels.findIndex((operators) => operators.has(token.text)) : -1;
      const name = levels[level]?.get(token.text);
      if (name === undefined || level < lowest) break;
      this.#next += 1;
      // A chain leans to the left: each link is a level of the tree.
      this.#deeper(token.position);
      const right = this.#binary(level + 1);
      left = { kind: 'call', name, args: [left, right], position: token.position };
    }
    this.#depth = before;
    return left;
  }

  #unary(): Expression {
    const token = this.#token;
    const name = this.#prefix(token);
    if (name === undefined) return this.#primary();
    this.#next += 1;
    this.#deeper(token.position);
    const operand = this.#unary();
    this.#depth -= 1;
    return { kind: 'call', name, args: [operand], position: token.position };
  }

  #prefix(token: Token): string | undefined {
    if (token.kind === 'name' && token.text.toUpperCase() === 'NOT') return 'NOT';
    if (token.kind !== 'symbol') return undefined;
    if (token.text === '!') return 'NOT';
    return token.text === '-' || token.text === '+' ? token.text : undefined;
  }

  #primary(): Expression {
    const { kind, text, position } = this.#token;
    if (kind === 'symbol' && text === '(') return this.#parenthesized();
    if (kind === 'symbol' || kind === 'end') {
      throw new FormulaError('syntax', `Syntax error. Found '${text}'`, position);
    }
    this.#next += 1;
    if (kind === 'number') return { kind, digits: text, position };
    if (kind === 'text') return { kind, value: text, position };
    switch (text.toUpperCase()) {
      case 'TRUE':
        return { kind: 'boolean', value: true, position };
      case 'FALSE':
        return { kind: 'boolean', value: false, position };
      case 'NULL':
        return { kind: 'null', position };
      default:
        return this.#take('(') ? this.#call(text, position) : { kind: 'reference', name: text, position };
    }
  }

  #parenthesized(): Expression {
    this.#deeper(this.#token.position);
    this.#next += 1;
    const expression = this.#binary(0);
    this.#expect(')');
    this.#depth -= 1;
    return expression;
  }

  #call(written: string, position: number): Call {
    const name = written.toUpperCase();
    if (!this.#isKnown(name)) {
      throw new FormulaError('meaning', `Unknown function ${written}. Check spelling.`, position);
    }
    this.#deeper(position);
    const args: Expression[] = [];
    if (!this.#take(')')) {
      do args.push(this.#binary(0));
      while (this.#take(','));
      this.#expect(')');
    }
    this.#depth -= 1;
    return { kind: 'call', name, args, position };
  }
}

/**
 * Reads a formula as Salesforce does: names without regard to case, comments, `=` and `==`, `&&` and `AND()`.
 * @param isKnown says of an upper-case name whether it is a function; by default those that can be evaluated are
 * @throws FormulaError of kind `syntax` with the position, or `meaning` for a function that does not exist.
 */
export const parseFormula = (text: string, isKnown: (name: string) => boolean = isFunction): Formula => {
  if (text.length > longestFormula) {
    throw new FormulaError(
      'syntax',
      `Formula is too long (${text.length} characters). Maximum length is ${longestFormula} characters`,
    );
  }
  return { text, root: new Parser(tokenize(text), isKnown).whole() };
};
