import { percentText } from '../shared/index.ts';
import { wape } from './accuracy.ts';

/** One past quarter of a scope: both forecasts and what came. */
export interface Contest {
  readonly model: number;
  readonly naive: number;
  readonly actual: number;
}

/** Which forecast is published, and why, in a sentence. */
export interface Choice {
  readonly method: 'Model' | 'Naive';
  readonly reason: string;
}

/** Fewer quarters of its own are too few for a scope to decide alone: its level must agree. */
const FEWEST_ALONE = 4;

/**
 * The model is published only where its total error was smaller than that of repeating the last quarter: in the
 * scope's own past quarters, and with fewer than four of them at its level too (`level.name` completes "over …").
 * Quarters in which nothing was forecast and nothing came say nothing and do not count.
 */
export function chooseMethod(
  own: readonly Contest[],
  level: { readonly name: string; readonly contests: readonly Contest[] },
): Choice {
  const telling = own.filter(({ model, naive, actual }) => model !== 0 || naive !== 0 || actual !== 0);
  const ownSays = modelIsCloser(telling);
  if (telling.length >= FEWEST_ALONE || (telling.length > 0 && !ownSays)) return decided(ownSays, telling);

  const levelSays = modelIsCloser(level.contests);
  if (level.contests.length === own.length && telling.length > 0) return decided(levelSays, telling);
  const before =
    telling.length === 0 ? 'No past quarter of its own' : `Only ${quartersText(telling.length)} of its own`;
  const winner = levelSays ? 'the model was closer than repeating last quarter' : 'repeat last quarter was closer';
  return {
    method: levelSays ? 'Model' : 'Naive',
    reason: `${before}; over ${level.name} ${winner} (${figures(levelSays, level.contests)}).`,
  };
}

function modelIsCloser(contests: readonly Contest[]): boolean {
  const modelError = contests.reduce((sum, { model, actual }) => sum + Math.abs(actual - model), 0);
  const naiveError = contests.reduce((sum, { naive, actual }) => sum + Math.abs(actual - naive), 0);
  return modelError < naiveError;
}

function decided(model: boolean, contests: readonly Contest[]): Choice {
  const wins = contests.filter((contest) => modelIsCloser([contest])).length;
  const closer = model ? wins : contests.length - wins;
  const start = model ? 'Closer than repeating last quarter' : 'Repeat last quarter was closer';
  const often = `in ${closer} of ${quartersText(contests.length)}`;
  const total = figures(model, contests);
  const reason =
    2 * closer > contests.length
      ? `${start} ${often} (${total}).`
      : `${model ? 'The model' : 'Repeat last quarter'} had the smaller error in total (${total}), being closer ${often}.`;
  return { method: model ? 'Model' : 'Naive', reason };
}

/** The winner's error, then the other's. */
function figures(model: boolean, contests: readonly Contest[]): string {
  const ofModel = wape(contests.map((contest) => ({ forecast: contest.model, actual: contest.actual })));
  const ofNaive = wape(contests.map((contest) => ({ forecast: contest.naive, actual: contest.actual })));
  if (ofModel === undefined || ofNaive === undefined) return 'nothing was won in them';
  const [winner, other] = model ? [ofModel, ofNaive] : [ofNaive, ofModel];
  return `WAPE ${percentText(winner)} against ${percentText(other)}`;
}

function quartersText(count: number): string {
  return count === 1 ? '1 past quarter' : `${count} past quarters`;
}
