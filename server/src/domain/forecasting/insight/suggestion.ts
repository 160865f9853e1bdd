import type { DayNumber } from '../../shared/index.ts';
import type { DealState } from './deal-state.ts';
import { dateText } from './words.ts';

/** What {@link suggestionFor} looks at. */
export interface SuggestionSources {
  readonly state: DealState;
  readonly today: DayNumber;
  readonly expectedOn: DayNumber | undefined;
  readonly stale: string | undefined;
}

const WORTH_MOVING = 14;
const LONGEST = 255;

/** The one thing to do about a deal now, at most 255 characters; undefined where nothing calls for it. */
export function suggestionFor({ state, today, expectedOn, stale }: SuggestionSources): string | undefined {
  const { closeOn } = state;
  const likely = expectedOn === undefined ? 'a date to come' : dateText(expectedOn);
  if (closeOn < today) return `The close date has passed: move it to ${likely}, or close the deal.`;
  if (state.amount === undefined) return 'Enter an amount: without one the deal is in no total.';
  if (stale !== undefined) return `${stale}. Agree on a next step, or close the deal.`.slice(0, LONGEST);
  if (expectedOn !== undefined && expectedOn - closeOn >= WORTH_MOVING) {
    return `Deals like this one close later: move the close date to ${likely}, unless you know more.`;
  }
  return undefined;
}
