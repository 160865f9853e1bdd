/**
 * P(Z ≤ z) of the standard normal distribution; absolute error below 7.5e-8 (Abramowitz & Stegun 1964, 26.2.17).
 */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z < 0 ? tail : 1 - tail;
}

/** The z that a tenth lies above. */
export const Z90 = 1.2815515655446004;
