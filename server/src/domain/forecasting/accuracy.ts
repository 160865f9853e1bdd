import { share, type Ratio } from '../shared/index.ts';

/** A forecast beside what came of it, in the same unit. */
export interface Outcome {
  readonly forecast: number;
  readonly actual: number;
}

/** Σ|A − F| ÷ Σ|A| (FPP3 §5.8, weighted form); unknown where nothing happened. */
export function wape(outcomes: readonly Outcome[]): Ratio | undefined {
  const error = outcomes.reduce((sum, { forecast, actual }) => sum + Math.abs(actual - forecast), 0);
  const size = outcomes.reduce((sum, { actual }) => sum + Math.abs(actual), 0);
  return share(error, size);
}

/** Σ(F − A) ÷ ΣA: + = over-forecast; unknown where the actuals add up to nothing. */
export function bias(outcomes: readonly Outcome[]): Ratio | undefined {
  const surplus = outcomes.reduce((sum, { forecast, actual }) => sum + forecast - actual, 0);
  const size = outcomes.reduce((sum, { actual }) => sum + actual, 0);
  return share(surplus, size);
}

/** A band beside what came of it. */
export interface BandOutcome {
  readonly low: number;
  readonly high: number;
  readonly actual: number;
}

/** Share of actuals inside their band, its edges included; unknown for none. */
export function coverage(outcomes: readonly BandOutcome[]): Ratio | undefined {
  const inside = outcomes.filter(({ low, high, actual }) => actual >= low && actual <= high);
  return share(inside.length, outcomes.length);
}
