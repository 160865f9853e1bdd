import type { FailpointName } from '../../src/application/ports/failpoints.ts';
import { seeded } from '../domain/forecasting/support/random.ts';
import type { StoreKind } from './seed-stores.ts';
import { phases, type Phase, type Templates } from './templates.ts';

/** At a place, or at an instant: a share of the time that an undisturbed run takes. */
export type Kill = { readonly at: FailpointName; readonly hit: number } | { readonly share: number };

export interface SeedPlan {
  readonly seed: number;
  readonly phase: Phase;
  readonly store: StoreKind;
  readonly mode: 'run' | 'serve';
  /** Two are started at once, on one org. */
  readonly workers: 1 | 2;
  /** One for each attempt, until none is left. */
  readonly kills: readonly Kill[];
}

interface Place {
  readonly phase: Phase;
  readonly at: FailpointName;
}

/** The places that runs come to, in an order in which any few seeds meet many kinds. */
export const placesOf = ({ undisturbed }: Pick<Templates, 'undisturbed'>): readonly Place[] => {
  const places = phases.flatMap((phase) => [...undisturbed('PGlite', phase).hits.keys()].map((at) => ({ phase, at })));
  const random = seeded(4711);
  return places
    .map((place) => ({ place, order: random.uniform() }))
    .sort((one, other) => one.order - other.order)
    .map(({ place }) => place);
};

/** Every seventh seed dies at instants of no meaning, every tenth has two workers; the others go through the places in turn. */
const [instantsEvery, racesEvery] = [7, 10];

/** What happens with a seed; the same for the same seed. */
export const planOf = (seed: number, templates: Pick<Templates, 'undisturbed' | 'kinds'>): SeedPlan => {
  const { kinds } = templates;
  const random = seeded(seed);
  const pick = (most: number): number => Math.floor(random.uniform() * most);
  const places = placesOf(templates);
  const mode = random.uniform() < 0.5 ? 'run' : 'serve';
  const more = [0, 0, 1, 1, 2][pick(5)] ?? 0;
  // Every place meets both kinds of store in turn.
  const store = (at: number): StoreKind => kinds[at % kinds.length] ?? 'PGlite';
  const anyPhase = phases[pick(phases.length)] ?? 'changes';
  const killAt = (phase: Phase, at: FailpointName): Kill => ({
    at,
    hit: 1 + pick(templates.undisturbed('PGlite', phase).hits.get(at) ?? 1),
  });
  const killAnywhere = (phase: Phase): Kill => {
    const [first = 'run:finished', ...others] = templates.undisturbed('PGlite', phase).hits.keys();
    return killAt(phase, [first, ...others][pick(others.length + 1)] ?? first);
  };
  if (seed % racesEvery === 0) {
    // Nothing is killed in the first of two: the one that comes second must leave the run alone.
    const kills = (seed / racesEvery) % 2 === 1 ? [] : [killAnywhere(anyPhase)];
    return {
      seed,
      phase: anyPhase,
      store: store(Math.floor(seed / (2 * racesEvery))),
      mode: 'serve',
      workers: 2,
      kills,
    };
  }
  if (seed % instantsEvery === 0) {
    return {
      seed,
      phase: anyPhase,
      store: store(seed / instantsEvery),
      mode,
      workers: 1,
      kills: Array.from({ length: 1 + more }, () => ({ share: random.uniform() })),
    };
  }
  const turn = seed - 1 - Math.floor(seed / instantsEvery) - Math.floor(seed / racesEvery);
  const [position, round] = [turn % places.length, Math.floor(turn / places.length)];
  const { phase, at } = places[position] ?? { phase: 'changes', at: 'run:finished' };
  const later = Array.from({ length: more }, () => killAnywhere(phase));
  return { seed, phase, store: store(position + round), mode, workers: 1, kills: [killAt(phase, at), ...later] };
};
