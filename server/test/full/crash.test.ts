import { describe, expect, it } from 'vitest';
import { runSeeds } from '../crash/harness.ts';

const seeds = 200;

describe('a companion that is killed', () => {
  it(
    '37 · leaves the same rows over 200 seeds, which die at every failpoint, none lost and none doubled',
    { timeout: 2 * 60 * 60_000 },
    async () => {
      const { outcomes, hashes, untouched } = await runSeeds(Array.from({ length: seeds }, (_, at) => at + 1));
      expect(outcomes.filter(({ problems }) => problems.length > 0)).toEqual([]);
      expect(outcomes.map(({ hash }) => hash)).toEqual(outcomes.map(({ plan }) => hashes[plan.phase]));
      expect(outcomes.map(({ lost, doubled }) => lost + doubled)).toEqual(Array(seeds).fill(0));
      expect(untouched).toEqual([]);
    },
  );
});
