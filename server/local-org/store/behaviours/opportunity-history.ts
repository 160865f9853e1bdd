import type { Row } from '../columns.ts';
import { tableOf, type Kernel } from '../kernel.ts';
import type { Change } from './behaviour.ts';

/** Only a change of one of these makes a history row; owner and category do not. */
const tracked = ['StageName', 'Amount', 'Probability', 'CloseDate'];

const historyRow = (kernel: Kernel, { row, before }: Change): Row => {
  const inserted = before === undefined;
  const amountChanged = !inserted && row['Amount'] !== before['Amount'];
  const closeChanged = !inserted && row['CloseDate'] !== before['CloseDate'];
  return {
    Id: kernel.sequences.nextId(tableOf(kernel, 'OpportunityHistory').object),
    OpportunityId: row['Id'] ?? null,
    CreatedById: (inserted ? row['CreatedById'] : row['LastModifiedById']) ?? null,
    CreatedDate: (inserted ? row['CreatedDate'] : row['LastModifiedDate']) ?? null,
    StageName: row['StageName'] ?? null,
    Amount: row['Amount'] ?? null,
    ExpectedRevenue: row['ExpectedRevenue'] ?? null,
    CloseDate: row['CloseDate'] ?? null,
    Probability: row['Probability'] ?? null,
    PrevAmount: amountChanged ? (before['Amount'] ?? null) : null,
    PrevCloseDate: closeChanged ? (before['CloseDate'] ?? null) : null,
    ForecastCategory: row['ForecastCategory'] ?? null,
    SystemModstamp: row['SystemModstamp'] ?? null,
    IsDeleted: 0,
    // Kept where the org has several.
    CurrencyIsoCode: row['CurrencyIsoCode'] ?? null,
  };
};

/** One row of history per new deal and per change that counts. */
export const writeHistory = (kernel: Kernel, changes: readonly Change[]): void => {
  const table = tableOf(kernel, 'OpportunityHistory');
  for (const change of changes) {
    const { row, before, options } = change;
    if (options.withoutHistory === true) continue;
    if (before !== undefined && tracked.every((name) => row[name] === before[name])) continue;
    const history = historyRow(kernel, change);
    kernel.database.run(table.insertSql, table.insertValues(history));
    if (before === undefined) continue;
    for (const [name, link] of [
      ['Amount', 'LastAmountChangedHistoryId'],
      ['CloseDate', 'LastCloseDateChangedHistoryId'],
    ] as const) {
      if (row[name] === before[name]) continue;
      kernel.database.run(`UPDATE "Opportunity" SET "${link}" = ? WHERE "Id" = ?`, [
        history['Id'] ?? null,
        row['Id'] ?? null,
      ]);
    }
  }
};
