import fc from 'fast-check';

/** Formulas of every type over the workshop's fields, made only of what SQLite can say. */
export type Formulas = {
  readonly number: string;
  readonly text: string;
  readonly date: string;
  readonly datetime: string;
  readonly boolean: string;
};

const filled = (template: string, parts: readonly string[]): string =>
  parts.reduce((text, part) => text.replace('?', () => part), template);

const call = (template: string, ...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((values) => filled(template, values));

const among = (templates: readonly string[], ...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.constantFrom(...templates).chain((template) => call(template, ...parts));

export const formulas = fc.letrec<Formulas>((tie) => {
  const [number, text, date] = [tie('number'), tie('text'), tie('date')];
  const [datetime, boolean] = [tie('datetime'), tie('boolean')];
  // One depth for all types, or they would nest each other without end.
  const leaf = { maxDepth: 4, depthIdentifier: fc.createDepthIdentifier(), withCrossShrink: true };
  return {
    number: fc.oneof(
      leaf,
      fc.constantFrom('Amount__c', 'Gap__c', 'Share__c', 'Days__c', 'Pushes__c', 'Plan__r.Target__c'),
      fc.constantFrom('0', '1', '2.5', '0.01', '100', '7'),
      among(['(? + ?)', '(? - ?)', 'MIN(?, ?)', 'MAX(?, ?)', 'BLANKVALUE(?, ?)', 'NULLVALUE(?, ?)'], number, number),
      among(
        [
          '(-?)',
          'ABS(?)',
          'ROUND(?, 1)',
          'ROUND(?, 0)',
          'CEILING(?)',
          'FLOOR(?)',
          '(? / 4)',
          '(? / 100)',
          'MOD(?, 7)',
          'MAX(?)',
        ],
        number,
      ),
      call(
        '(? * ?)',
        fc.constantFrom('Amount__c', 'Share__c', 'Days__c', '-3'),
        fc.constantFrom('Share__c', 'Pushes__c', '2', '0.5'),
      ),
      call('IF(?, ?, ?)', boolean, number, number),
      call('CASE(Status__c, "Open", ?, "", ?, ?)', number, number, number),
      call('CASE(?, ?, ?, 2.5, ?, ?)', number, number, number, number, number),
      among(['YEAR(?)', 'MONTH(?)', 'DAY(?)', 'WEEKDAY(?)'], date),
      call('(? - ?)', date, date),
    ),
    text: fc.oneof(
      leaf,
      fc.constantFrom('Name', 'Note__c', 'TEXT(Status__c)', 'Plan__r.Name', '""', '"a"', `"it's"`, 'NULL & "x"'),
      among(['(? & ?)', '(? + ?)', 'BLANKVALUE(?, ?)', 'NULLVALUE(?, ?)'], text, text),
      call('SUBSTITUTE(?, ?, ?)', text, text, text),
      call('IF(?, ?, ?)', boolean, text, text),
      call('CASE(?, ?, ?, ?)', text, text, text, text),
      call('TEXT(?)', date),
    ),
    date: fc.oneof(
      leaf,
      fc.constantFrom('Due_Date__c', 'TODAY()', 'DATE(2026, 2, 28)'),
      among(['(? + ?)', '(? - ?)'], date, number),
      call('(? + ?)', number, date),
      call('IF(?, ?, ?)', boolean, date, date),
      call('BLANKVALUE(?, ?)', date, date),
    ),
    datetime: fc.oneof(
      leaf,
      fc.constantFrom('Completed_At__c', 'NOW()'),
      call('(? + ?)', datetime, fc.constantFrom('Days__c', '0.25', '-1')),
      call('(? - ?)', datetime, fc.constantFrom('Days__c', '1.5')),
      call('IF(?, ?, ?)', boolean, datetime, datetime),
    ),
    boolean: fc.oneof(
      leaf,
      fc.constantFrom(
        'Locked__c',
        'TRUE',
        'FALSE',
        'ISPICKVAL(Status__c, "Open")',
        'ISPICKVAL(Plan__r.Status__c, "")',
        'ISBLANK(Status__c)',
      ),
      among(['AND(?, ?)', 'OR(?, ?)', '(? && ?)', '(? = ?)', '(? <> ?)'], boolean, boolean),
      call('NOT(?)', boolean),
      call('IF(?, ?, ?)', boolean, boolean, boolean),
      among(['(? < ?)', '(? <= ?)', '(? > ?)', '(? >= ?)', '(? = ?)', '(? <> ?)'], number, number),
      among(['(? < ?)', '(? >= ?)', '(? = ?)'], date, date),
      among(['(? < ?)', '(? >= ?)', '(? = ?)', '(? <> ?)'], datetime, datetime),
      among(['(? = ?)', '(? <> ?)', 'CONTAINS(?, ?)', 'BEGINS(?, ?)'], text, text),
      among(['ISBLANK(?)', 'ISNULL(?)'], number),
      among(['ISBLANK(?)', 'ISNULL(?)'], text),
      among(['ISBLANK(?)', 'ISNULL(?)'], date),
    ),
  };
});
