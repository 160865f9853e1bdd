import { dateOfDay, dayOf } from '../../import/calendar.ts';
import { presence, type Rep, type SalesForce } from '../company/sales-force.ts';
import { quotas, seasonality, yearlyGrowth } from '../ground-truth.ts';
import { normal, type Random } from '../random.ts';

/** What one rep is asked for in a year: whole months in euros, by January first. Days are day numbers. */
export interface PersonQuota {
  readonly rep: Rep;
  /** Undefined in months without the rep. Months that they share with nobody are asked for by their days. */
  readonly months: readonly (number | undefined)[];
  /** First and last day in force, where the rep came or left within the year. */
  readonly from?: number;
  readonly to?: number;
}

export interface Horizon {
  /** First and last day of the simulation. */
  readonly start: number;
  readonly today: number;
  /** Number of deals that the company has. */
  readonly deals: number;
}

interface Month {
  readonly first: number;
  readonly last: number;
  readonly index: number;
}

/** First and last day of each month of a year. */
export const monthsOf = (year: number): readonly Month[] =>
  Array.from({ length: 12 }, (_, index) => ({
    index,
    first: Date.UTC(year, index, 1) / 86_400_000,
    last: Date.UTC(year, index + 1, 0) / 86_400_000,
  }));

const level = (start: number, day: number): number =>
  (seasonality[Number(dateOfDay(day).slice(5, 7)) - 1] ?? 1) * Math.exp((yearlyGrowth * (day - start)) / 365.25);

/** Deals that all reps together begin, in the unit of `presence` × `level`: what everybody's share is measured by. */
const output = (force: SalesForce, { start, today }: Horizon): number => {
  let sum = 0;
  for (let day = start; day <= today; day += 1) {
    sum += level(start, day) * force.reps.reduce((all, rep) => all + presence(rep, day), 0);
  }
  return sum;
};

const monthOf = (rep: Rep, month: Month, start: number): number | undefined => {
  let sum = 0;
  let days = 0;
  for (let day = month.first; day <= month.last; day += 1) {
    const share = presence(rep, day);
    if (share === 0) continue;
    days += 1;
    sum += share * level(start, day);
  }
  return days === 0 ? undefined : (sum * (month.last - month.first + 1)) / days;
};

const inHundreds = (euros: number): number => Math.max(100, Math.round(euros / 100) * 100);

/**
 * The quotas of everybody who sold in a year. They know what a plan can know (season, growth, who is new), and nothing
 * of skill or activity: attainment spreads by these.
 */
export const drawQuotas = (
  random: Random,
  force: SalesForce,
  year: number,
  horizon: Horizon,
): readonly PersonQuota[] => {
  const months = monthsOf(year);
  const [first, last] = [dayOf(`${year}-01-01`), dayOf(`${year}-12-31`)];
  const perUnit = (quotas.wonPerDeal * quotas.stretch * horizon.deals) / output(force, horizon);
  return force.reps.flatMap((rep): readonly PersonQuota[] => {
    const agreed = perUnit * Math.exp(quotas.spread * normal(random));
    const left = rep.leftOn >= 0 && rep.leftOn <= last;
    if (rep.hiredOn > last || (left && rep.leftOn <= first)) return [];
    return [
      {
        rep,
        months: months.map((month) => {
          const units = monthOf(rep, month, horizon.start);
          return units === undefined ? undefined : inHundreds(units * agreed);
        }),
        ...(rep.hiredOn > first ? { from: rep.hiredOn } : {}),
        ...(left ? { to: rep.leftOn - 1 } : {}),
      },
    ];
  });
};

/** The part of a month's quota that is in force, in euros: by days, as quotas are read. */
export const inForce = (quota: PersonQuota, month: Month): number => {
  const from = Math.max(month.first, quota.from ?? month.first);
  const to = Math.min(month.last, quota.to ?? month.last);
  const share = Math.max(0, to - from + 1) / (month.last - month.first + 1);
  return (quota.months[month.index] ?? 0) * share;
};

/** What a team is asked for by month: a little more than its people together. */
export const teamQuota = (people: readonly PersonQuota[], year: number): readonly number[] =>
  monthsOf(year).map((month) =>
    inHundreds(quotas.teamMargin * people.reduce((sum, quota) => sum + inForce(quota, month), 0)),
  );
