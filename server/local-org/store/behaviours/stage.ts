import type { Kernel } from '../kernel.ts';

/** What a stage of the sales process implies. */
export interface Stage {
  readonly probability: number;
  readonly category: string;
  readonly categoryName: string;
  readonly isClosed: boolean;
  readonly isWon: boolean;
}

/** A stage that nobody defined: open, in the pipeline, worth nothing yet. */
const unknownStage: Stage = {
  probability: 0,
  category: 'Pipeline',
  categoryName: 'Pipeline',
  isClosed: false,
  isWon: false,
};

export const stageOf = (kernel: Kernel, name: string): Stage =>
  kernel.memory
    .of('OpportunityStage', () => {
      const rows = kernel.database.rows('SELECT * FROM "OpportunityStage"');
      return new Map(
        rows.map((row): readonly [string, Stage] => [
          String(row['MasterLabel']).toLowerCase(),
          {
            probability: Number(row['DefaultProbability'] ?? 0),
            category: String(row['ForecastCategory']),
            categoryName: String(row['ForecastCategoryName']),
            isClosed: row['IsClosed'] === 1,
            isWon: row['IsWon'] === 1,
          },
        ]),
      );
    })
    .get(name.toLowerCase()) ?? unknownStage;
