import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibration, orderedSplit } from '../../../src/domain/forecasting/insight/calibration.ts';
import { driversOf, wholePoints } from '../../../src/domain/forecasting/insight/drivers.ts';
import type { UsualDeals } from '../../../src/domain/forecasting/insight/usual-deals.ts';
import { winChance, type FittedWinModel } from '../../../src/domain/forecasting/insight/win-model.ts';

const usual: UsualDeals = { stay: [21], longStay: [60], longQuiet: [12], amount: 6_400_000 };
const facts = { stage: 0, age: 100, left: 45, dueIn: 14, stay: 52, pushes: 3, amount: 6_400_000 };

/** A model whose effects on the facts above are these log-odds. */
function modelWith([age = 0, left = 0, due = 0, stay = 0, pushes = 0, amount = 0]: readonly number[]): FittedWinModel {
  const effects = [
    [0, 0, 0, age, 0, 0],
    [0, 0, 0, left, 0, 0],
    [0, due, 0, 0, 0],
    [0, 0, 0, stay, 0],
    [0, 0, 0, pushes],
    [0, 0, amount, 0, 0],
  ].map((values) => Float64Array.from(values));
  return { usual, stageRate: Float64Array.of(0.61), effects, seen: 1420, wins: 866 };
}

describe('a chance and its drivers', () => {
  it('adds up in points: the stage’s 61, what speaks for it and against it', () => {
    const model = modelWith([0.3, 0.3, 0.28, -0.5, -0.66, 0]);
    const chance = winChance(model, facts);
    const drivers = driversOf(chance, facts, usual, 'Negotiation');
    const points = drivers.map((driver) => driver.points);
    expect(61 + points.reduce((sum, point) => sum + point, 0)).toBe(Math.round(chance.probability * 100));
    expect(points).toEqual(points.toSorted((a, b) => b - a));
    expect(drivers.map(({ text }) => text)).toContain('52 days in Negotiation; usual is 21');
    expect(drivers.at(-1)?.text).toBe('Close date pushed 3 times');
    expect(drivers.at(-1)?.points).toBeLessThan(0);
  });

  it('is the stage’s rate, without drivers, where nothing is known or nothing matters', () => {
    const unknown = { ...facts, stay: undefined, pushes: undefined, amount: undefined };
    const model = modelWith([0, 0, 0, -0.5, -0.66, 1]);
    const chance = winChance(model, unknown);
    expect(chance.probability).toBeCloseTo(0.61, 10);
    expect(driversOf(chance, unknown, usual, 'Negotiation')).toEqual([]);
  });

  it('shares the difference exactly, each with the sign of its effect, for any effects', () => {
    const effects = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(effects, (values) => {
        const chance = winChance(modelWith(values), facts);
        const sum = chance.contributions.reduce((total, part) => total + part, 0);
        expect(chance.stageRate + sum).toBeCloseTo(chance.probability, 9);
        for (const [at, part] of chance.contributions.entries())
          expect(part * (values[at] ?? 0)).toBeGreaterThanOrEqual(0);
        const drivers = driversOf(chance, facts, usual, 'Negotiation');
        const points = drivers.reduce((total, driver) => total + driver.points, 0);
        expect(Math.round(chance.stageRate * 100) + points).toBe(Math.round(chance.probability * 100));
      }),
    );
  });
});

describe('whole points', () => {
  it('go to the largest fractions and leave what is 0 alone', () => {
    expect(wholePoints([8.4, 7.3, -12.2, 0, -15.5], -12)).toEqual([8, 7, -12, 0, -15]);
    expect(wholePoints([0.2, -0.2], 0)).toEqual([0, 0]);
    expect(wholePoints([], 0)).toEqual([]);
  });

  it('always sum to the whole, each within two points of its part', () => {
    const parts = fc.array(fc.double({ min: -99, max: 99, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, fc.double({ min: -1, max: 1, noNaN: true }), (values, off) => {
        fc.pre(values.some((value) => value !== 0));
        const whole = Math.round(values.reduce((sum, value) => sum + value, 0) + off) + 0;
        const rounded = wholePoints(values, whole);
        expect(rounded.reduce((sum, value) => sum + value, 0)).toBe(whole);
        for (const [at, value] of rounded.entries())
          expect(Math.abs(value - (values[at] ?? 0))).toBeLessThanOrEqual(2.5);
      }),
    );
  });
});

describe('calibration', () => {
  it('measures log-loss and expected calibration error', () => {
    expect(calibration([0.5, 0.5], [1, 0])?.logLoss).toBeCloseTo(Math.LN2, 12);
    expect(calibration([0.5, 0.5], [1, 0])?.ece).toBe(0);
    expect(calibration([0.8, 0.8, 0.8, 0.8], [1, 1, 0, 0])?.ece).toBeCloseTo(0.3, 12);
    expect(calibration([], [])).toBeUndefined();
  });

  it('stays finite for a certainty that failed', () => {
    expect(calibration([1], [0])?.logLoss).toBeCloseTo(-Math.log(0.001), 6);
  });

  it('splits by time: the last quarter of the ends, one to four of them', () => {
    expect(orderedSplit([1, 2, 3, 4, 5, 6, 7, 8, 8, 8])).toBe(6);
    expect(orderedSplit([1, 2])).toBe(1);
    expect(orderedSplit(Array.from({ length: 40 }, (_, index) => index))).toBe(35);
    expect(orderedSplit([3, 3])).toBeUndefined();
  });
});
