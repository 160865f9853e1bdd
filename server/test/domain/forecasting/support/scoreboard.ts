import type { ScopeForecast } from '../../../../src/domain/forecasting/index.ts';

/** How published forecasts of one kind did. */
export interface Score {
  readonly count: number;
  readonly wape: number;
  readonly naiveWape: number;
  readonly coverage: number;
  readonly models: number;
}

/** Collects published forecasts beside what came and what repeating the last quarter would have said. */
export class Scoreboard {
  readonly #rows = new Map<string, { actual: number; naive: number; forecast: ScopeForecast }[]>();

  note(kind: string, forecast: ScopeForecast, actual: number, naive: number): void {
    this.#rows.set(kind, [...(this.#rows.get(kind) ?? []), { actual, naive, forecast }]);
  }

  score(kind: string): Score {
    const rows = (this.#rows.get(kind) ?? []).flatMap(({ forecast: { model, method }, actual, naive }) =>
      model ? [{ model, method, actual, naive }] : [],
    );
    const size = rows.reduce((sum, { actual }) => sum + Math.abs(actual), 0);
    const inside = rows.filter(({ model, actual }) => actual >= model.p10.minor && actual <= model.p90.minor);
    return {
      count: rows.length,
      wape: rows.reduce((sum, { model, actual }) => sum + Math.abs(actual - model.mean.minor), 0) / size,
      naiveWape: rows.reduce((sum, { naive, actual }) => sum + Math.abs(actual - naive), 0) / size,
      coverage: inside.length / rows.length,
      models: rows.filter(({ method }) => method === 'Model').length / rows.length,
    };
  }

  /** One line per kind, for people. */
  text(): string {
    const percent = (value: number): string => `${(100 * value).toFixed(1).padStart(5)} %`;
    return [...this.#rows.keys()]
      .map((kind) => {
        const { count, wape, naiveWape, coverage, models } = this.score(kind);
        const errors = `WAPE ${percent(wape)}, repeat last quarter ${percent(naiveWape)}`;
        return `${kind.padEnd(26)} n ${String(count).padStart(4)}  ${errors}, inside P10–P90 ${percent(coverage)}, model ${percent(models)}`;
      })
      .join('\n');
  }
}
