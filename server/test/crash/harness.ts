import { hashOf } from './org-state.ts';
import { runSeed, type SeedOutcome } from './run-seed.ts';
import { placesOf, planOf } from './seed-plan.ts';
import { makeTemplates, phases, type Phase } from './templates.ts';

export interface CrashReport {
  readonly outcomes: readonly SeedOutcome[];
  /** What every seed's state must be. */
  readonly hashes: Readonly<Record<Phase, string>>;
  /** Places that runs come to and no process died at. */
  readonly untouched: readonly string[];
}

/** Runs seeds one after another. */
export const runSeeds = async (
  seeds: readonly number[],
  onSeed: (outcome: SeedOutcome) => void = () => undefined,
): Promise<CrashReport> => {
  await using templates = await makeTemplates();
  const outcomes: SeedOutcome[] = [];
  for (const seed of seeds) {
    const outcome = await runSeed(templates, planOf(seed, templates));
    outcomes.push(outcome);
    onSeed(outcome);
  }
  const died = new Set(
    outcomes.flatMap(({ plan, died: places }) => places.map((place) => `${plan.phase}: ${place.replace(/#.*/, '')}`)),
  );
  const places = placesOf(templates).map(({ phase, at }) => `${phase}: ${at}`);
  const hash = (phase: Phase): string => hashOf(templates.undisturbed('PGlite', phase).org);
  return {
    outcomes,
    hashes: { [phases[0]]: hash(phases[0]), [phases[1]]: hash(phases[1]) },
    untouched: places.filter((place) => !died.has(place)),
  };
};
