import { forecasts, type Forecast, type Known } from 'c/forecastData';
import { forest, ownScope } from 'c/forecastTree';
import { nodes, number, type Node } from 'c/taktGraphql';

export { ATTAINMENT } from './query';

/** A forecast against its quota; percent fields hold points, coverage is a plain ratio. */
export interface Standing {
  readonly forecast: Forecast;
  readonly quota: Known;
  readonly attainment: Known;
  /** Won − quota: negative is short. */
  readonly gap: Known;
  readonly chance: Known;
  readonly pace: Known;
  /** Open ÷ quota. */
  readonly coverageA: Known;
  /** Open ÷ what is left of the quota. */
  readonly coverageB: Known;
  /** The person may not read the quota at all. */
  readonly hidden: boolean;
}

/** Whose attainment is shown, and of whom it is made up; no rows for a person alone. */
export interface Team {
  readonly own: Standing;
  readonly rows: readonly Standing[];
  /** Whether `own` is the total of the rows; without it they are people or teams of no common team that is seen. */
  readonly isTotal: boolean;
}

const standing = (forecast: Forecast, node: Node): Standing => {
  const quota = number(node, 'Quota__c');
  // Of a quota of 0 there is no share, whatever a record may hold.
  const share = (field: string): Known => (quota !== undefined && quota > 0 ? number(node, field) : undefined);
  return {
    forecast,
    quota,
    attainment: share('Attainment__c'),
    gap: number(node, 'Gap__c'),
    chance: share('Chance_Of_Attainment__c'),
    pace: number(node, 'Pace_Expected__c'),
    coverageA: share('Coverage_A__c'),
    coverageB: share('Coverage_B__c'),
    hidden: node['Quota__c'] === undefined,
  };
};

/** Every scope that the user may see in the period. */
export const standings = (data: unknown): readonly Standing[] => {
  const all = nodes(data, 'Takt_Forecast__c');
  return forecasts(data).map((forecast, index) => standing(forecast, all[index] ?? {}));
};

/** The user's own standing, with those directly below it. @returns undefined without any */
export const teamOf = (all: readonly Standing[], userId: string): Team | undefined => {
  const byId = new Map(all.map((one) => [one.forecast.id, one]));
  const find = ({ forecast }: { readonly forecast: Forecast }): readonly Standing[] => {
    const one = byId.get(forecast.id);
    return one ? [one] : [];
  };
  const branches = forest(all.map(({ forecast }) => forecast));
  const id = ownScope(branches, userId);
  const branch = branches.find(({ forecast }) => forecast.scope.id === id);
  const [own] = branch ? find(branch) : [];
  if (!branch || !own) return undefined;
  if (branch.children.length > 0) return { own, rows: branch.children.flatMap(find), isTotal: true };
  return { own, rows: branches.length > 1 ? branches.flatMap(find) : [], isTotal: false };
};

const inCents = (amount: number): number => Math.round(amount * 100);

/** Cents are added as whole numbers; one unknown makes the sum unknown. */
export const sumOf = (amounts: readonly Known[]): Known =>
  amounts.includes(undefined) ? undefined : amounts.reduce<number>((sum, one) => sum + inCents(one ?? 0), 0) / 100;

/** How far the first amount is above the second, to the cent. */
export const difference = (first: number, second: number): number => (inCents(first) - inCents(second)) / 100;
