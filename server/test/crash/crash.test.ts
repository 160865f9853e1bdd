import { describe, expect, it } from 'vitest';
import { runSeeds } from './harness.ts';

describe('a companion that is killed', () => {
  it('37 · leaves the same rows over ten seeds, none lost and none doubled', { timeout: 600_000 }, async () => {
    const { outcomes, hashes } = await runSeeds(Array.from({ length: 10 }, (_, at) => at + 1));
    expect(outcomes.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(outcomes.map(({ hash }) => hash)).toEqual(outcomes.map(({ plan }) => hashes[plan.phase]));
    expect(outcomes.map(({ lost, doubled }) => lost + doubled)).toEqual(Array(10).fill(0));
    expect(outcomes.flatMap(({ died }) => died).length).toBeGreaterThanOrEqual(10);
  });
});
