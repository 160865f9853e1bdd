import { subtract, type Money, type Ratio } from '../shared/index.ts';
import type { ScopeForecast } from '../forecasting/index.ts';
import { attainment, coverageA, coverageB, gap, openPipeline, partOf } from './attainment.ts';
import { chanceOfAttainment, type Quantiles } from './chance.ts';
import type { Pace } from './pace.ts';
import type { QuotaTable } from './quota-table.ts';

/** Where a scope stands against its quota in one quarter. Undefined = cannot be told, never 0. */
export interface Standing {
  readonly quota: Money | undefined;
  readonly attainment: Ratio | undefined;
  /** Won − quota, negative = short. */
  readonly gap: Money | undefined;
  readonly coverageA: Ratio | undefined;
  readonly coverageB: Ratio | undefined;
  readonly chance: Ratio | undefined;
  /** Share of the quarter's won usually in by today; only for the current quarter. */
  readonly paceExpected: Ratio | undefined;
  /** Won − quota × pace, negative = behind. */
  readonly paceGap: Money | undefined;
}

/** What {@link standing} compares. */
export interface StandingSources {
  readonly won: Money;
  /** Open pipeline closing in the quarter. */
  readonly open: Money;
  readonly quota: Money | undefined;
  /** What the whole quarter's won will be. */
  readonly outlook: Quantiles | undefined;
  readonly pace: Pace | undefined;
}

/** Compares one scope's quarter with its quota (definitions: attainment, coverage A and B of the KPI list, version 1). */
export function standing({ won, open, quota, outlook, pace }: StandingSources): Standing {
  return {
    quota,
    attainment: attainment(won, quota),
    gap: gap(won, quota),
    coverageA: coverageA(open, quota),
    coverageB: coverageB(open, quota, won),
    chance: chanceOfAttainment(won, quota, outlook),
    paceExpected: pace?.expected,
    paceGap: quota && pace && subtract(won, partOf(quota, pace.expected)),
  };
}

/** A standing and what it is of. */
export interface ScopeStanding extends Standing {
  readonly scopeKey: string;
  readonly periodKey: string;
}

/** The standing of every forecast, in the same order; the pace belongs to the current quarter alone. */
export function standings(
  forecasts: readonly ScopeForecast[],
  quotas: QuotaTable,
  currentPeriodKey: string,
  pace: Pace | undefined,
): readonly ScopeStanding[] {
  return forecasts.map((forecast) => {
    const { scopeKey, periodKey, won, model } = forecast;
    const quota = quotas.of(scopeKey, periodKey)?.amount;
    const usual = periodKey === currentPeriodKey ? pace : undefined;
    return {
      scopeKey,
      periodKey,
      ...standing({ won, open: openPipeline(forecast), quota, outlook: model, pace: usual }),
    };
  });
}
