import { describe, expect, it } from 'vitest';
import { ratio } from '../../../src/domain/shared/index.ts';
import {
  attainment,
  coverageA,
  coverageB,
  gap,
  neededCoverage,
  openPipeline,
  overAssignment,
  partOf,
} from '../../../src/domain/quota/index.ts';
import { usd } from './fiscal-2026.ts';

// The figures of the rep's home in the screens: quota 410,000, won 172,000, 126 + 104 + 204 open, usual pace 48 %.
const quota = usd('410000');
const won = usd('172000');
const open = openPipeline({ commit: usd('126000'), bestCase: usd('104000'), pipeline: usd('204000') });

describe('attainment', () => {
  it('is won ÷ quota', () => {
    expect(attainment(won, quota)).toBeCloseTo(0.4195, 4);
    expect(attainment(usd('500'), usd('400'))).toBe(1.25);
  });

  it('is not available for a quota of 0, below 0 or unknown, never 0 % or ∞', () => {
    for (const none of [usd('0'), usd('-5'), undefined]) expect(attainment(won, none)).toBeUndefined();
    expect(attainment(usd('0'), usd('0'))).toBeUndefined();
  });

  it('is 0 where nothing was won and below 0 where credits outweigh', () => {
    expect(attainment(usd('0'), quota)).toBe(0);
    expect(attainment(usd('-41000'), quota)).toBe(-0.1);
  });
});

describe('gap', () => {
  it('is won − quota, negative when short, unknown without a quota', () => {
    expect(gap(won, quota)).toEqual(usd('-238000'));
    expect(gap(won, undefined)).toBeUndefined();
  });
});

describe('coverage', () => {
  it('A divides open pipeline by the quota, B by what is missing to it', () => {
    expect(open).toEqual(usd('434000'));
    expect(coverageA(open, quota)).toBeCloseTo(1.06, 2);
    expect(coverageB(open, quota, won)).toBeCloseTo(1.82, 2);
  });

  it('B has nothing to cover once the quota is reached', () => {
    expect(coverageB(open, quota, quota)).toBeUndefined();
    expect(coverageB(open, quota, usd('410000.01'))).toBeUndefined();
    expect(coverageB(open, undefined, won)).toBeUndefined();
  });

  it('needed is 1 ÷ the win rate by value', () => {
    expect(neededCoverage(ratio(0.25))).toBe(4);
    expect(neededCoverage(ratio(0))).toBeUndefined();
    expect(neededCoverage(undefined)).toBeUndefined();
  });
});

describe('over-assignment', () => {
  it('is street quota ÷ target: 125 % is 25 % more', () => {
    expect(overAssignment(usd('125'), usd('100'))).toBe(1.25);
    expect(overAssignment(usd('11660000'), usd('11000000'))).toBeCloseTo(1.06, 10);
    expect(overAssignment(usd('1'), usd('0'))).toBeUndefined();
  });
});

describe('pace as money', () => {
  it('is the part of the quota that should be won by now, to the cent', () => {
    expect(partOf(quota, ratio(0.48))).toEqual(usd('196800'));
    expect(partOf(usd('0.01'), ratio(0.4))).toEqual(usd('0'));
  });
});
