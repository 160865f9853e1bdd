import type { Row, SqlValue } from '../columns.ts';
import { tableOf, type Kernel } from '../kernel.ts';
import type { Behaviour, Change } from './behaviour.ts';

/** A share of an amount to the cent, half away from zero; percentages have two decimals. */
const share = (amount: SqlValue | undefined, percentage: SqlValue | undefined): SqlValue => {
  if (amount === null || amount === undefined) return null;
  const product = BigInt(amount) * BigInt(percentage ?? 0);
  return Number((product + (product < 0n ? -5000n : 5000n)) / 10_000n);
};

export const opportunitySplitBehaviour: Behaviour = {
  beforeSave: (kernel, { row }) => {
    const deal = kernel.database.row('SELECT "Amount" AS amount FROM "Opportunity" WHERE "Id" = ?', [
      row['OpportunityId'] ?? null,
    ]);
    row['SplitAmount'] = share(deal?.['amount'], row['SplitPercentage']);
  },
};

/** A new deal is its owner's, in every kind of split that has to add up. */
const ownersShare = (kernel: Kernel, { row }: Change): void => {
  const table = tableOf(kernel, 'OpportunitySplit');
  const types = kernel.database.rows(
    'SELECT "Id" AS id FROM "OpportunitySplitType" WHERE "IsActive" = 1 AND "IsTotalValidated" = 1',
  );
  for (const { id } of types) {
    const split: Row = {
      Id: kernel.sequences.nextId(table.object),
      IsDeleted: 0,
      OpportunityId: row['Id'] ?? null,
      SplitOwnerId: row['OwnerId'] ?? null,
      SplitTypeId: id ?? null,
      SplitPercentage: 10_000,
      SplitAmount: row['Amount'] ?? null,
      CurrencyIsoCode: row['CurrencyIsoCode'] ?? null,
      CreatedDate: row['CreatedDate'] ?? null,
      CreatedById: row['CreatedById'] ?? null,
      LastModifiedDate: row['CreatedDate'] ?? null,
      LastModifiedById: row['CreatedById'] ?? null,
      SystemModstamp: row['SystemModstamp'] ?? null,
    };
    kernel.database.run(table.insertSql, table.insertValues(split));
  }
};

/** Splits follow the amount of their deal. */
export const splitDeals = (kernel: Kernel, changes: readonly Change[]): void => {
  if (!kernel.tables.has('OpportunitySplit')) return;
  for (const change of changes) {
    const { row, before } = change;
    if (before === undefined) {
      ownersShare(kernel, change);
      continue;
    }
    if (before['Amount'] === row['Amount']) continue;
    const splits = kernel.database.rows(
      'SELECT "Id" AS id, "SplitPercentage" AS percentage FROM "OpportunitySplit" WHERE "OpportunityId" = ?',
      [row['Id'] ?? null],
    );
    for (const { id, percentage } of splits) {
      kernel.database.run('UPDATE "OpportunitySplit" SET "SplitAmount" = ?, "SystemModstamp" = ? WHERE "Id" = ?', [
        share(row['Amount'], percentage),
        kernel.clock.now(),
        id ?? null,
      ]);
    }
  }
};
