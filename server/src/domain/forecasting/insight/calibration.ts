import { clamp, type DayNumber } from '../../shared/index.ts';

/** How good stated chances were. */
export interface Calibration {
  /** Mean −log of the chance given to what happened; lower is better, 0.693 is a coin. */
  readonly logLoss: number;
  /** Expected calibration error: mean distance between chance stated and share that came true, in ten classes of width 0.1. */
  readonly ece: number;
}

/** Measures chances against outcomes (1 = it happened); undefined for none. Chances are held within [0.001, 0.999]. */
export function calibration(chances: ArrayLike<number>, outcomes: ArrayLike<number>): Calibration | undefined {
  const { length } = chances;
  if (length === 0) return undefined;
  const stated = new Float64Array(10);
  const happened = new Float64Array(10);
  let loss = 0;
  for (let at = 0; at < length; at += 1) {
    const chance = clamp(chances[at] ?? 0, 0.001, 0.999);
    const outcome = outcomes[at] === 1 ? 1 : 0;
    loss -= Math.log(outcome === 1 ? chance : 1 - chance);
    const bin = Math.min(9, Math.floor(chance * 10));
    stated[bin] = (stated[bin] ?? 0) + chance;
    happened[bin] = (happened[bin] ?? 0) + outcome;
  }
  const distance = stated.reduce((sum, chance, bin) => sum + Math.abs(chance - (happened[bin] ?? 0)), 0);
  return { logLoss: loss / length, ece: distance / length };
}

/**
 * The day that splits a past in two by time: about a quarter of the ends, at least one and at most four, lie after it.
 * Undefined where there are not two different ends.
 */
export function orderedSplit(ends: Iterable<DayNumber>): DayNumber | undefined {
  const distinct = [...new Set(ends)].toSorted((a, b) => a - b);
  const later = clamp(Math.round(distinct.length / 4), 1, 4);
  return distinct[distinct.length - 1 - later];
}
