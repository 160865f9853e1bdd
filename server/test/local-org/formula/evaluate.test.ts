import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFormula, evaluate, fieldResult, FormulaError, recordScope } from '../../../local-org/formula/index.ts';
import type { FieldValue } from '../../../local-org/org.ts';
import { context, moment, result, violates } from './workshop.ts';

type Case = readonly [formula: string, expected: FieldValue];

// "Help" is Salesforce's page of the function (help.salesforce.com, customize_functions_*.htm);
// "engine" is github.com/salesforce/formula-engine, which Salesforce itself runs.

describe('numbers', () => {
  it.each<Case>([
    ['0.1 + 0.2', 0.3],
    ['1 / 3 * 3 = 1', false],
    ['CEILING(1 / 3 * 3)', 1],
    ['2 * 3 ^ 2', 36], // engine: FormulaGrammar.g
    ['-2 ^ 2', 4],
    ['7 - 2 - 1', 4],
    ['ROUND(1.005, 2)', 1.01],
    ['ROUND(-2.5, 0)', -3], // Help: ROUND away from zero
    ['ROUND(225.49823, -2)', 200], // Help: ROUND
    ['CEILING(2.5)', 3],
    ['CEILING(-2.5)', -3], // Help: CEILING, away from zero if negative
    ['FLOOR(2.5)', 2],
    ['FLOOR(-2.5)', -2], // Help: FLOOR, towards zero if negative
    ['MCEILING(-2.5)', -2], // Help: MCEILING
    ['MFLOOR(-2.5)', -3], // Help: MFLOOR
    ['MOD(-7, 3)', -1], // engine: BigDecimal.remainder
    ['MOD(123, 100)', 23], // Help: MOD
    ['MIN(3, 1, 2)', 1],
    ['MAX(3, 1, 2)', 3],
    ['ABS(-1.5)', 1.5],
    ['SQRT(16)', 4],
    ['LOG(1000)', 3],
    ['ROUND(LN(EXP(2)), 20)', 2],
    ['1 + NULL', null],
  ])('%s is %s', (formula, expected) => {
    expect(result(formula)).toBe(expected);
  });

  it('adds money exactly and rounds half up to the scale of the field', () => {
    const returns = { type: 'currency', scale: 2 } as const;
    const sum = Array.from({ length: 13 }, () => 'Amount__c').join(' + ');
    expect(result(sum, { Amount__c: 0.1 }, { returns })).toBe(1.3);
    expect(result('Amount__c * Share__c', { Amount__c: 2.5, Share__c: 20.2 }, { returns })).toBe(0.51);
    expect(result('Amount__c / 8', { Amount__c: 1.08 }, { returns })).toBe(0.14);
  });

  it('keeps all 18 digits when they come as text', () => {
    const formula = compileFormula('TEXT(Amount__c + 0.01)', context());
    const scope = recordScope({ record: { Amount__c: '1234567890123456.78' }, ...moment });
    expect(evaluate(formula, scope)).toBe('1234567890123456.79');
  });

  it('refuses results of more than 18 digits', () => {
    expect(() => result('10 ^ 16', {}, { returns: { type: 'currency', scale: 2 } })).toThrow('#Too Big!');
  });

  it('sees percentages as fractions and returns them as percentages', () => {
    expect(result('Share__c', { Share__c: 14.2 })).toBe(0.142);
    expect(result('Gap__c / Amount__c', { Gap__c: 1, Amount__c: 3 }, { returns: { type: 'percent', scale: 2 } })).toBe(
      33.33,
    );
  });

  it.each([
    '1 / 0',
    'MOD(1, 0)',
    'SQRT(-1)',
    'LN(0)',
    'LOG(-1)',
    'EXP(1000)',
    '2 ^ 0.5',
    '10 ^ 100',
    'VALUE("x")',
    'DATE(2026, 2, 30)',
    'DATEVALUE("soon")',
    'REGEX("a", "(")',
  ])('%s has no result', (formula) => {
    expect(() => result(formula)).toThrow(expect.objectContaining({ name: 'FormulaError', kind: 'evaluation' }));
  });

  it('shows a field without a result as blank, and a checkbox as off', () => {
    const scope = recordScope({ record: {}, ...moment });
    expect(fieldResult(compileFormula('1 / 0', context()), scope)).toBeNull();
    const returns = { type: 'boolean', scale: 0 } as const;
    expect(fieldResult(compileFormula('1 / 0 > 1', context({ returns })), scope)).toBe(false);
  });
});

