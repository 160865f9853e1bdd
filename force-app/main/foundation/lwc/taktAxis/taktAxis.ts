const STEPS = [1, 2, 2.5, 5, 10];
const MOST_TICKS = 6;

/** The smallest round step that needs no more than six ticks to reach the largest value, which is above 0. */
export const roundStep = (largest: number): number => {
  const raw = largest / MOST_TICKS;
  const power = 10 ** Math.floor(Math.log10(raw));
  return (STEPS.find((step) => step * power >= raw) ?? 10) * power;
};

/** Where an axis from zero carries a figure: 0, one step, two steps … up to its end. */
export const roundValues = (end: number): readonly number[] => {
  const step = roundStep(end);
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
};
