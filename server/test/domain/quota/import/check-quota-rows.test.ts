import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQuotaRows, type CsvLine, type QuotaImportContext } from '../../../../src/domain/quota/index.ts';

const ANN = '005000000000001AAA';
const BEN = '005000000000002AAA';
const CORA = '0050000000000aBAAQ';

const context: QuotaImportContext = {
  format: { decimal: '.', group: ',', date: 'YYYY-MM-DD' },
  people: [
    {
      id: ANN,
      name: 'Ann Ash',
      username: 'ann@acme.example',
      email: 'ann@mail.example',
      active: true,
      teamKey: 'team:north',
    },
    {
      id: BEN,
      name: 'Ben Birch',
      username: 'ben@acme.example',
      email: 'sales@mail.example',
      active: true,
      teamKey: 'team:north',
    },
    {
      id: CORA,
      name: 'Cora Cedar',
      username: 'cora@acme.example',
      email: 'sales@mail.example',
      active: false,
      managerId: ANN,
    },
  ],
  teams: [
    { key: 'total', name: 'Acme' },
    { key: 'team:north', name: 'North', parentKey: 'total', managerId: ANN },
  ],
  months: [
    { label: 'Jan 2026', start: '2026-01-01', end: '2026-01-31' },
    { label: 'Feb 2026', start: '2026-02-01', end: '2026-02-28' },
    { label: 'Mar 2026', start: '2026-03-01', end: '2026-03-31' },
  ],
  currencies: [
    { code: 'USD', digits: 2 },
    { code: 'JPY', digits: 0 },
  ],
};

const lines = (...rows: readonly (readonly string[])[]): readonly CsvLine[] =>
  rows.map((cells, index) => ({ line: index + 1, cells }));
const check = (...rows: readonly (readonly string[])[]) => checkQuotaRows(lines(...rows), context);
const HEADER = ['Person', 'Month 1', 'Month 2', 'Month 3'];
const DATED = ['Person', 'Effective From', 'Effective To', 'Month 1', 'Month 2', 'Month 3'];
const reasons = (findings: readonly { readonly reason: string }[]) => findings.map(({ reason }) => reason);
/** Reason of the one error that a January cell gives. */
const january = (cell: string, format = context.format) => {
  const { errors, accepted } = checkQuotaRows(lines(HEADER, ['ann@acme.example', cell, '1', '1']), {
    ...context,
    format,
  });
  return errors[0]?.reason ?? accepted[0]?.months[0];
};

describe('a good file', () => {
  it('is accepted with its sums', () => {
    const { accepted, errors, warnings, summary } = check(
      ['Person', 'Team', 'Jan 2026', 'Feb 2026', 'Mar 2026'],
      ['ann@acme.example', '', '1,000.50', '0', '2000'],
      ['BEN@ACME.EXAMPLE', '', '100', '100', '100'],
      ['', 'North', '1100.50', '100', '2100'],
    );
    expect([errors, warnings]).toEqual([[], []]);
    expect(accepted).toHaveLength(3);
    expect(accepted[0]).toEqual({
      line: 2,
      scopeKey: `person:${ANN}`,
      name: 'Ann Ash',
      personId: ANN,
      ownerId: ANN,
      currency: 'USD',
      months: [100_050, 0, 200_000],
      total: 300_050,
      effectiveFrom: undefined,
      effectiveTo: undefined,
    });
    expect(accepted[2]).toMatchObject({ scopeKey: 'team:north', personId: undefined, ownerId: ANN });
    expect(summary).toMatchObject({ lines: 3, people: 2, teams: 1, importable: true, errors: 0, differences: [] });
    expect(summary.totals).toEqual([{ currency: 'USD', total: 330_050 }]);
  });

  it('names people by username, address or id of 15 or 18 characters', () => {
    for (const who of ['ann@acme.example', 'Ann@Mail.example', ANN, ANN.slice(0, 15)]) {
      expect(check(HEADER, [who, '1', '1', '1']).accepted).toMatchObject([{ personId: ANN }]);
    }
    expect(check(HEADER, [CORA.slice(0, 15), '1', '1', '1']).accepted).toMatchObject([{ personId: CORA }]);
  });

  it('may begin with a byte order mark and carry blank lines, short lines and quoted formulas', () => {
    const { accepted, errors, summary } = check(
      ['\ufeffPERSON', 'month_1', 'Approved_2__c', 'Mar 2026'],
      ['', '', '', ''],
      ["'ann@acme.example", '1'],
    );
    expect(errors).toMatchObject([{ line: 3, column: 'PERSON', reason: 'unknown-person' }]);
    expect(check(['Person', 'Month 1'], [' ann@acme.example ', '1'], ['']).accepted).toHaveLength(1);
    expect([accepted.length, summary.lines]).toEqual([0, 1]);
  });
});

