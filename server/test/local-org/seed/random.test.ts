import { describe, expect, it } from 'vitest';
import { normal, pickWeighted, seededRandom, shuffled, wholeBetween } from '../../../local-org/seed/random.ts';

const numbers = (seed: number, purpose: string, count: number) => {
  const random = seededRandom(seed, purpose);
  return Array.from({ length: count }, random);
};

describe('the seeded source of chance', () => {
  it('gives the same numbers for the same seed, others for another seed or purpose', () => {
    expect(numbers(7, 'deals', 50)).toEqual(numbers(7, 'deals', 50));
    expect(numbers(7, 'deals', 50)).not.toEqual(numbers(8, 'deals', 50));
    expect(numbers(7, 'deals', 50)).not.toEqual(numbers(7, 'people', 50));
  });

  it('is even enough: 100,000 numbers fill ten bins within two percent', () => {
    const bins = new Array<number>(10).fill(0);
    for (const value of numbers(1, 'bins', 100_000))
      bins[Math.floor(value * 10)] = (bins[Math.floor(value * 10)] ?? 0) + 1;
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it('draws standard normal numbers', () => {
    const random = seededRandom(3, 'normal');
    const values = Array.from({ length: 50_000 }, () => normal(random));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
  });

  it('picks by weight, shuffles without loss, and keeps to its borders', () => {
    const random = seededRandom(5, 'picks');
    const picks = Array.from({ length: 10_000 }, () =>
      pickWeighted(random, [
        ['a', 3],
        ['b', 1],
        ['c', 0],
      ]),
    );
    expect(picks.includes('c')).toBe(false);
    expect(picks.filter((item) => item === 'a').length / picks.length).toBeCloseTo(0.75, 1);
    expect(shuffled(random, [1, 2, 3, 4]).toSorted()).toEqual([1, 2, 3, 4]);
    const whole = Array.from({ length: 1000 }, () => wholeBetween(random, 2, 4));
    expect(new Set(whole)).toEqual(new Set([2, 3, 4]));
  });
});
