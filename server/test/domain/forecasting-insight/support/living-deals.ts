import type { Random } from '../../forecasting/support/random.ts';
import type { Change, ToldDeal } from './told-deals.ts';

/** What decides about deals in an invented company. */
export interface Nature {
  /** Odds of a win in a week are multiplied by this for every push so far; 1 = pushes mean nothing. */
  readonly perPush: number;
  /** Multiplied by this once a deal is in its stage for more than six weeks; 1 = that means nothing. */
  readonly whenLong: number;
}

/** Weekly chances by stage: to go on (from the last stage: to be won), and to be lost. */
const ONWARD = [0.22, 0.2, 0.2];
const LOST = [0.05, 0.05, 0.04];

/** One deal, lived week by week from its creation to at most `until`, with everything recorded. */
export function liveDeal(bornOn: number, until: number, nature: Nature, random: Random): ToldDeal {
  let stage = 0;
  let enteredOn = bornOn;
  let pushes = 0;
  let closeOn = bornOn + 45 + Math.floor(random.uniform() * 60);
  let amount = Math.round(Math.exp(random.normal() * 0.8) * 1_000_000);
  const changes: Change[] = [{ day: bornOn, stage, closeOn, amount }];
  for (let day = bornOn + 7; day <= until; day += 7) {
    const long = day - enteredOn > 42 ? nature.whenLong : 1;
    const onward = (ONWARD[stage] ?? 0) * nature.perPush ** pushes * long;
    if (random.uniform() < (LOST[stage] ?? 0)) {
      return { changes: [...changes, { day, stage: 4, closeOn: day, amount }], closed: { day, won: false } };
    }
    if (random.uniform() < onward) {
      if (stage === 2) {
        return { changes: [...changes, { day, stage: 3, closeOn: day, amount }], closed: { day, won: true } };
      }
      stage += 1;
      enteredOn = day;
      changes.push({ day, stage, closeOn, amount });
    } else if (closeOn <= day || random.uniform() < 0.03) {
      pushes += 1;
      closeOn = Math.max(day, closeOn) + 31;
      changes.push({ day, stage, closeOn, amount });
    } else if (random.uniform() < 0.05) {
      amount = Math.round(amount * (0.7 + 0.6 * random.uniform()));
      changes.push({ day, stage, closeOn, amount });
    }
  }
  return { changes };
}

/** A company's deals, created evenly between two days. */
export function liveDeals(count: number, from: number, until: number, nature: Nature, random: Random): ToldDeal[] {
  return Array.from({ length: count }, (_, index) =>
    liveDeal(from + Math.floor((index * (until - from)) / count), until, nature, random),
  );
}