describe('headers', () => {
  it('blank, duplicate and unknown ones stop the check, each by its name or place', () => {
    const { errors, accepted, summary } = check(['Person', '', 'Month 1', 'Jan 2026', 'Bonus', 'Month 13'], ['x', 'y']);
    expect(errors.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [1, '2', 'blank-header'],
      [1, 'Jan 2026', 'duplicate-header'],
      [1, 'Bonus', 'unknown-header'],
      [1, 'Month 13', 'unknown-header'],
    ]);
    expect(errors[3]?.remedy).toContain('The year has 3');
    expect([accepted, summary.importable, summary.lines]).toEqual([[], false, 1]);
  });

  it('a person and a month are needed', () => {
    expect(reasons(check(['Currency'], ['USD']).errors)).toEqual(['missing-header', 'missing-header']);
  });

  it('one single column with semicolons is told as a wrong delimiter', () => {
    const { errors } = check(['Person;Month 1;Month 2'], ['ann@acme.example;1;2']);
    expect(errors[0]?.remedy).toContain('delimiter');
  });

  it('an empty file, and one without rows, is refused', () => {
    expect(reasons(checkQuotaRows([], context).errors)).toEqual(['empty']);
    expect(reasons(check(HEADER, ['', '', '', '']).errors)).toEqual(['empty']);
  });
});

describe('whose quota', () => {
  const error = (who: string) => check(HEADER, [who, '1', '1', '1']).errors[0];

  it('unknown people, queues, other records, mistyped ids and shared addresses are refused', () => {
    expect(error('nobody@acme.example')).toMatchObject({ line: 2, column: 'Person', reason: 'unknown-person' });
    expect(error('005000000000009')).toMatchObject({ reason: 'unknown-person' });
    expect(error('00G000000000001')).toMatchObject({ reason: 'queue' });
    expect(error('006000000000001')).toMatchObject({ reason: 'wrong-record' });
    expect(error('005000000000001AAB')).toMatchObject({ reason: 'wrong-id' });
    expect(error('sales@mail.example')).toMatchObject({ reason: 'ambiguous' });
    expect(error('sales@mail.example')?.remedy).toContain('ben@acme.example, cora@acme.example');
  });

  it('a name is refused with the username to write', () => {
    expect(error('ann ash')?.remedy).toContain('ann@acme.example');
  });

  it('text that a spreadsheet would take for a formula is quoted, never acted on', () => {
    expect(error('=cmd|calc')?.text).toBe('There is no user "=cmd|calc"');
    expect(error('<img onerror=1>')?.text).toContain('"<img onerror=1>"');
    expect(error(`a\u202eb${'x'.repeat(300)}`)?.text.length).toBeLessThan(80);
  });

  it('a row without anybody, or with a person and a team, is refused', () => {
    expect(check(HEADER, ['', '1', '1', '1']).errors).toMatchObject([
      { line: 2, column: 'Person', reason: 'no-owner' },
    ]);
    const both = check(['Person', 'Team', 'Month 1'], ['ann@acme.example', 'North', '1']);
    expect(reasons(both.errors)).toEqual(['two-owners']);
    expect(reasons(check(['Team', 'Month 1'], ['South', '1']).errors)).toEqual(['unknown-team']);
  });

  it('who has left is warned of: the row goes to the manager', () => {
    const { accepted, warnings } = check(HEADER, ['cora@acme.example', '1', '1', '1']);
    expect(warnings).toMatchObject([{ line: 2, reason: 'inactive-owner' }]);
    expect(accepted).toMatchObject([{ personId: CORA, ownerId: ANN }]);
  });
});

