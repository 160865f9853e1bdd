import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blend, dealsWeights, type Judged } from '../../../src/domain/forecasting/blend.ts';
import { chooseMethod, type Contest } from '../../../src/domain/forecasting/choose-method.ts';
import { spreadOf } from '../../../src/domain/forecasting/residual-band.ts';

const contest = (model: number, naive: number, actual = 100): Contest => ({ model, naive, actual });
const level = (contests: readonly Contest[]) => ({ name: 'all teams', contests });

describe('the choice of method', () => {
  it('publishes the model where its total error was smaller, and says by how much', () => {
    const own = [contest(98, 80), contest(105, 90), contest(110, 101), contest(100, 60)];
    expect(chooseMethod(own, level(own))).toEqual({
      method: 'Model',
      reason: 'Closer than repeating last quarter in 3 of 4 past quarters (WAPE 4.3 % against 17.8 %).',
    });
  });

  it('publishes repeat-last-quarter where the model did not beat it', () => {
    const own = [contest(80, 98), contest(90, 105), contest(101, 110), contest(60, 100)];
    expect(chooseMethod(own, level(own))).toEqual({
      method: 'Naive',
      reason: 'Repeat last quarter was closer in 3 of 4 past quarters (WAPE 4.3 % against 17.8 %).',
    });
  });

  it('says so where the smaller error in total was not the more frequent one', () => {
    const own = [contest(101, 100), contest(101, 100), contest(101, 100), contest(100, 60)];
    expect(chooseMethod(own, level(own)).reason).toBe(
      'The model had the smaller error in total (WAPE 0.8 % against 10.0 %), being closer in 1 of 4 past quarters.',
    );
  });

  it('does not let the model win a draw', () => {
    const own = Array.from({ length: 5 }, () => contest(90, 110));
    expect(chooseMethod(own, level(own)).method).toBe('Naive');
  });

  it('with few quarters of its own asks the level too, and says which', () => {
    const own = [contest(99, 80), contest(0, 0, 0)];
    const better = [...own, contest(95, 70), contest(95, 70)];
    const worse = [...own, contest(20, 99), contest(20, 99)];
    expect(chooseMethod(own, level(better))).toEqual({
      method: 'Model',
      reason:
        'Only 1 past quarter of its own; over all teams the model was closer than repeating last quarter (WAPE 3.7 % against 26.7 %).',
    });
    expect(chooseMethod(own, level(worse)).method).toBe('Naive');
    expect(chooseMethod(own, level(worse)).reason).toMatch(
      /^Only 1 past quarter of its own; over all teams repeat last/,
    );
    expect(chooseMethod([contest(50, 99)], level(better)).method).toBe('Naive');
  });

  it('with none of its own leaves it to the level', () => {
    expect(chooseMethod([], level([contest(99, 80)])).method).toBe('Model');
    expect(chooseMethod([contest(0, 0, 0)], level([])).reason).toBe(
      'No past quarter of its own; over all teams repeat last quarter was closer (nothing was won in them).',
    );
  });

  it('never publishes a model whose error is not below the naive one’s, in at most 255 characters', () => {
    const figure = fc.integer({ min: -1000, max: 1e9 });
    const contests = fc.array(fc.record({ model: figure, naive: figure, actual: figure }), { maxLength: 12 });
    fc.assert(
      fc.property(contests, contests, (own, others) => {
        const { method, reason } = chooseMethod(own, level([...own, ...others]));
        const error = (of: 'model' | 'naive'): number =>
          own.reduce((sum, row) => sum + Math.abs(row.actual - row[of]), 0);
        if (method === 'Model' && own.length > 0) expect(error('model')).toBeLessThan(error('naive'));
        expect(reason.length).toBeLessThanOrEqual(255);
        expect(reason).not.toMatch(/NaN|undefined|Infinity/);
      }),
    );
  });
});

describe('the band', () => {
  it('is split-conformal from nine observations on: for nine the smallest and largest error', () => {
    const residuals = Float64Array.from([3, -4, 1, 0, -1, 2, -2, 5, -3]);
    expect(spreadOf({ residuals, observations: 9, quarters: 9 })).toEqual({ low: -4, middle: 0, high: 5 });
  });

  it('is Student’s t over the root mean square below that', () => {
    const residuals = Float64Array.from([3, -4, 0, 0]);
    // √(25 ÷ 4) = 2.5; t(0.9; 4) = 1.533 (standard table).
    expect(spreadOf({ residuals, observations: 4, quarters: 4 })).toEqual({
      low: -1.533 * 2.5,
      middle: 0,
      high: 1.533 * 2.5,
    });
  });

  it('does not take the sign of errors for evidence in fewer than four quarters', () => {
    const residuals = Float64Array.from({ length: 20 }, (_, index) => 1 + index / 100);
    const spread = spreadOf({ residuals, observations: 20, quarters: 1 });
    expect(spread?.middle).toBe(0);
    expect(spread?.low).toBe(-(spread?.high ?? NaN));
  });

  it('cannot be drawn from fewer than two errors', () => {
    expect(spreadOf({ residuals: Float64Array.from([1]), observations: 1, quarters: 1 })).toBeUndefined();
    expect(spreadOf({ residuals: new Float64Array(), observations: 0, quarters: 0 })).toBeUndefined();
  });

  it('is in order, whatever the errors', () => {
    const errors = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 80 });
    fc.assert(
      fc.property(errors, fc.integer({ min: 1, max: 12 }), (list, quarters) => {
        const spread = spreadOf({ residuals: Float64Array.from(list), observations: list.length, quarters });
        expect(spread?.low).toBeLessThanOrEqual(spread?.middle ?? NaN);
        expect(spread?.middle).toBeLessThanOrEqual(spread?.high ?? NaN);
      }),
    );
  });
});

describe('the blend', () => {
  const judged = (deals: number, series: number, actual: number, quarter: number): Judged => ({
    quarter,
    candidates: {
      deals: Float64Array.from([deals]),
      series: Float64Array.from([series]),
      seriesKnown: Uint8Array.from([1]),
      naive: Float64Array.from([0]),
      won: Float64Array.from([0]),
    },
    actual: Float64Array.from([actual]),
  });

  it('is half and half before anything is judged', () => {
    expect([...dealsWeights([], ['Company'])]).toEqual([0.5]);
  });

  it('weights inversely to the squared relative error', () => {
    // Errors 10 and 20: weights 4 to 1.
    expect(dealsWeights([judged(110, 120, 100, 1)], ['Company'])[0]).toBeCloseTo(0.8, 12);
  });

  it('gives neither candidate up', () => {
    expect(dealsWeights([judged(100, 500, 100, 1)], ['Company'])[0]).toBe(0.9);
    expect(dealsWeights([judged(500, 100, 100, 1)], ['Company'])[0]).toBe(0.1);
  });

  it('trusts deals alone where a scope has no series', () => {
    const { candidates } = judged(70, 0, 0, 1);
    expect([...blend({ ...candidates, seriesKnown: Uint8Array.from([0]) }, Float64Array.from([0.5]))]).toEqual([70]);
  });
});