describe('blanks', () => {
  it('treats blank numbers as zeros in formula fields, unless told otherwise', () => {
    expect(result('Amount__c + 1')).toBe(1);
    expect(result('ISBLANK(Amount__c)')).toBe(false);
    expect(result('Amount__c + 1', {}, { blanks: 'BlankAsBlank' })).toBeNull();
    expect(result('ISBLANK(Amount__c)', {}, { blanks: 'BlankAsBlank' })).toBe(true);
  });

  it('leaves blanks blank in validation rules: a comparison with blank is not true', () => {
    expect(violates('Amount__c < 1', {})).toBe(false);
    expect(violates('NOT(Amount__c < 1)', {})).toBe(false);
    expect(violates('Amount__c <> 1', {})).toBe(false);
    expect(violates('OR(ISBLANK(Amount__c), Amount__c <> 1)', {})).toBe(true);
  });

  it.each<Case>([
    ['ISBLANK(Name)', true],
    ['ISNULL(Name)', false], // Help: ISNULL, text fields are never null
    ['ISNULL(Due_Date__c)', true],
    ['ISBLANK(TEXT(Status__c))', true],
    ['ISBLANK(Status__c)', true],
    ['BLANKVALUE(Name, "none")', 'none'],
    ['NULLVALUE(Name, "none")', null], // Help: NULLVALUE, text is never null
    ['NULLVALUE(Due_Date__c, TODAY())', '2026-11-24'],
    ['Name = ""', true],
    ['Name <> "a"', true],
    ['"a" & Name & NULL & "b"', 'ab'], // engine: OperatorConcat
    ['LEN(Name)', 0],
    ['CONTAINS(Name, "a")', null], // engine: FunctionContains
    ['CONTAINS(Name, "")', true],
    ['Due_Date__c = TODAY()', null],
    ['IF(Due_Date__c < TODAY(), "late", "fine")', 'fine'],
    ['AND(Due_Date__c < TODAY(), TRUE)', false],
    ['NOT(AND(Due_Date__c < TODAY(), TRUE))', true],
    ['Due_Date__c + 1', null],
    ['Locked__c', false],
  ])('%s is %s on an empty record', (formula, expected) => {
    expect(result(formula)).toBe(expected);
  });
});

