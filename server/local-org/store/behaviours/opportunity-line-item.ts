import type { Row, SqlValue } from '../columns.ts';
import type { Kernel } from '../kernel.ts';
import { RecordProblem } from '../save/record-problem.ts';
import type { Behaviour, Change } from './behaviour.ts';
import { rollUpLineItems } from './opportunity.ts';

const hundred = 100n;

/** Products of scaled integers: divides by `divisor`, half away from zero. */
const divideRounded = (value: bigint, divisor: bigint): number => {
  const half = (value < 0n ? -divisor : divisor) / 2n;
  return Number((value + half) / divisor);
};

const isNull = (value: SqlValue | undefined): boolean => (value ?? null) === null;

const findEntry = (kernel: Kernel, row: Row, pricebook: SqlValue): Row => {
  const entry = isNull(row['PricebookEntryId'])
    ? kernel.database.row(
        'SELECT * FROM "PricebookEntry" WHERE "Product2Id" = ? AND "Pricebook2Id" = ? AND "IsDeleted" = 0',
        [row['Product2Id'] ?? null, pricebook],
      )
    : kernel.database.row('SELECT * FROM "PricebookEntry" WHERE "Id" = ? AND "IsDeleted" = 0', [
        row['PricebookEntryId'] ?? null,
      ]);
  if (entry === undefined) {
    throw new RecordProblem(
      'FIELD_INTEGRITY_EXCEPTION',
      'field integrity exception: PricebookEntryId (pricebook entry is required)',
      ['PricebookEntryId'],
    );
  }
  if (!isNull(pricebook) && entry['Pricebook2Id'] !== pricebook) {
    throw new RecordProblem(
      'FIELD_INTEGRITY_EXCEPTION',
      'field integrity exception: PricebookEntryId (pricebook entry is in a different pricebook than the one assigned to the opportunity)',
      ['PricebookEntryId'],
    );
  }
  return entry;
};

/** The product and its list price, through the price book of the deal, which the first product decides. */
const setProduct = (kernel: Kernel, row: Row): void => {
  const deal = kernel.database.row('SELECT "Name", "Pricebook2Id" FROM "Opportunity" WHERE "Id" = ?', [
    row['OpportunityId'] ?? null,
  ]);
  if (deal === undefined) return;
  const entry = findEntry(kernel, row, deal['Pricebook2Id'] ?? null);
  if (isNull(deal['Pricebook2Id'])) {
    kernel.database.run('UPDATE "Opportunity" SET "Pricebook2Id" = ? WHERE "Id" = ?', [
      entry['Pricebook2Id'] ?? null,
      row['OpportunityId'] ?? null,
    ]);
  }
  row['PricebookEntryId'] = entry['Id'] ?? null;
  row['Product2Id'] = entry['Product2Id'] ?? null;
  row['ListPrice'] = entry['UnitPrice'] ?? null;
  row['ProductCode'] = entry['ProductCode'] ?? null;
  row['Name'] = `${String(deal['Name'])} ${String(entry['Name'])}`.slice(0, 376);
};

const setPrice = ({ row, before, given }: Change): void => {
  const quantity = row['Quantity'] ?? null;
  if (quantity === null) return;
  if (BigInt(quantity) === 0n) {
    throw new RecordProblem('FIELD_INTEGRITY_EXCEPTION', 'field integrity exception: Quantity (may not be zero)', [
      'Quantity',
    ]);
  }
  const discount = BigInt(row['Discount'] ?? 0);
  const factor = hundred * hundred - discount;
  const byTotal = given.has('TotalPrice') && !isNull(row['TotalPrice']);
  const byUnit = given.has('UnitPrice') && !isNull(row['UnitPrice']);
  if (byTotal && byUnit && before !== undefined) {
    throw new RecordProblem('INVALID_FIELD', "Cannot change both 'UnitPrice' and 'TotalPrice' in update call", [
      'UnitPrice',
    ]);
  }
  if (byTotal && !byUnit && factor !== 0n) {
    const divisor = BigInt(quantity) * factor;
    row['UnitPrice'] = Number(
      (BigInt(row['TotalPrice'] ?? 0) * hundred * hundred * hundred * 2n + divisor) / (divisor * 2n),
    );
  }
  if (isNull(row['UnitPrice'])) row['UnitPrice'] = row['ListPrice'] ?? null;
  const subtotal = BigInt(row['UnitPrice'] ?? 0) * BigInt(quantity);
  row['Subtotal'] = divideRounded(subtotal, hundred);
  if (!byTotal || byUnit) row['TotalPrice'] = divideRounded(subtotal * factor, hundred * hundred * hundred);
};

const dealsOf = (rows: readonly Row[]): readonly string[] =>
  rows.flatMap((row) => (typeof row['OpportunityId'] === 'string' ? [row['OpportunityId']] : []));

export const lineItemBehaviour: Behaviour = {
  beforeSave: (kernel, change) => {
    if (change.before === undefined) setProduct(kernel, change.row);
    setPrice(change);
  },
  afterSave: (kernel, changes) => {
    // The importer that brings its own history brings it for the amounts of products, too.
    const quiet = changes.some((change) => change.options.withoutHistory === true);
    rollUpLineItems(kernel, dealsOf(changes.map(({ row }) => row)), changes[0]?.row['LastModifiedById'] ?? null, quiet);
  },
  afterRemove: (kernel, rows) => {
    rollUpLineItems(kernel, dealsOf(rows), rows[0]?.['LastModifiedById'] ?? null, false);
  },
};
