import { dayNumber, daysIn, type DayNumber, type FiscalPeriod } from '../shared/index.ts';
import { countConversions, noConversions } from './conversion-counts.ts';
import { fitConversion } from './conversion.ts';
import { originAt, type Origin, type Scenery } from './origin.ts';
import type { PlannedQuarters } from './planned-quarters.ts';
import { knownQuarters } from './quarterly-series.ts';

/** The origins of one quarter: at the as-of day's place in it, and where there is room a week later and earlier. */
export interface QuarterOrigins {
  readonly quarter: number;
  /** The first is at the same days left as the as-of day; the others only widen the sample of errors. */
  readonly origins: readonly Origin[];
  /** Days left at each origin. */
  readonly daysLeft: readonly number[];
}

const NEIGHBOURS = [0, -7, 7];

/**
 * Sees the past quarters as they were at the same number of days before their end, and the current one today (last).
 * Past quarters without any complete quarter before them are left out. Each origin learns only from days up to its
 * own; days are walked once.
 */
export function rollingOrigins(
  scenery: Scenery,
  planned: PlannedQuarters,
  today: DayNumber,
  onProgress: (done: number, total: number) => void,
): readonly QuarterOrigins[] {
  const wanted = originDays(scenery.quarters, planned, today);
  const byDay = wanted.toSorted((a, b) => a.day - b.day);
  const counts = noConversions(scenery.index.scopes.length);
  const found = new Map<OriginDay, Origin>();
  let learntTo = scenery.clock.firstDay - 1;
  for (const [done, place] of byDay.entries()) {
    onProgress(done, byDay.length);
    countConversions(counts, scenery.timeline, scenery.clock, learntTo, place.day);
    learntTo = Math.max(learntTo, place.day);
    found.set(place, originAt(scenery, fitConversion(counts), place.day, place.quarter));
  }
  onProgress(byDay.length, byDay.length);

  const rows = Map.groupBy(wanted, ({ quarter }) => quarter);
  return [...rows].flatMap(([quarter, places]): readonly QuarterOrigins[] => {
    const origins = places.flatMap((place) => found.get(place) ?? []);
    const earliest = origins.reduce((a, b) => (b.day < a.day ? b : a));
    const { first, end } = knownQuarters(earliest);
    const known = quarter === planned.current || end > first;
    return known ? [{ quarter, origins, daysLeft: places.map(({ daysLeft }) => daysLeft) }] : [];
  });
}

interface OriginDay {
  readonly quarter: number;
  readonly day: DayNumber;
  readonly daysLeft: number;
}

function originDays(
  quarters: readonly FiscalPeriod[],
  { first, current }: PlannedQuarters,
  today: DayNumber,
): readonly OriginDay[] {
  const now = quarters[current];
  if (!now) return [];
  const daysLeft = dayNumber(now.end) - today;
  const days: OriginDay[] = [];
  for (const [offset, period] of quarters.slice(first, current).entries()) {
    const longest = daysIn(period) - 1;
    const here = Math.min(daysLeft, longest);
    for (const shift of NEIGHBOURS) {
      const left = here + shift;
      if (left < 0 || left > longest) continue;
      days.push({ quarter: first + offset, day: dayNumber(period.end) - left, daysLeft: left });
    }
  }
  return [...days, { quarter: current, day: today, daysLeft }];
}