describe('text', () => {
  it.each<Case>([
    ['"a" + "b"', 'ab'],
    ['TEXT(1.50)', '1.5'],
    ['TEXT(100)', '100'],
    ['TEXT(DATE(2026, 1, 5))', '2026-01-05'],
    ['TEXT(NOW())', '2026-11-24 17:05:30Z'],
    ['VALUE("1.50") + 1', 2.5],
    ['ISNUMBER("1.5")', true],
    ['ISNUMBER("1,5")', false],
    ['LEN("Straße")', 6],
    ['LEFT("Takt", 2)', 'Ta'],
    ['LEFT("Takt", -1)', null],
    ['RIGHT("Takt", 3)', 'akt'],
    ['RIGHT("Takt", 9)', 'Takt'],
    ['MID("Takt", 2, 2)', 'ak'],
    ['MID("Takt", 0, 2)', 'Ta'], // engine: FunctionMid, a start below 1 is 1
    ['TRIM("  a b ")', 'a b'],
    ['UPPER("äb")', 'ÄB'],
    ['LOWER("ÄB")', 'äb'],
    ['CONTAINS("Takt", "ak")', true],
    ['CONTAINS("Takt", "AK")', false], // Help: CONTAINS is case-sensitive
    ['BEGINS("Takt", "Ta")', true],
    ['SUBSTITUTE("a.b.c", ".", "-")', 'a-b-c'],
    ['SUBSTITUTE("a", "a", "$&")', '$&'],
    ['FIND("t", "Takt")', 4],
    ['FIND("x", "Takt")', 0],
    ['FIND("a", "banana", 3)', 4],
    ['LPAD("7", 3, "0")', '007'],
    ['RPAD("abcd", 2)', 'ab'],
    ['REGEX("999-99-9999", "[0-9]{3}-[0-9]{2}-[0-9]{4}")', true], // Help: REGEX, the whole text
    ['REGEX("x999-99-9999", "[0-9]{3}-[0-9]{2}-[0-9]{4}")', false],
    ['"a" = "A"', false],
    ['CASESAFEID("001A0000006Vm9r")', '001A0000006Vm9rIAC'],
    ['"a" & BR() & "b"', 'a<br>b'],
    ['HYPERLINK("/001", "Ash & Co", "_self")', '<a href="/001" target="_self">Ash &amp; Co</a>'],
    [
      'IMAGE("/flag.png", "flag", 10, 12)',
      '<img src="/flag.png" alt="flag" style="height:10px; width:12px;" border="0"/>',
    ],
  ])('%s is %s', (formula, expected) => {
    expect(result(formula)).toBe(expected);
  });
});

describe('dates', () => {
  it.each<Case>([
    ['TODAY()', '2026-11-24'],
    ['NOW()', '2026-11-24T17:05:30.000+0000'],
    ['TODAY() + 7', '2026-12-01'],
    ['7 + TODAY()', '2026-12-01'],
    ['TODAY() - 1.9', '2026-11-23'], // engine: fractions of days are cut from dates
    ['TODAY() - DATE(2026, 1, 1)', 327],
    ['NOW() + 0.5', '2026-11-25T05:05:30.000+0000'],
    ['(NOW() + 2) - NOW()', 2],
    ['YEAR(TODAY()) * 10000 + MONTH(TODAY()) * 100 + DAY(TODAY())', 20261124],
    ['WEEKDAY(TODAY())', 3],
    ['WEEKDAY(DATE(1969, 12, 28))', 1],
    ['ADDMONTHS(DATE(2017, 9, 20), 5)', '2018-02-20'], // Help: ADDMONTHS
    ['ADDMONTHS(DATE(2017, 9, 30), 5)', '2018-02-28'], // Help: ADDMONTHS
    ['ADDMONTHS(DATE(2026, 2, 28), 1)', '2026-03-31'], // Help: the last day stays the last day
    ['ADDMONTHS(DATE(2026, 1, 30), 1)', '2026-02-28'],
    ['ADDMONTHS(DATE(2026, 3, 15), -15)', '2024-12-15'],
    ['DATE(2024, 2, 29)', '2024-02-29'],
    ['DATE(99, 1, 1)', '0099-01-01'],
    ['DATEVALUE("2026-03-15")', '2026-03-15'],
    ['DATEVALUE(NOW())', '2026-11-24'],
    ['DATETIMEVALUE("2026-11-15 17:00:00")', '2026-11-15T17:00:00.000+0000'], // Help: DATETIMEVALUE, in GMT
    ['DATETIMEVALUE(DATE(2026, 11, 15))', '2026-11-15T00:00:00.000+0000'],
    ['DATE(9999, 12, 31) + 1', null],
  ])('%s is %s', (formula, expected) => {
    expect(result(formula)).toBe(expected);
  });

  it("takes the day of a date-time in the user's time zone", () => {
    const scope = { now: Date.UTC(2026, 10, 25, 3), timeZone: 'America/New_York' };
    expect(result('DATEVALUE(NOW())', {}, {}, scope)).toBe('2026-11-24');
  });
});

