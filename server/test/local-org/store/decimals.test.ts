import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromScaled, javaDouble, scaledText, toScaled } from '../../../local-org/store/decimals.ts';

describe('scaled numbers', () => {
  it('round half away from zero on the decimal digits, not on the binary ones', () => {
    expect(toScaled(1.005, 2)).toBe(101);
    expect(toScaled(-1.005, 2)).toBe(-101);
    expect(toScaled(2.5, 0)).toBe(3);
    expect(toScaled('0.0049', 2)).toBe(0);
  });

  it('keep what two decimals can say, to and from a number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), (cents) => {
        expect(toScaled(fromScaled(cents, 2), 2)).toBe(cents === 0 ? 0 : cents);
        expect(toScaled(scaledText(cents, 2), 2)).toBe(cents === 0 ? 0 : cents);
      }),
    );
  });

  it('keep 18 digits exactly, beyond what a double can', () => {
    expect(toScaled('1234567890123456.78', 2)).toBe(123456789012345678n);
    expect(scaledText(123456789012345678n, 2)).toBe('1234567890123456.78');
  });

  it('read exponents', () => {
    expect(toScaled('1.2345678E7', 2)).toBe(1234567800);
    expect(toScaled(1e-7, 2)).toBe(0);
  });
});

describe('doubles in CSV', () => {
  it('are printed as Salesforce prints them, with an exponent from ten million on', () => {
    // Knowledge article 000221617: 1234567 → 1234567.0, 12345678 → 1.2345678E7.
    expect([0, 100, 1234567, 12345678, -0.5, 10_000_000].map(javaDouble)).toEqual([
      '0.0',
      '100.0',
      '1234567.0',
      '1.2345678E7',
      '-0.5',
      '1.0E7',
    ]);
  });

  it('mean the same number when read back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(javaDouble(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
