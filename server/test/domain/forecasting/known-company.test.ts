import { beforeAll, describe, expect, it } from 'vitest';
import { buildScopes, planForecasts, type DealTable } from '../../../src/domain/forecasting/index.ts';
import { currencyOf, dayNumber, type FiscalPeriod } from '../../../src/domain/shared/index.ts';
import { calendarYears } from './support/calendar.ts';
import { asKnownOn, liveThrough, ORDINARY, type CompanyShape } from './support/company.ts';
import { dealTable } from './support/deals.ts';
import { seeded } from './support/random.ts';
import { Scoreboard } from './support/scoreboard.ts';

const usd = currencyOf('USD');
const calendar = calendarYears(2022, 2026);
const SMALL = { ...ORDINARY, teams: 4, peoplePerTeam: 5 };

/** Plans on several days of a company's life and notes how the forecasts turned out. */
function rehearse(shape: CompanyShape, seeds: readonly number[], daysLeft: readonly number[]): Scoreboard {
  const board = new Scoreboard();
  for (const seed of seeds) {
    const { people, roles, rows } = liveThrough(shape, calendar, seeded(seed));
    const whole = dealTable(rows);
    const { scopes } = buildScopes({ people, roles, companyName: 'Known', dealOwners: whole.owner });
    const plan = (deals: DealTable, today: number) =>
      planForecasts({ deals, people, scopes, calendar, today, currency: usd });
    const came = new Map(
      plan(whole, lastDay(calendar.quarters.at(-1))).map((row) => [row.scopeKey + row.periodKey, row.won.minor]),
    );
    for (const quarter of [12, 14, 16, 17]) {
      const [now, before] = [calendar.quarters[quarter], calendar.quarters[quarter - 1]];
      for (const left of daysLeft) {
        const today = lastDay(now) - left;
        for (const row of plan(dealTable(asKnownOn(rows, today)), today)) {
          if (!row.model) continue;
          const when = row.periodKey === now?.key ? `this quarter, ${left} days left` : 'next quarter';
          const kind = `${row.scopeKey.split(':')[0] ?? ''}, ${when}`;
          const naive = came.get(row.scopeKey + (before?.key ?? '')) ?? NaN;
          board.note(kind, row, came.get(row.scopeKey + row.periodKey) ?? NaN, naive);
        }
      }
    }
  }
  return board;
}

const lastDay = (quarter: FiscalPeriod | undefined): number => {
  if (!quarter) throw new RangeError('No such quarter');
  return dayNumber(quarter.end);
};

describe('the model on a company of known nature', () => {
  let board = new Scoreboard();

  beforeAll(() => {
    board = rehearse(SMALL, [1, 2, 3], [70, 37, 10]);
  });

  it('beats repeating the last quarter at every level and horizon, and its bands hold about 80 %', () => {
    console.log(`A company with growth, seasons, shocks and a quarter-end rush:\n${board.text()}`);
    for (const level of ['total', 'team', 'person']) {
      for (const when of [
        'this quarter, 70 days left',
        'this quarter, 37 days left',
        'this quarter, 10 days left',
        'next quarter',
      ]) {
        const { wape, naiveWape } = board.score(`${level}, ${when}`);
        expect(wape, `${level}, ${when}`).toBeLessThan(0.9 * naiveWape);
      }
    }
    // Bands of teams and people, of which there are enough to tell: 80 % ± what 60 to 720 cases allow.
    for (const level of ['team', 'person']) {
      for (const left of [70, 37, 10]) {
        const { coverage } = board.score(`${level}, this quarter, ${left} days left`);
        expect(coverage).toBeGreaterThan(0.72);
        expect(coverage).toBeLessThan(0.93);
      }
    }
  });

  it('grows surer as the quarter goes on', () => {
    for (const level of ['team', 'person']) {
      const late = board.score(`${level}, this quarter, 10 days left`).wape;
      expect(late).toBeLessThan(0.7 * board.score(`${level}, this quarter, 70 days left`).wape);
    }
  });

  it('does no harm where nothing but noise is to be seen', () => {
    const noise: CompanyShape = {
      ...SMALL,
      seasons: [1, 1, 1, 1],
      growthPerQuarter: 0,
      shock: 0.3,
      quarterEndRush: 0,
      cycleDays: 20,
    };
    const dull = rehearse(noise, [5, 6], [85]);
    console.log(`A company without growth or seasons, its quarter barely begun:\n${dull.text()}`);
    for (const level of ['total', 'team', 'person']) {
      const { wape, naiveWape } = dull.score(`${level}, this quarter, 85 days left`);
      expect(wape, level).toBeLessThan(1.1 * naiveWape);
    }
  });
});
