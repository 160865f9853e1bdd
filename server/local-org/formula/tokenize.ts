import { FormulaError } from './formula-error.ts';

export type TokenKind = 'number' | 'text' | 'name' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; for text the unescaped content. */
  readonly text: string;
  readonly position: number;
}

const space = /\s+|\/\*[^]*?\*\//y;
const number = /\d+(?:\.\d+)?/y;
const name = /[a-z$][a-z0-9_$:.#]*/iy;
const symbol = /&&|\|\||==|=|<>|!=|<=|>=|[<>!&+\-*/^(),]/y;

const matchAt = (pattern: RegExp, text: string, position: number): string | undefined => {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
};

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };

/** The content of a quoted text and the position behind its closing quote. */
const quotedText = (formula: string, start: number): { readonly content: string; readonly end: number } => {
  const quote = formula.charAt(start);
  let content = '';
  for (let index = start + 1; index < formula.length; index += 1) {
    const character = formula.charAt(index);
    if (character === quote) return { content, end: index + 1 };
    if (character === '\n' || character === '\r') break;
    if (character !== '\\') {
      content += character;
      continue;
    }
    index += 1;
    const meant = escapes[formula.charAt(index)];
    if (meant === undefined) throw new FormulaError('syntax', `Syntax error. Found '\\'`, index - 1);
    content += meant;
  }
  throw new FormulaError('syntax', `Syntax error. Missing '${quote}'`, start);
};

/**
 * The tokens of a formula, ended by one of kind `end`. Spaces and comments are left out.
 * Tokens as in the grammar of Salesforce's open formula engine (FormulaGrammar.g).
 * @throws FormulaError of kind `syntax`.
 */
export const tokenize = (formula: string): readonly Token[] => {
  const tokens: Token[] = [];
  let position = 0;
  while (position < formula.length) {
    const skipped = matchAt(space, formula, position);
    if (skipped !== undefined) {
      position += skipped.length;
      continue;
    }
    const character = formula.charAt(position);
    if (character === '"' || character === "'") {
      const { content, end } = quotedText(formula, position);
      tokens.push({ kind: 'text', text: content, position });
      position = end;
      continue;
    }
    const token = nextToken(formula, position);
    if (token === undefined) throw new FormulaError('syntax', `Syntax error. Found '${character}'`, position);
    tokens.push(token);
    position += token.text.length;
  }
  tokens.push({ kind: 'end', text: 'end of formula', position });
  return tokens;
};

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['number', number],
  ['name', name],
  ['symbol', symbol],
];

const nextToken = (formula: string, position: number): Token | undefined => {
  for (const [kind, pattern] of patterns) {
    const text = matchAt(pattern, formula, position);
    if (text !== undefined) return { kind, text, position };
  }
  return undefined;
};
