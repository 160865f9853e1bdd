import type { Kernel } from '../kernel.ts';
import { RecordProblem } from '../save/record-problem.ts';
import type { Behaviour } from './behaviour.ts';

/** ISO's code, in capitals; the corporate currency is what the others are measured by. */
export const currencyTypeBehaviour: Behaviour = {
  beforeSave: (_kernel, { row, before, system }) => {
    if (!/^[A-Z]{3}$/.test(String(row['IsoCode']))) {
      throw new RecordProblem('INVALID_CURRENCY_ISO', `Invalid currency: ${String(row['IsoCode'])}`, ['IsoCode']);
    }
    if (row['IsCorporate'] !== 1 || (system && before === undefined)) return;
    if (row['ConversionRate'] !== before?.['ConversionRate'] || row['IsActive'] !== 1) {
      const message = 'The corporate currency has the rate 1 and is active';
      throw new RecordProblem('FIELD_INTEGRITY_EXCEPTION', message, ['ConversionRate']);
    }
  },
};

const everAfter = '9999-12-31';

/** A rate lasts until the next of its currency begins. */
const chain = (kernel: Kernel, code: string): void => {
  const rows = kernel.database.rows(
    'SELECT "Id" AS id, "StartDate" AS start FROM "DatedConversionRate" WHERE "IsoCode" = ? ORDER BY "StartDate"',
    [code],
  );
  for (const [index, { id }] of rows.entries()) {
    const next = rows[index + 1]?.['start'] ?? everAfter;
    kernel.database.run(
      'UPDATE "DatedConversionRate" SET "NextStartDate" = ? WHERE "Id" = ? AND "NextStartDate" IS NOT ?',
      [next, id ?? null, next],
    );
  }
};

export const datedConversionRateBehaviour: Behaviour = {
  beforeSave: (kernel, { row, before }) => {
    const [code, start] = [row['IsoCode'] ?? null, row['StartDate'] ?? null];
    const twin =
      before === undefined &&
      kernel.database.row('SELECT 1 AS one FROM "DatedConversionRate" WHERE "IsoCode" = ? AND "StartDate" = ?', [
        code,
        start,
      ]);
    if (twin === false || twin === undefined) return;
    const message = `duplicate value found: there is a rate of ${String(code)} from ${String(start)} on`;
    throw new RecordProblem('DUPLICATE_VALUE', message, ['StartDate']);
  },
  afterSave: (kernel, changes) => {
    for (const code of new Set(changes.map(({ row }) => String(row['IsoCode'])))) chain(kernel, code);
  },
  afterRemove: (kernel, rows) => {
    for (const code of new Set(rows.map((row) => String(row['IsoCode'])))) chain(kernel, code);
  },
};
