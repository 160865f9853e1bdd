import { childDifferences, mergeRows, scopeKeyOf } from './across-rows.ts';
import { readHeader } from './header.ts';
import { readRow, type ReadRow } from './read-row.ts';
import type { AcceptedQuota, CheckedQuotas, ChildDifference, CsvLine, Finding, QuotaImportContext } from './types.ts';
import { directory } from './whose.ts';

/** Findings listed; the rest is counted. */
const MOST_LISTED = 1000;

/**
 * Checks a quota file, header first, one row per person or team (several where quotas follow each other in time).
 *
 * Everything wrong is told at once, by line and column, with what to do; a file with any error must not be written at
 * all (`summary.importable`). `accepted` is what stands after the check, for the preview. A header that cannot be
 * understood ends the check: nobody knows what the cells below it mean.
 */
export function checkQuotaRows(rows: readonly CsvLine[], context: QuotaImportContext): CheckedQuotas {
  const [header, ...below] = rows;
  const lines = below.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (!header) {
    const text = 'The file is empty';
    return conclude(0, [], [{ line: 1, column: '1', reason: 'empty', text, remedy: 'Choose another file.' }], [], []);
  }
  const { columns, errors: headerErrors } = readHeader(header, context.months);
  if (headerErrors.length > 0) return conclude(lines.length, [], headerErrors, [], []);
  const errors: Finding[] = [];
  const warnings: Finding[] = [];
  const known = directory(context.people, context.teams);
  const byScope = new Map<string, ReadRow[]>();
  for (const line of lines) {
    const reading = readRow(line, columns, context, known);
    errors.push(...reading.errors);
    warnings.push(...reading.warnings);
    if (!reading.row) continue;
    const key = scopeKeyOf(reading.row);
    const others = byScope.get(key);
    if (others) others.push(reading.row);
    else byScope.set(key, [reading.row]);
  }
  const accepted: AcceptedQuota[] = [];
  for (const own of byScope.values()) {
    const merged = mergeRows(own, context.months);
    errors.push(...merged.errors);
    warnings.push(...merged.warnings);
    if (merged.quota) accepted.push(merged.quota);
  }
  if (lines.length === 0) {
    errors.push({
      line: 1,
      column: '1',
      reason: 'empty',
      text: 'The file has no rows',
      remedy: 'Choose another file.',
    });
  }
  const differences = childDifferences(accepted, context);
  for (const { teamKey, name } of differences) {
    const line = accepted.find(({ scopeKey }) => scopeKey === teamKey)?.line ?? 1;
    const text = `The quota of ${name} is not the sum of those below it`;
    const remedy = 'The team keeps its own quota; see the difference in the summary.';
    warnings.push({ line, column: columns.titles[columns.team] ?? 'Team', reason: 'children-differ', text, remedy });
  }
  return conclude(lines.length, accepted, errors, warnings, differences);
}

function conclude(
  lines: number,
  accepted: readonly AcceptedQuota[],
  errors: readonly Finding[],
  warnings: readonly Finding[],
  differences: readonly ChildDifference[],
): CheckedQuotas {
  const people = accepted.filter(({ personId }) => personId !== undefined);
  const totals = new Map<string, number>();
  for (const { currency, total } of people) totals.set(currency, (totals.get(currency) ?? 0) + total);
  return {
    accepted: accepted.toSorted((a, b) => a.line - b.line),
    errors: listed(errors),
    warnings: listed(warnings),
    summary: {
      lines,
      people: people.length,
      teams: accepted.length - people.length,
      totals: [...totals].map(([currency, total]) => ({ currency, total })),
      differences,
      errors: errors.length,
      warnings: warnings.length,
      importable: errors.length === 0,
    },
  };
}

function listed(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.line - b.line).slice(0, MOST_LISTED);
}
