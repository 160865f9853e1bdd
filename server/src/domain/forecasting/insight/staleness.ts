import type { DayNumber } from '../../shared/index.ts';
import type { DealState } from './deal-state.ts';
import type { UsualDeals } from './usual-deals.ts';
import { daysText } from './words.ts';

/**
 * Why a deal is stale, or undefined where it is not: quiet, or in its stage, for longer than nine in ten of the deals
 * that were won. `activeOn` is the last activity with the customer where the CRM knows it: it breaks the quiet.
 */
export function staleReason(
  state: DealState,
  usual: UsualDeals,
  stageName: string,
  today: DayNumber,
  activeOn: DayNumber | undefined,
): string | undefined {
  const { stage, stageSince, changedOn } = state;
  const longQuiet = usual.longQuiet[stage];
  const longStay = usual.longStay[stage];
  if (changedOn !== undefined && longQuiet !== undefined) {
    const quiet = today - Math.max(changedOn, Math.min(activeOn ?? changedOn, today));
    if (quiet > longQuiet) return `Quiet for ${daysText(quiet)}; deals that were won ${Math.round(longQuiet)} at most`;
  }
  if (stageSince !== undefined && longStay !== undefined && today - stageSince > longStay) {
    const stay = daysText(today - stageSince);
    return `${stay} in ${stageName}; deals that were won ${Math.round(longStay)} at most`;
  }
  return undefined;
}
