import type { Condition, ConditionWithValueQuery, HavingClause, WhereClause } from '@jetstreamapp/soql-parser-js';
import { malformedQuery } from './soql-error.ts';

export type Leaf = Exclude<ConditionWithValueQuery | Condition, { openParen: number } & { field?: never; fn?: never }>;

/** A condition with its parentheses resolved; the parser gives a flat list that counts them. */
export type ConditionTree =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly ConditionTree[] }
  | { readonly kind: 'not'; readonly part: ConditionTree }
  | { readonly kind: 'leaf'; readonly leaf: Leaf };

type Token = '(' | ')' | 'NOT' | 'AND' | 'OR' | Leaf;

const isLeaf = (value: unknown): value is Leaf =>
  typeof value === 'object' && value !== null && ('field' in value || 'fn' in value);

const wordOf = (token: Token | undefined): string => (typeof token === 'string' ? token : '<EOF>');

const flatten = (clause: WhereClause | HavingClause): readonly Token[] => {
  const tokens: Token[] = [];
  let current = clause;
  for (;;) {
    const left: unknown = current.left;
    const opened = typeof left === 'object' && left !== null && 'openParen' in left ? Number(left.openParen ?? 0) : 0;
    for (let index = 0; index < opened; index += 1) tokens.push('(');
    if (isLeaf(left)) {
      tokens.push(left);
      const closed = 'closeParen' in left ? (left.closeParen ?? 0) : 0;
      for (let index = 0; index < closed; index += 1) tokens.push(')');
    }
    if (!('operator' in current)) return tokens;
    tokens.push(current.operator);
    current = current.right;
  }
};

/**
 * WHERE and HAVING as a tree.
 * @throws ApiError MALFORMED_QUERY where AND and OR are mixed without parentheses, as Salesforce demands them.
 */
export const conditionTree = (clause: WhereClause | HavingClause): ConditionTree => {
  const tokens = flatten(clause);
  let position = 0;

  const unary = (): ConditionTree => {
    const token = tokens[position];
    position += 1;
    if (token === 'NOT') return { kind: 'not', part: unary() };
    if (token === '(') {
      const inner = expression();
      if (tokens[position] !== ')') throw malformedQuery("unexpected token: '<EOF>'");
      position += 1;
      return inner;
    }
    if (isLeaf(token)) return { kind: 'leaf', leaf: token };
    throw malformedQuery(`unexpected token: '${token ?? '<EOF>'}'`);
  };

  const expression = (): ConditionTree => {
    const parts = [unary()];
    const operator = tokens[position];
    if (operator !== 'AND' && operator !== 'OR') return parts[0] ?? unary();
    while (tokens[position] === 'AND' || tokens[position] === 'OR') {
      if (tokens[position] !== operator) throw malformedQuery(`unexpected token: ${wordOf(tokens[position])}`);
      position += 1;
      parts.push(unary());
    }
    return { kind: operator === 'AND' ? 'and' : 'or', parts };
  };

  const tree = expression();
  if (position < tokens.length) throw malformedQuery(`unexpected token: '${wordOf(tokens[position])}'`);
  return tree;
};
