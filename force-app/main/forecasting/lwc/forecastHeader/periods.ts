import type { Period } from 'c/forecastData';

/** A quarter to pick. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly checked: boolean;
}

/** Quarters within one click, and those behind the menu. */
export interface Choices {
  readonly near: readonly Choice[];
  readonly earlier: readonly Choice[];
}

/**
 * Last, this and next quarter lie within one click, and whichever is picked; earlier ones lie in the menu, latest first.
 * @param periods by start
 */
export const choices = (periods: readonly Period[], currentId: string, pickedId: string): Choices => {
  const current = periods.findIndex(({ id }) => id === currentId);
  const choice = ({ id, name }: Period): Choice => ({ id, name, checked: id === pickedId });
  const isNear = ({ id }: Period, index: number): boolean => Math.abs(index - current) <= 1 || id === pickedId;
  return {
    near: periods.filter(isNear).map(choice),
    earlier: periods
      .filter((_, index) => index < current - 1)
      .map(choice)
      .reverse(),
  };
};