describe('decisions', () => {
  it.each<Case>([
    ['IF(TRUE, 1, 1 / 0)', 1],
    ['OR(TRUE, 1 / 0 = 1)', true],
    ['AND(FALSE, 1 / 0 = 1)', false],
    ['CASE(3, 1, "one", 3, "three", "many")', 'three'],
    ['CASE(9, 1, "one", 3, "three", "many")', 'many'],
    ['CASE("b", "a", 1, "b", 2, 0)', 2],
    ['CASE(Name, "", "blank", "named")', 'blank'],
    ['CASE(Status__c, "Open", 1, "Done", 2, 0)', 2],
    ['CASE(MONTH(TODAY()), 11, "Nov", "other")', 'Nov'],
    ['ISPICKVAL(Status__c, "Done")', true],
    ['ISPICKVAL(Status__c, "done")', false],
    ['ISPICKVAL(Status__c, "")', false],
    ['INCLUDES(Hobbies__c, "Golf")', true], // Help: INCLUDES
    ['INCLUDES(Hobbies__c, "Gol")', false],
    ['TEXT(Status__c) = "Done"', true],
    ['!Locked__c || NULL', true],
  ])('%s is %s', (formula, expected) => {
    expect(result(formula, { Status__c: 'Done', Hobbies__c: 'Chess;Golf' })).toBe(expected);
  });
});

describe('the record, its parents and its user', () => {
  it('reads parents, and blank where there is none', () => {
    const record = { Plan__r: { Status__c: 'Draft', Target__c: 5, Owner: { Name: 'Ann Ash' } } };
    expect(result('Plan__r.Owner.Name & " " & TEXT(Plan__r.Target__c)', record)).toBe('Ann Ash 5');
    expect(violates('ISPICKVAL(Plan__r.Status__c, "Draft")', record)).toBe(true);
    expect(violates('ISPICKVAL(Plan__r.Status__c, "Draft")', { Plan__r: null })).toBe(false);
  });

  it('guards runs by custom permissions', () => {
    const rule = 'AND(ISPICKVAL(Status__c, "Open"), NOT($Permission.Takt_Run_Publish))';
    expect(violates(rule, { Status__c: 'Open' })).toBe(true);
    expect(violates(rule, { Status__c: 'Open' }, { customPermissions: new Set(['Takt_Run_Publish']) })).toBe(false);
  });

  it('knows the user, the profile and labels', () => {
    const scope = {
      user: { Id: '005X', IsActive: true },
      profile: { Name: 'Standard User' },
      labels: new Map([['Title', 'Board']]),
    };
    expect(result('$User.Id & $Profile.Name & $Label.Title', {}, {}, scope)).toBe('005XStandard UserBoard');
    expect(violates('AND($User.IsActive, OwnerId = $User.Id)', { OwnerId: '005X' }, scope)).toBe(true);
  });

  it('asks for an outcome when an action is done, and for exactly one related record', () => {
    const done = 'AND(ISPICKVAL(Status__c, "Done"), LEN(TRIM(Outcome__c)) = 0)';
    expect(violates(done, { Status__c: 'Done', Outcome__c: '  ' })).toBe(true);
    expect(violates(done, { Status__c: 'Done', Outcome__c: 'Agreed' })).toBe(false);
    const one = 'IF(ISBLANK(Plan__c), 0, 1) + IF(ISBLANK(Assignee__c), 0, 1) <> 1';
    expect(violates(one, { Plan__c: 'a01' })).toBe(false);
    expect(violates(one, { Plan__c: 'a01', Assignee__c: '005' })).toBe(true);
    expect(violates(one, {})).toBe(true);
  });

  it('knows what changed', () => {
    const change = { prior: { Status__c: 'Open', Amount__c: 20, Name: 'a\r\nb', Due_Date__c: '2026-11-01' } };
    const record = { Status__c: 'Done', Amount__c: 20.0, Name: 'a\nb', Due_Date__c: '2026-11-02' };
    expect(violates('ISCHANGED(Status__c)', record, change)).toBe(true);
    expect(violates('ISCHANGED(Amount__c)', record, change)).toBe(false);
    expect(violates('ISCHANGED(Name)', record, change)).toBe(false); // engine: line ends do not count
    expect(violates('ISCHANGED(Due_Date__c)', record, change)).toBe(true);
    expect(violates('ISPICKVAL(PRIORVALUE(Status__c), "Open")', record, change)).toBe(true);
    expect(violates('PRIORVALUE(Due_Date__c) < Due_Date__c', record, change)).toBe(true);
    expect(violates('ISNEW()', record, change)).toBe(false);
  });

  it('sees nothing changed on a new record', () => {
    expect(violates('ISCHANGED(Status__c)', { Status__c: 'Done' })).toBe(false); // Help: ISCHANGED
    expect(violates('ISPICKVAL(PRIORVALUE(Status__c), "Done")', { Status__c: 'Done' })).toBe(false);
    expect(violates('ISNEW() && NOT(ISCLONE())', {})).toBe(true);
  });

  it('computes default values', () => {
    const returns = { type: 'date', scale: 0 } as const;
    expect(result('TODAY() + 7', {}, { use: 'default', returns })).toBe('2026-12-01');
    expect(result('"Ann"', {}, { use: 'default', returns: { type: 'picklist', scale: 0 } })).toBe('Ann');
  });

  it('refuses values that are not of their type', () => {
    expect(() => result('Due_Date__c + 1', { Due_Date__c: 'tomorrow' })).toThrow(FormulaError);
    expect(() => result('Amount__c + 1', { Amount__c: 'much' })).toThrow(FormulaError);
  });
});

