import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../local-org/formula/index.ts';
import { FormulaError, parseFormula, printFormula, references } from '../../../local-org/formula/index.ts';

const refused = (text: string): { readonly message: string; readonly position: number } => {
  try {
    parseFormula(text);
  } catch (error) {
    if (error instanceof FormulaError) return { message: error.message, position: error.position };
    throw error;
  }
  throw new Error(`taken: ${text}`);
};

const printed = (text: string): string => printFormula(parseFormula(text).root);

describe('parseFormula', () => {
  it('reads names without regard to case, comments, and both spellings of operators', () => {
    expect(printed('/* late */ and(Due_Date__c < today(), a__c == 1 && b != "x" || NOT true)')).toBe(
      'AND(Due_Date__c < TODAY(), OR(AND(a__c = 1, b <> "x"), NOT(TRUE)))',
    );
  });

  // Source: FormulaGrammar.g of github.com/salesforce/formula-engine.
  it.each([
    ['1 + 2 * 3', '1 + 2 * 3'],
    ['(1 + 2) * 3', '(1 + 2) * 3'],
    ['1 - (2 - 3)', '1 - (2 - 3)'],
    ['"a" & b + "c"', '"a" & b + "c"'],
    ['2 * 3 ^ 2', '2 * 3 ^ 2'],
    ['2 * (3 ^ 2)', '2 * (3 ^ 2)'],
    ['-a ^ 2', '-a ^ 2'],
    ['a < b = c', 'a < b = c'],
    ['a < (b = c)', 'a < (b = c)'],
  ])('binds operators as Salesforce does: %s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  it('joins text on the level of addition and multiplies before it raises to a power', () => {
    expect(parseFormula('2 * 3 ^ 2').root).toMatchObject({ name: '^', args: [{ name: '*' }, { digits: '2' }] });
  });

  it('reads escapes in text of either quotes', () => {
    expect(parseFormula(String.raw`'it\'s "so"\n'`).root).toMatchObject({ kind: 'text', value: 'it\'s "so"\n' });
  });

  // Source: labels.xml (FormulaFieldExceptionMessages) of github.com/salesforce/formula-engine.
  it.each([
    ['(1', "Syntax error. Missing ')'", 2],
    ['IF(TRUE, 1, 2', "Syntax error. Missing ')'", 13],
    ['1 +', "Syntax error. Found 'end of formula'", 3],
    ['', "Syntax error. Found 'end of formula'", 0],
    ['1 + * 2', "Syntax error. Found '*'", 4],
    ['1)', "Syntax error. Extra ')'", 1],
    ['Amount 2', "Syntax error. Extra '2'", 7],
    ['Amount Stage', 'Syntax error. Extra Stage', 7],
    ['1 % 2', "Syntax error. Found '%'", 2],
    ['"open', `Syntax error. Missing '"'`, 0],
    ['1 + Vlook(2)', 'Unknown function Vlook. Check spelling.', 4],
  ])('refuses %s as Salesforce does', (text, message, position) => {
    expect(refused(text)).toEqual({ message, position });
  });

  it('refuses more than 3,900 characters', () => {
    expect(refused(`1${' '.repeat(3900)}`).message).toBe(
      'Formula is too long (3901 characters). Maximum length is 3900 characters',
    );
  });

  it.each(['(', '-', '!', 'NOT ', 'ABS(', '1+', 'a&', 'IF(TRUE,1,'])(
    'answers endless nesting of %s with an error',
    (part) => {
      expect(() => parseFormula(part.repeat(3899 / part.length))).toThrow(FormulaError);
    },
  );

  it('throws nothing but FormulaError on arbitrary text', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      ',',
      '"',
      "'",
      '\\',
      'IF',
      'NOT',
      '$User.Id',
      'a.b',
      '1',
      '.',
      '&&',
      '=',
      '<',
      '/*',
      '*/',
      ' ',
      '\n',
      '-',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (formula) => {
        try {
          parseFormula(formula);
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  const withoutPositions = (expression: Expression): unknown =>
    expression.kind === 'call'
      ? { name: expression.name, args: expression.args.map(withoutPositions) }
      : { ...expression, position: 0 };

  const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.record({
        kind: fc.constant('number' as const),
        digits: fc.constantFrom('0', '1.50', '42'),
        position: fc.constant(0),
      }),
      fc.record({ kind: fc.constant('text' as const), value: fc.string(), position: fc.constant(0) }),
      fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean(), position: fc.constant(0) }),
      fc.record({ kind: fc.constant('null' as const), position: fc.constant(0) }),
      fc.record({
        kind: fc.constant('reference' as const),
        name: fc.constantFrom('Amount', 'Plan__r.Name', '$User.Id'),
        position: fc.constant(0),
      }),
      fc.record({
        kind: fc.constant('call' as const),
        name: fc.constantFrom('+', '-', '*', '/', '^', '&', '=', '<>', '<', '<=', '>', '>='),
        args: fc.tuple(tie('tree'), tie('tree')),
        position: fc.constant(0),
      }),
      fc.record({
        kind: fc.constant('call' as const),
        name: fc.constantFrom('NOT', '-', '+'),
        args: fc.tuple(tie('tree')),
        position: fc.constant(0),
      }),
      fc.record({
        kind: fc.constant('call' as const),
        name: fc.constantFrom('AND', 'IF', 'CASE', 'MIN'),
        args: fc.array(tie('tree'), { maxLength: 4 }),
        position: fc.constant(0),
      }),
    ),
  }));

  it('reads back every tree from its printed form', () => {
    fc.assert(
      fc.property(tree, (expression) => {
        const text = printFormula(expression);
        fc.pre(text.length <= 3900);
        expect(withoutPositions(parseFormula(text).root)).toEqual(withoutPositions(expression));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('references', () => {
  it('lists fields, globals and functions, each once', () => {
    const formula = parseFormula(
      'AND(ISPICKVAL(Kind__c, "Quota_Publish"), NOT($Permission.Takt_Run_Publish), Plan__r.Status__c = $User.Id && Kind__c = $User.Id)',
    );
    expect(references(formula)).toEqual({
      fields: ['Kind__c', 'Plan__r.Status__c'],
      globals: ['$Permission.Takt_Run_Publish', '$User.Id'],
      functions: ['AND', 'ISPICKVAL', 'NOT'],
    });
  });
});
