import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  dateFormat,
  dateFormatFault,
  readDate,
  readExportedDate,
  readExportedDateTime,
} from '../../../local-org/import/values/date.ts';
import { readNumber, scaled } from '../../../local-org/import/values/number.ts';
import { characterCount, slug, withoutFormulaGuard } from '../../../local-org/import/values/text.ts';

const valueOf = (outcome: { ok: boolean; value?: unknown; reason?: unknown }) =>
  outcome.ok ? outcome.value : outcome.reason;

describe('numbers', () => {
  it('reads cents exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), (cents) => {
        const text = `${cents < 0 ? '-' : ''}${Math.trunc(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
        expect(valueOf(readNumber(text, '.'))).toBe(cents / 100 === 0 ? 0 : cents / 100);
      }),
    );
  });

  it.each(['NaN', 'Infinity', '-Infinity', '1e308', '1e9999', '12abc', '0x10', '1 000', '12345678901234567'])(
    'refuses %s',
    (text) => {
      expect(readNumber(text, '.').ok).toBe(false);
    },
  );

  it('makes minus zero zero', () => {
    expect(Object.is(valueOf(readNumber('-0', '.')), 0)).toBe(true);
  });

  it('reads a decimal comma only where it is declared', () => {
    expect(valueOf(readNumber('1.234,50', ','))).toBe(1234.5);
    expect(valueOf(readNumber('1234,5', '.'))).toBe('"1234,5" has a decimal comma');
    expect(valueOf(readNumber('1,234,567.00', '.'))).toBe('"1,234,567.00" has thousands separators');
    expect(readNumber('1234.5', ',').ok).toBe(false);
  });

  it('scales without the noise of binary fractions', () => {
    expect(scaled(1100.04, 1_000_000)).toBe(1_100_040_000);
  });
});

describe('dates', () => {
  it('reads 03/04/26-like dates only by a declared format with a full year', () => {
    const format = 'dd/MM/yyyy';
    expect(valueOf(readDate('03/04/2026', dateFormat(format), format))).toBe('2026-04-03');
    expect(valueOf(readDate('03/04/26', dateFormat(format), format))).toBe(
      '"03/04/26" is not a date of the form dd/MM/yyyy',
    );
    expect(dateFormatFault('MM/dd/yy')).toContain('needs yyyy');
    expect(dateFormatFault('d.M.yyyy')).toBeUndefined();
  });

  it('refuses days that no calendar has', () => {
    expect(valueOf(readExportedDate('2026-02-29'))).toBe('"2026-02-29" does not exist in the calendar');
    expect(valueOf(readExportedDate('2024-02-29'))).toBe('2024-02-29');
    expect(readExportedDate('2026-13-01').ok).toBe(false);
    expect(readExportedDate('0001-01-01').ok).toBe(false);
    expect(valueOf(readExportedDate('1900-01-01'))).toBe('1900-01-01');
    expect(valueOf(readExportedDate('4000-12-31'))).toBe('4000-12-31');
  });

  it('cuts the time off a plain date, and keeps it in a date-time', () => {
    expect(valueOf(readExportedDate('2026-11-24T23:30:00.000Z'))).toBe('2026-11-24');
    expect(valueOf(readExportedDateTime('2026-11-24T05:28:19.000+0000'))).toBe('2026-11-24T05:28:19.000+0000');
    expect(valueOf(readExportedDateTime('2026-11-24 05:28:19'))).toBe('2026-11-24T05:28:19.000+0000');
    expect(valueOf(readExportedDateTime('2026-11-24T01:00:00+02:00'))).toBe('2026-11-23T23:00:00.000+0000');
    expect(readExportedDateTime('2026-11-24T25:00:00Z').ok).toBe(false);
  });
});

describe('texts', () => {
  it('counts characters, not code units', () => {
    expect(characterCount('a☕𝄞👍')).toBe(4);
  });

  it('takes the guard off what an export protected, and leaves everything else', () => {
    expect(["'=1+1", "'-5", "'Tis", '=1', "''=1"].map(withoutFormulaGuard)).toEqual([
      '=1+1',
      '-5',
      "'Tis",
      '=1',
      "''=1",
    ]);
  });

  it('makes user names of names of any script', () => {
    expect(slug("Zoë O'Fallon-Øster")).toBe('zoe.ofallon.oster');
    expect(slug('Łukasz Groß')).toBe('lukasz.gross');
  });
});