describe('amounts', () => {
  it('are read exactly in the declared format alone', () => {
    const german = { decimal: ',', group: '.', date: 'DD.MM.YYYY' } as const;
    const plain = { decimal: '.', group: '', date: 'YYYY-MM-DD' } as const;
    expect(january('1,234.56')).toBe(123_456);
    expect(january('1.234,56')).toBe('not-an-amount');
    expect(january('1234,56')).toBe('not-an-amount');
    expect(january('1.234,56', german)).toBe(123_456);
    expect(january('1,234.56', german)).toBe('not-an-amount');
    expect(january('1.234')).toBe('too-precise');
    expect(january('1,234', german)).toBe('too-precise');
    expect(january('1,234', plain)).toBe('not-an-amount');
    expect(january('1 234.5', { ...plain, group: ' ' })).toBe(123_450);
    expect(january('1\u202f234.5', { ...plain, group: ' ' })).toBe(123_450);
    expect(january("1'234.5", { ...plain, group: "'" })).toBe(123_450);
    expect(january('0.1')).toBe(10);
    expect(january('1.500')).toBe(150);
  });

  it('that are none are refused: words, NaN, Infinity, exponents, currency signs, misplaced thousands', () => {
    for (const cell of ['n/a', 'NaN', 'Infinity', '1e308', '1.2E+05', '€ 5', '5 USD', '1,23', '--1', '1.', '.5', '٣']) {
      expect([cell, january(cell)]).toEqual([cell, 'not-an-amount']);
    }
    expect(january('1'.repeat(309))).toBe('too-large');
    expect(january('90071992547409.92')).toBe('too-large');
    expect(january('90071992547409.91')).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('below 0 are refused, −0 is 0, and an empty cell is unknown, not 0', () => {
    expect([january('-5'), january('\u22125')]).toEqual(['negative', 'negative']);
    expect(january('-0')).toBe(0);
    expect(Object.is(january('-0'), -0)).toBe(false);
    const { accepted, warnings } = check(HEADER, ['ann@acme.example', '', '0', '1']);
    expect(accepted[0]?.months).toEqual([null, 0, 100]);
    expect(warnings).toMatchObject([{ reason: 'blank-month', column: 'Jan 2026' }]);
  });

  it('have the places of their currency', () => {
    const yen = (cell: string) => check([...HEADER, 'Currency'], ['ann@acme.example', cell, '1', '1', 'jpy']);
    expect(yen('5').accepted).toMatchObject([{ currency: 'JPY', months: [5, 1, 1] }]);
    expect(reasons(yen('5').warnings)).toEqual(['other-currency']);
    expect(reasons(yen('5.5').errors)).toEqual(['too-precise']);
    const { errors } = check([...HEADER, 'Currency'], ['ann@acme.example', '1', '1', '1', 'XXX']);
    expect(errors).toMatchObject([{ line: 2, column: 'Currency', reason: 'unknown-currency' }]);
  });

  it('spilt over more cells than headers are told', () => {
    const { errors } = check(HEADER, ['ann@acme.example', '1', '000', '2', '000']);
    expect(errors).toMatchObject([{ line: 2, column: '5', reason: 'too-many-cells' }]);
  });

  it('all missing are refused', () => {
    expect(reasons(check(HEADER, ['ann@acme.example', '', '', '']).errors)).toEqual(['no-amount']);
  });

  it('that people type come back exactly, in any declared format', () => {
    const formats = fc.constantFrom<['.' | ',', '' | '.' | ',' | ' ' | "'"]>(
      ['.', ','],
      [',', '.'],
      ['.', ''],
      [',', ' '],
      ['.', "'"],
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), formats, (minor, [decimal, group]) => {
        const digits = String(minor).padStart(3, '0');
        const whole = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, group);
        expect(january(whole + decimal + digits.slice(-2), { decimal, group, date: 'YYYY-MM-DD' })).toBe(minor);
      }),
    );
  });
});

describe('dates', () => {
  const from = (cell: string, date: QuotaImportContext['format']['date']) => {
    const rows = lines(DATED, ['ann@acme.example', cell, '', '1', '1', '1']);
    const { errors, accepted } = checkQuotaRows(rows, { ...context, format: { ...context.format, date } });
    return errors[0]?.reason ?? accepted[0]?.effectiveFrom;
  };

  it('mean what was declared, never what they look like', () => {
    expect(from('03/04/2026', 'DD/MM/YYYY')).toBe('2026-04-03');
    expect(from('03/04/2026', 'MM/DD/YYYY')).toBe('2026-03-04');
    expect(from('3.4.2026', 'DD.MM.YYYY')).toBe('2026-04-03');
    expect(from('2026-04-03', 'YYYY-MM-DD')).toBe('2026-04-03');
  });

  it('in another format, with two digits of a year, or that do not exist are refused', () => {
    expect(from('03/04/26', 'DD/MM/YYYY')).toBe('not-a-date');
    expect(from('2026-04-03', 'DD/MM/YYYY')).toBe('not-a-date');
    expect(from('13/25/2026', 'DD/MM/YYYY')).toBe('not-a-date');
    expect(from('2026-02-29', 'YYYY-MM-DD')).toBe('not-a-date');
    expect(from('2028-02-29', 'YYYY-MM-DD')).toBe('2028-02-29');
    expect(from('2026-01-01T00:00', 'YYYY-MM-DD')).toBe('not-a-date');
  });

  it('that end before they start are refused', () => {
    const { errors } = check(DATED, ['ann@acme.example', '2026-03-01', '2026-02-01', '1', '1', '1']);
    expect(errors).toMatchObject([{ line: 2, column: 'Effective To', reason: 'ends-before-start' }]);
  });
});

