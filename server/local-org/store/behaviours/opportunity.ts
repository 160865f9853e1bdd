import { forecastCategories, forecastCategoryNames } from '../../metadata/standard/opportunity.ts';
import type { Row, SqlValue } from '../columns.ts';
import { fiscalDate, monthNumber } from '../fiscal/fiscal-date.ts';
import { fiscalRule } from '../fiscal/periods.ts';
import { tableOf, type Kernel } from '../kernel.ts';
import { RecordProblem } from '../save/record-problem.ts';
import type { Behaviour, Change } from './behaviour.ts';
import { writeFieldHistory } from './field-history.ts';
import { writeHistory } from './opportunity-history.ts';
import { splitDeals } from './opportunity-split.ts';
import { stageOf } from './stage.ts';

/** Amount × probability, to the cent, half away from zero: integers all the way. */
const expectedRevenue = (amount: SqlValue | undefined, probability: SqlValue | undefined): SqlValue => {
  if (amount === null || amount === undefined) return null;
  const product = BigInt(amount) * BigInt(Number(probability ?? 0));
  const half = product < 0n ? -50n : 50n;
  const rounded = (product + half) / 100n;
  return rounded >= BigInt(Number.MIN_SAFE_INTEGER) && rounded <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(rounded)
    : rounded;
};

const setStage = (kernel: Kernel, { row, before, given }: Change): void => {
  const stage = stageOf(kernel, String(row['StageName']));
  const moved = before === undefined || before['StageName'] !== row['StageName'];
  row['IsClosed'] = stage.isClosed ? 1 : 0;
  row['IsWon'] = stage.isWon ? 1 : 0;
  if ((moved && !given.has('Probability')) || (row['Probability'] ?? null) === null) {
    row['Probability'] = stage.probability;
  }
  if (given.has('ForecastCategoryName') && (row['ForecastCategoryName'] ?? null) !== null) {
    const index = forecastCategoryNames.indexOf(String(row['ForecastCategoryName']));
    if (index < 0) {
      throw new RecordProblem(
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        `Forecast Category: bad value for restricted picklist field: ${String(row['ForecastCategoryName'])}`,
        ['ForecastCategoryName'],
      );
    }
    row['ForecastCategory'] = forecastCategories[index] ?? null;
  } else if (moved) {
    row['ForecastCategory'] = stage.category;
    row['ForecastCategoryName'] = stage.categoryName;
  }
};

const setDates = (kernel: Kernel, { row, before, given, system }: Change): void => {
  const close = row['CloseDate'];
  if (typeof close === 'string' && (row['FiscalYear'] === undefined || before?.['CloseDate'] !== close)) {
    const fiscal = fiscalDate(fiscalRule(kernel), close);
    row['FiscalYear'] = fiscal.year;
    row['FiscalQuarter'] = fiscal.quarter;
    row['Fiscal'] = `${fiscal.year} ${fiscal.quarter}`;
  }
  if (before === undefined) {
    row['PushCount'] ??= 0;
    return;
  }
  const closeBefore = before['CloseDate'];
  const pushed =
    typeof close === 'string' && typeof closeBefore === 'string' && monthNumber(close) > monthNumber(closeBefore);
  if (pushed && !(system && given.has('PushCount'))) row['PushCount'] = Number(before['PushCount'] ?? 0) + 1;
  if (before['StageName'] !== row['StageName'] && !(system && given.has('LastStageChangeDate'))) {
    row['LastStageChangeDate'] = row['SystemModstamp'] ?? null;
  }
};

/** Fields of an opportunity that follow from others. */
export const deriveOpportunity = (kernel: Kernel, change: Change): void => {
  const { row, before, given } = change;
  // Salesforce does not refuse an amount on a deal with products: it ignores it.
  if (before?.['HasOpportunityLineItem'] === 1 && given.has('Amount')) row['Amount'] = before['Amount'] ?? null;
  if (before?.['HasOpportunityLineItem'] === 1 && row['Pricebook2Id'] !== before['Pricebook2Id']) {
    throw new RecordProblem(
      'FIELD_INTEGRITY_EXCEPTION',
      'field integrity exception: Pricebook2Id (cannot change the price book of an opportunity that has products)',
      ['Pricebook2Id'],
    );
  }
  if ((row['StageName'] ?? null) !== null) setStage(kernel, change);
  setDates(kernel, change);
  row['ExpectedRevenue'] = expectedRevenue(row['Amount'], row['Probability']);
};

/** Recomputes deals from their products: amount, quantity, and whether there are any. */
export const rollUpLineItems = (
  kernel: Kernel,
  opportunityIds: Iterable<string>,
  userId: SqlValue,
  withoutHistory: boolean,
): void => {
  const table = tableOf(kernel, 'Opportunity');
  const changes: Change[] = [];
  const now = kernel.clock.now();
  for (const id of new Set(opportunityIds)) {
    const before = kernel.database.row('SELECT * FROM "Opportunity" WHERE "Id" = ?', [id]);
    if (before === undefined) continue;
    const sums = kernel.database.row(
      `SELECT count(*) AS lines, sum("TotalPrice") AS amount, sum("Quantity") AS quantity
         FROM "OpportunityLineItem" WHERE "OpportunityId" = ? AND "IsDeleted" = 0`,
      [id],
    );
    const hasLines = Number(sums?.['lines'] ?? 0) > 0;
    const row: Row = {
      ...before,
      HasOpportunityLineItem: hasLines ? 1 : 0,
      SystemModstamp: now,
      // A load that brings its own past keeps who changed the deal, and when.
      ...(withoutHistory ? {} : { LastModifiedDate: now, LastModifiedById: userId }),
      // When the last product goes, the amount stays as it was and is a person's again.
      ...(hasLines ? { Amount: sums?.['amount'] ?? null, TotalOpportunityQuantity: sums?.['quantity'] ?? null } : {}),
    };
    row['ExpectedRevenue'] = expectedRevenue(row['Amount'], row['Probability']);
    changes.push({ row, before, given: new Set(), options: { withoutHistory }, system: true });
  }
  for (const { row, before } of changes) {
    const changed = Object.keys(row).filter((name) => row[name] !== before?.[name]);
    kernel.database.run(table.updateSql(changed), table.updateValues(row, changed));
  }
  writeHistory(kernel, changes);
  splitDeals(kernel, changes);
};

export const opportunityBehaviour: Behaviour = {
  beforeSave: deriveOpportunity,
  afterSave: (kernel, changes) => {
    writeHistory(kernel, changes);
    writeFieldHistory(kernel, changes);
    splitDeals(kernel, changes);
  },
  afterRemove: (kernel, rows) => {
    for (const row of rows) {
      for (const child of ['OpportunityLineItem', 'OpportunityHistory']) {
        kernel.database.run(`UPDATE "${child}" SET "IsDeleted" = 1, "SystemModstamp" = ? WHERE "OpportunityId" = ?`, [
          kernel.clock.now(),
          row['Id'] ?? null,
        ]);
      }
    }
  },
};
