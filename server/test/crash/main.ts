/** `npm run test:crash -- --seeds 200 [--seed 1]`: kills the companion at every place and compares what it left. */
import { parseArgs } from 'node:util';
import { runSeeds } from './harness.ts';
import type { SeedOutcome } from './run-seed.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const [count, first] = [Number(values.seeds), Number(values.seed)];
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(first)) {
  console.error('Usage: npm run test:crash -- --seeds N [--seed FIRST]');
  process.exit(2);
}

const show = ({ plan, died, starts, hash, problems }: SeedOutcome): void => {
  const verdict = problems.length === 0 ? hash : `FAILED\n  ${problems.join('\n  ')}`;
  const workers = plan.workers === 2 ? 'two workers' : `takt ${plan.mode}`;
  console.log(
    `${plan.seed} · ${plan.store} · ${plan.phase} · ${workers} · ${died.join(' → ') || 'none died'} · ${starts} starts · ${verdict}`,
  );
};

const { outcomes, hashes, untouched } = await runSeeds(
  Array.from({ length: count }, (_, at) => first + at),
  show,
);
const failed = outcomes.filter(({ problems }) => problems.length > 0);
const sum = (of: (outcome: SeedOutcome) => number): number => outcomes.reduce((total, one) => total + of(one), 0);
console.log(
  JSON.stringify({
    seeds: outcomes.length,
    failed: failed.map(({ plan }) => plan.seed),
    hashes,
    died: sum(({ died }) => died.length),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    untouched,
  }),
);
process.exitCode = failed.length > 0 ? 1 : 0;
