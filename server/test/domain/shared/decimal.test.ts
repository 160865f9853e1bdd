import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyOf, fromDecimalString, money, toDecimalString } from '../../../src/domain/shared/index.ts';

const minorOf = (text: string, code = 'USD'): number | string => {
  const read = fromDecimalString(text, code);
  return read.ok ? read.value.minor : read.reason;
};

describe('fromDecimalString', () => {
  it('reads amounts digit by digit', () => {
    expect(minorOf('1054.50')).toBe(105450);
    expect(minorOf('1054.5')).toBe(105450);
    expect(minorOf('-0.05')).toBe(-5);
    expect(minorOf('+7')).toBe(700);
    expect(minorOf('0001')).toBe(100);
    expect(minorOf('0.10')).toBe(10);
    // 1.005 · 100 is 100.49999999999999 in binary.
    expect(minorOf('1.005', 'KWD')).toBe(1005);
  });

  it('reads exponents, as JSON may carry them', () => {
    expect(minorOf('1.05e3')).toBe(105000);
    expect(minorOf('105E-2')).toBe(105);
  });

  it('takes the minor unit from the currency', () => {
    expect(minorOf('1054', 'JPY')).toBe(1054);
    expect(minorOf('1054.5', 'JPY')).toBe('too-precise');
  });

  it('has one zero', () => {
    for (const zero of ['0', '-0', '0.000', '-0.00', '0e5']) expect(Object.is(minorOf(zero), 0)).toBe(true);
  });

  it('takes trailing zeros for no precision, and refuses other digits there', () => {
    expect(minorOf('1.500')).toBe(150);
    expect(minorOf('1.505')).toBe('too-precise');
    expect(minorOf('0.001')).toBe('too-precise');
  });

  it('refuses what cannot be exact', () => {
    expect(minorOf('1e308')).toBe('too-large');
    expect(minorOf('90071992547409.92')).toBe('too-large');
    expect(minorOf('90071992547409.91')).toBe(2 ** 53 - 1);
  });

  it('refuses what is no number', () => {
    for (const bad of [
      '',
      ' ',
      'NaN',
      'Infinity',
      '1,054.50',
      '1.054,50',
      '.5',
      '5.',
      '1 000',
      '0x10',
      'null',
      '1e9999',
    ]) {
      expect(minorOf(bad)).toBe('not-a-number');
    }
  });

  it('refuses an unknown currency', () => {
    expect(minorOf('1', 'dollar')).toBe('unknown-currency');
  });
});

describe('toDecimalString', () => {
  it('writes the currency’s own places', () => {
    expect(toDecimalString(money(105450, currencyOf('USD')))).toBe('1054.50');
    expect(toDecimalString(money(-5, currencyOf('USD')))).toBe('-0.05');
    expect(toDecimalString(money(1054, currencyOf('JPY')))).toBe('1054');
    expect(toDecimalString(money(7, currencyOf('KWD')))).toBe('0.007');
  });

  it('is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('USD', 'JPY', 'KWD', 'CLF'), (minor, code) => {
        expect(minorOf(toDecimalString(money(minor, currencyOf(code))), code)).toBe(
          money(minor, currencyOf(code)).minor,
        );
      }),
    );
  });
});