describe('any formula', () => {
  const names = ['+', '-', '*', '/', '^', '&', '=', '<', '&&'] as const;
  const functions =
    'ABS ADDMONTHS AND BEGINS BLANKVALUE CASE CASESAFEID CEILING CONTAINS DATE DATETIMEVALUE DATEVALUE DAY EXP FIND FLOOR HYPERLINK IF IMAGE INCLUDES ISBLANK ISNUMBER ISPICKVAL LEFT LEN LN LOG LOWER LPAD MAX MID MIN MOD MONTH NOT NULLVALUE OR REGEX RIGHT ROUND RPAD SQRT SUBSTITUTE TEXT TRIM UPPER VALUE WEEKDAY YEAR'.split(
      ' ',
    );
  const leaves = [
    'Amount__c',
    'Name',
    'Due_Date__c',
    'NOW()',
    'Status__c',
    'Hobbies__c',
    'Locked__c',
    '999999999',
    '0.001',
    '-1',
    '"a"',
    '"2026-01-01"',
    'TRUE',
    'NULL',
  ];
  const { formula } = fc.letrec<{ formula: string }>((tie) => ({
    formula: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(...leaves),
      fc.tuple(tie('formula'), fc.constantFrom(...names), tie('formula')).map((parts) => `(${parts.join(' ')})`),
      fc
        .tuple(fc.constantFrom(...functions), fc.array(tie('formula'), { minLength: 1, maxLength: 3 }))
        .map(([name, args]) => `${name}(${args.join(', ')})`),
    ),
  }));

  it('ends in a value or in a FormulaError, never in anything else', () => {
    let values = 0;
    const record = { Amount__c: 1e16, Name: 'aaaa', Due_Date__c: '2026-02-28', Status__c: 'Open', Hobbies__c: 'a;b' };
    fc.assert(
      fc.property(formula, (text) => {
        try {
          const value = result(text, record, { use: 'validation' });
          values += 1;
          expect(typeof value).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
        }
        try {
          result(text, record);
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
        }
      }),
      { numRuns: 5000 },
    );
    expect(values).toBeGreaterThan(100);
  });

  it('does not let nested substitutions grow without end', () => {
    const doubling = Array.from({ length: 60 }).reduce<string>((text) => `SUBSTITUTE(${text}, "a", "aa")`, 'Name');
    expect(() => result(doubling, { Name: 'a' })).toThrow('#Too Big!');
  });
});
