import { roundStep, roundValues } from 'c/taktAxis';

describe('steps of an axis', () => {
  it.each([
    [600, 100],
    [601, 200],
    [1_250_000, 250_000],
    [7, 2],
    [0.9, 0.2],
  ])('up to %s are %s', (largest, step) => {
    expect(roundStep(largest)).toBeCloseTo(step, 10);
  });

  it('start at zero and do not go beyond the end', () => {
    expect(roundValues(450)).toEqual([0, 100, 200, 300, 400]);
  });
});