describe('rows of one person', () => {
  it('twice for the same days is refused, by whatever names', () => {
    const { errors, accepted } = check(HEADER, ['ann@acme.example', '1', '1', '1'], [ANN.slice(0, 15), '1', '1', '1']);
    expect(errors).toMatchObject([{ line: 3, reason: 'duplicate' }]);
    expect(errors[0]?.text).toBe('Ann Ash is on line 2 too, for the same days');
    expect(accepted).toEqual([]);
  });

  it('that overlap in days are refused', () => {
    const { errors } = check(
      DATED,
      ['ann@acme.example', '', '2026-02-15', '1', '1', ''],
      ['ann@acme.example', '2026-02-15', '', '', '', '1'],
    );
    expect(errors).toMatchObject([{ line: 3, reason: 'overlap' }]);
  });

  it('that give a month twice are refused, since a month is shared out by days', () => {
    const { errors } = check(
      DATED,
      ['ann@acme.example', '', '2026-02-14', '1', '1', ''],
      ['ann@acme.example', '2026-02-15', '', '', '1', '1'],
    );
    expect(errors).toMatchObject([{ line: 3, column: 'Feb 2026', reason: 'duplicate-period' }]);
  });

  it('that follow each other are one quota; a gap between them is warned of', () => {
    const after = check(
      DATED,
      ['ann@acme.example', '2026-02-01', '', '', '2', '3'],
      ['ann@acme.example', '', '2026-01-31', '1', '', ''],
    );
    expect(after.errors).toEqual([]);
    expect(after.warnings).toEqual([]);
    expect(after.accepted).toMatchObject([{ line: 2, months: [100, 200, 300], total: 600 }]);
    const gap = check(
      DATED,
      ['ann@acme.example', '', '2026-01-31', '1', '', ''],
      ['ann@acme.example', '2026-03-01', '', '', '', '3'],
    );
    expect(gap.warnings).toMatchObject([{ line: 3, reason: 'gap' }]);
    expect(gap.warnings[0]?.text).toBe('Ann Ash has no quota from 2026-02-01 until 2026-03-01');
  });

  it('amounts outside the days in force are warned of', () => {
    const { warnings } = check(DATED, ['ann@acme.example', '2026-02-01', '', '1', '2', '3']);
    expect(warnings).toMatchObject([{ column: 'Jan 2026', reason: 'not-in-force' }]);
  });
});

describe('teams and those below them', () => {
  it('a difference is shown and warned of, not refused', () => {
    const { summary, warnings } = check(
      ['Person', 'Team', 'Month 1', 'Month 2', 'Month 3'],
      ['', 'team:north', '10', '10', '10'],
      ['ann@acme.example', '', '4', '4', '4'],
      ['ben@acme.example', '', '7', '7', '7'],
      ['', 'Acme', '30', '0', '0'],
    );
    expect(summary.differences).toEqual([
      { teamKey: 'team:north', name: 'North', given: 3000, children: 3300, difference: -300 },
    ]);
    expect(warnings).toMatchObject([{ line: 2, reason: 'children-differ' }]);
    expect(summary.importable).toBe(true);
  });
});

it('one wrong cell keeps the whole file from being importable, and the rest is still shown', () => {
  const { accepted, errors, summary } = check(
    HEADER,
    ['ann@acme.example', '1', '1', '1'],
    ['ben@acme.example', 'x', '1', '1'],
  );
  expect([accepted.length, errors.length, summary.importable]).toEqual([1, 1, false]);
});

it('a hundred thousand wrong lines are counted, a thousand listed', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({ line: index + 2, cells: ['nobody', '1', '1', '1'] }));
  const { errors, summary } = checkQuotaRows([{ line: 1, cells: HEADER }, ...many], context);
  expect([errors.length, summary.errors]).toEqual([1000, 100_000]);
});

it('no file makes it throw, and what it accepts is always whole and not negative', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('ann@acme.example', ANN, 'North', '1', '-1', '2026-01-01', 'Person', 'Month 1'),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }), (rows) => {
      const withHeader = [['Person', 'Team', 'Month 1', 'Effective From'], ...rows];
      for (const { months } of [...check(...withHeader).accepted, ...check(...rows).accepted]) {
        for (const amount of months)
          expect(amount === null || (Number.isSafeInteger(amount) && amount >= 0)).toBe(true);
      }
    }),
  );
});
