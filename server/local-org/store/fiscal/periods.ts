import type { Row } from '../columns.ts';
import { noteWrite, tableOf, type Kernel } from '../kernel.ts';
import { dayBefore, firstOfMonth, fiscalYearName, fiscalYearStart, type FiscalRule } from './fiscal-date.ts';
import { monthNames } from './month-names.ts';

const yearsBack = 6;
const yearsAhead = 3;

/** The organisation's fiscal rule, from its own record. */
export const fiscalRule = (kernel: Kernel): FiscalRule =>
  kernel.memory.of('Organization', () => {
    const row = kernel.database.row(
      'SELECT "FiscalYearStartMonth", "UsesStartDateAsFiscalYearName" FROM "Organization"',
    );
    return {
      startMonth: Number(row?.['FiscalYearStartMonth'] ?? 1),
      namedByStart: row?.['UsesStartDateAsFiscalYearName'] === 1,
    };
  });

const insert = (kernel: Kernel, objectName: string, row: Row): string => {
  const table = tableOf(kernel, objectName);
  const id = kernel.sequences.nextId(table.object);
  kernel.database.run(table.insertSql, table.insertValues({ ...row, Id: id }));
  return id;
};

const writeYear = (kernel: Kernel, rule: FiscalRule, start: number, now: number): void => {
  const name = String(fiscalYearName(rule, start));
  const settings = insert(kernel, 'FiscalYearSettings', {
    StartDate: firstOfMonth(start),
    EndDate: dayBefore(firstOfMonth(start + 12)),
    Name: name,
    IsStandardYear: 1,
    YearType: 'Standard',
    QuarterLabelScheme: 'NumberByYear',
    PeriodLabelScheme: 'NumberByYear',
    WeekLabelScheme: 'NumberByYear',
    WeekStartDay: 1,
    SystemModstamp: now,
  });
  const period = (type: string, from: number, length: number, number: number | null, label: string): string =>
    insert(kernel, 'Period', {
      FiscalYearSettingsId: settings,
      Type: type,
      StartDate: firstOfMonth(from),
      EndDate: dayBefore(firstOfMonth(from + length)),
      SystemModstamp: now,
      IsForecastPeriod: type === 'Quarter' || type === 'Month' ? 1 : 0,
      Number: number,
      FullyQualifiedLabel: `${label} FY ${name}`.trim(),
    });
  const year = period('Year', start, 12, null, '');
  for (let quarter = 0; quarter < 4; quarter += 1) {
    period('Quarter', start + quarter * 3, 3, quarter + 1, `FQ${quarter + 1}`);
  }
  for (let month = 0; month < 12; month += 1) {
    period('Month', start + month, 1, month + 1, monthNames[(start + month) % 12] ?? '');
  }
  kernel.database.run('UPDATE "FiscalYearSettings" SET "PeriodId" = ? WHERE "Id" = ?', [year, settings]);
};

/** Writes the fiscal years around today that the org does not have yet, each with its quarters and months. */
export const ensurePeriods = (kernel: Kernel): void => {
  const rule = fiscalRule(kernel);
  const now = kernel.clock.now();
  const current = fiscalYearStart(rule, kernel.clock.today());
  const known = new Set(
    kernel.database.rows('SELECT "StartDate" FROM "FiscalYearSettings"').map((row) => row['StartDate']),
  );
  for (let year = -yearsBack; year <= yearsAhead; year += 1) {
    const start = current + year * 12;
    if (!known.has(firstOfMonth(start))) writeYear(kernel, rule, start, now);
  }
  kernel.sequences.save();
};

/** The fiscal year begins in another month: periods are written anew, and every deal's fiscal fields with them. */
export const rewritePeriods = (kernel: Kernel): void => {
  kernel.database.run('DELETE FROM "Period"');
  kernel.database.run('DELETE FROM "FiscalYearSettings"');
  noteWrite(kernel, 'Organization');
  ensurePeriods(kernel);
  kernel.database.run(
    `UPDATE "Opportunity" SET
       "FiscalYear" = (SELECT CAST(s."Name" AS INTEGER) FROM "FiscalYearSettings" s
                        WHERE "Opportunity"."CloseDate" BETWEEN s."StartDate" AND s."EndDate"),
       "FiscalQuarter" = (SELECT p."Number" FROM "Period" p
                           WHERE p."Type" = 'Quarter' AND "Opportunity"."CloseDate" BETWEEN p."StartDate" AND p."EndDate")`,
  );
  kernel.database.run(`UPDATE "Opportunity" SET "Fiscal" = "FiscalYear" || ' ' || "FiscalQuarter"`);
};
