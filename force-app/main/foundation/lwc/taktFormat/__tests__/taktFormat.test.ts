import {
  age,
  compactMoney,
  count,
  dateOf,
  dateTime,
  daysBetween,
  exactMoney,
  fill,
  inUnit,
  isOlderThan,
  longDate,
  moneyUnit,
  monthRange,
  nearDate,
  percent,
  UNKNOWN,
  wholePercent,
} from 'c/taktFormat';

const plainSpaces = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

describe('numbers', () => {
  it('shortens money to three digits', () => {
    expect(compactMoney(172_400, 'EUR')).toBe('€172K');
    expect(compactMoney(2_477_000, 'USD')).toBe('$2.48M');
    expect(compactMoney(950, 'USD')).toBe('$950');
  });

  it('writes exact money with its cents, and a true minus', () => {
    expect(exactMoney(1054.5, 'USD')).toBe('$1,054.50');
    expect(exactMoney(-3, 'USD')).toBe('−$3.00');
  });

  it('takes thousands as the unit from 100,000 on, and says so', () => {
    expect(moneyUnit([12, undefined, 100_000], 'EUR')).toEqual({ divisor: 1000, label: '€ thousand' });
    expect(moneyUnit([12, undefined, 99_999], 'EUR')).toEqual({ divisor: 1, label: '€' });
    expect(moneyUnit([], 'USD')).toEqual({ divisor: 1, label: '$' });
  });

  it('writes plain digits in that unit', () => {
    const unit = moneyUnit([5_000_000], 'USD');
    expect([inUnit(2_477_400, unit), inUnit(0, unit), inUnit(undefined, unit)]).toEqual(['2,477', '0', UNKNOWN]);
  });

  it('writes unknown as a dash, never as 0', () => {
    expect([
      compactMoney(undefined, 'USD'),
      exactMoney(undefined, 'USD'),
      count(undefined),
      percent(undefined),
    ]).toEqual(Array(4).fill(UNKNOWN));
  });

  it('writes percentages as records hold them', () => {
    expect(percent(14.2)).toBe('14.2\u00a0%');
    expect(percent(-3)).toBe('−3.0\u00a0%');
  });

  it('writes chances in whole percent, and never a sure 0 or 100 % for what is not sure', () => {
    expect([54.4, 0, 100, 0.2, 99.7, undefined].map((value) => plainSpaces(wholePercent(value)))).toEqual([
      '54 %',
      '0 %',
      '100 %',
      '< 1 %',
      '> 99 %',
      UNKNOWN,
    ]);
  });
});

describe('dates', () => {
  it('counts days between plain dates, over a change of the clocks as well', () => {
    expect(daysBetween('2026-10-01', '2026-10-01')).toBe(0);
    expect(daysBetween('2026-10-01', '2026-11-24')).toBe(54);
    expect(daysBetween('2026-10-01', '2026-12-31')).toBe(91);
  });

  it('says the months of a period', () => {
    expect(plainSpaces(monthRange('2026-10-01', '2026-12-31'))).toBe('Oct – Dec 2026');
  });

  it('writes a plain date as the locale does, the same in every zone', () => {
    expect(longDate('2026-12-31')).toBe('Dec 31, 2026');
  });

  it('writes a near date with its weekday, and the year only where it is another', () => {
    expect(nearDate('2026-11-20', '2026-11-24')).toBe('Fri, Nov 20');
    expect(nearDate('2027-01-04', '2026-11-24')).toBe('Mon, Jan 4, 2027');
  });

  it('writes an instant in the zone of the user', () => {
    expect(dateOf('2026-11-24T23:30:00.000Z')).toBe('2026-11-24');
    expect(plainSpaces(dateTime('2026-11-24T06:10:00.000Z'))).toBe('Nov 24, 2026, 6:10 AM');
  });

  it.each([
    ['2026-11-24T11:59:30Z', 'just now'],
    ['2026-11-24T13:00:00Z', 'just now'],
    ['2026-11-24T11:30:00Z', '30 minutes ago'],
    ['2026-11-24T06:10:00Z', '5 hours ago'],
    ['2026-11-21T06:10:00Z', '3 days ago'],
  ])('says how old %s is at noon: %s', (instant, words) => {
    expect(age(instant, new Date('2026-11-24T12:00:00Z'))).toBe(words);
  });

  it('knows what is older than some hours', () => {
    const noon = new Date('2026-11-24T12:00:00Z');
    expect(isOlderThan('2026-11-23T09:59:00Z', 26, noon)).toBe(true);
    expect(isOlderThan('2026-11-23T10:00:00Z', 26, noon)).toBe(false);
  });
});

describe('labels with places', () => {
  it('fills places in any order and leaves those without a value', () => {
    expect(fill('{1} of {0}, {2}', 'a', 'b')).toBe('b of a, {2}');
  });
});
