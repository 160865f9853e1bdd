import type { BackTest, Scope, ScopeForecast } from '../domain/forecasting/index.ts';
import type { Standing } from '../domain/quota/index.ts';
import { toDecimalString, type FiscalPeriod, type Money, type Ratio } from '../domain/shared/index.ts';
import type { ResultRow } from './ports/result-rows.ts';

const longestName = 80;
const longestReason = 255;
/** Percent fields hold five digits before the point; a greater error says nothing but "useless", and is unknown. */
const largestPercent = 99_999.99;
/** Coverage fields hold six digits before the point. */
const largestCoverage = 999_999.99;

/** A fiscal period as a row of the CRM. */
export const periodRow = (period: FiscalPeriod, calendarVersion: string): ResultRow => ({
  kind: 'period',
  key: period.key,
  content: {
    name: cut(period.label, longestName),
    type: period.type,
    start: period.start,
    end: period.end,
    number: String(period.number),
    fiscalYear: textOf(period.fiscalYear),
    calendarVersion,
  },
});

/**
 * A scope as a row of the CRM.
 * @param serviceUserId Owns what no active person owns.
 * @param today From when a new scope counts.
 */
export const scopeRow = (scope: Scope, serviceUserId: string, today: string): ResultRow => ({
  kind: 'scope',
  key: scope.key,
  content: {
    name: cut(scope.name, longestName),
    ownerId: scope.rowOwnerId ?? serviceUserId,
    type: scope.type,
    parentKey: scope.parentKey ?? null,
    personId: scope.personId ?? null,
    managerId: scope.managerId ?? null,
    effectiveTo: null,
  },
  onCreation: { effectiveFrom: today },
});

/** A scope's forecast for a period, and where it stands against its quota, as a row of the CRM. */
export const forecastRow = (
  forecast: ScopeForecast,
  standing: Standing | undefined,
  scope: Scope,
  period: FiscalPeriod,
  serviceUserId: string,
): ResultRow => {
  const { model, backtest } = forecast;
  return {
    kind: 'forecast',
    key: `${scope.key}|${period.key}`,
    content: {
      name: cut(`${scope.name} · ${period.label}`, longestName, ` · ${period.label}`),
      ownerId: scope.rowOwnerId ?? serviceUserId,
      scopeKey: scope.key,
      scopeType: scope.type,
      periodKey: period.key,
      personId: scope.personId ?? null,
      currency: forecast.won.currency,
      won: moneyText(forecast.won),
      commit: moneyText(forecast.commit),
      bestCase: moneyText(forecast.bestCase),
      pipeline: moneyText(forecast.pipeline),
      weighted: moneyText(forecast.weighted),
      modelMean: moneyText(model?.mean),
      modelP10: moneyText(model?.p10),
      modelP50: moneyText(model?.p50),
      modelP90: moneyText(model?.p90),
      newBusiness: moneyText(model?.newBusiness),
      openDeals: String(forecast.openDeals),
      wonDeals: String(forecast.wonDeals),
      dealsWithoutAmount: String(forecast.dealsWithoutAmount),
      method: forecast.method,
      methodReason: cut(forecast.methodReason, longestReason),
      ...standingContent(standing),
      ...backTestContent(backtest),
    },
  };
};

const standingContent = (standing: Standing | undefined): ResultRow['content'] => ({
  quota: moneyText(standing?.quota),
  attainment: percentOf(standing?.attainment),
  gap: moneyText(standing?.gap),
  chanceOfAttainment: percentOf(standing?.chance),
  paceExpected: percentOf(standing?.paceExpected),
  coverageA: coverageText(standing?.coverageA),
  coverageB: coverageText(standing?.coverageB),
});

const backTestContent = (backtest: BackTest | undefined): ResultRow['content'] => ({
  backtestWape: percentOf(backtest?.wape),
  backtestNaiveWape: percentOf(backtest?.naiveWape),
  backtestBias: percentOf(backtest?.bias),
  backtestCoverage: percentOf(backtest?.coverage),
  backtestCount: backtest === undefined ? null : String(backtest.count),
  backtestBandCount: backtest === undefined ? null : String(backtest.bandCount),
});

const moneyText = (amount: Money | undefined): string | null =>
  amount === undefined ? null : withoutTrailingZeros(toDecimalString(amount));

const percentOf = (share: Ratio | undefined): string | null => {
  if (share === undefined || Math.abs(share * 100) > largestPercent) return null;
  return withoutTrailingZeros((share * 100).toFixed(2));
};

const coverageText = (coverage: Ratio | undefined): string | null =>
  coverage === undefined || Math.abs(coverage) > largestCoverage ? null : withoutTrailingZeros(coverage.toFixed(2));

const withoutTrailingZeros = (decimal: string): string =>
  decimal
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/^-0$/, '0');

/** The CRM trims texts and keeps no empty ones. */
const textOf = (text: string): string | null => {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
};

/** The text within the field's length, its ending kept; never half a character. */
export const cut = (text: string, length: number, ending = ''): string | null => {
  if (text.trim().length <= length) return textOf(text);
  let kept = '';
  for (const character of text.trim()) {
    if (kept.length + character.length + 1 + ending.length > length) break;
    kept += character;
  }
  return `${kept.trimEnd()}…${ending}`;
};
