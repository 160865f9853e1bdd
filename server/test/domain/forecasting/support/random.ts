/** A source of chance that gives the same numbers for the same seed. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  normal(): number;
  /** Exponential with that mean. */
  exponential(mean: number): number;
  poisson(mean: number): number;
}

/** Mulberry32 (Tommy Ettinger, public domain). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const exponential = (mean: number): number => -Math.log(1 - uniform()) * mean;
  return {
    uniform,
    exponential,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    poisson: (mean) => {
      let count = 0;
      for (let time = exponential(1); time < mean; time += exponential(1)) count += 1;
      return count;
    },
  };
}
