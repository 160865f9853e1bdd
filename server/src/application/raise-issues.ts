import { CrmFailure } from './ports/crm-failure.ts';
import type { DataIssue, DataIssues } from './ports/data-issues.ts';
import type { ResultContent } from './ports/result-rows.ts';
import { remedyFor } from './refusal-remedies.ts';
import type { WriteBackCounts } from './write-back.ts';

/** What administrators see of rows that could not be written, in the list of data issues. */
export const writeBackRule = 'Write-back';

/** More than anybody goes through; the run's message tells the number. */
const mostIssues = 200;
const mostFields = 12;

/**
 * Shows what was left alone as data issues, each once, and resolves those that are settled by now.
 * @returns What could not be shown, in words; nothing here keeps a run from going on.
 */
export const raiseIssues = async (
  issues: DataIssues,
  { deadLetters, conflicts }: Pick<WriteBackCounts, 'deadLetters' | 'conflicts'>,
  runId: string,
  today: string,
): Promise<readonly string[]> => {
  const wanted = [...conflicts.map(conflictIssue), ...deadLetters.map(deadLetterIssue)].slice(0, mostIssues);
  try {
    const open = await issues.open(writeBackRule);
    const fresh = wanted.filter(({ key, description }) => open.get(key) !== description);
    const keys = new Set(wanted.map(({ key }) => key));
    const settled = [...open.keys()].filter((key) => !keys.has(key));
    const untold = fresh.length === 0 ? [] : await issues.raise(fresh, runId, today);
    const unresolved = settled.length === 0 ? [] : await issues.resolve(settled, today);
    return [...untold, ...unresolved].slice(0, 5);
  } catch (error) {
    if (!(error instanceof CrmFailure)) throw error;
    return [`What was left alone could not be shown as data issues: ${error.message}`];
  }
};

const keyOf = (kind: string, key: string): string => `write-back|${kind}|${key}`;

const deadLetterIssue = ({
  kind,
  key,
  name,
  reason,
  attempts,
  since,
}: WriteBackCounts['deadLetters'][number]): DataIssue => ({
  key: keyOf(kind, key),
  rule: writeBackRule,
  kind,
  rowKey: key,
  subject: name,
  description: `The CRM has refused this row ${attempts} times since ${since}, so it shows older values or is missing: ${reason}`,
  fix: remedyFor(reason),
});

const conflictIssue = ({ kind, key, planned, edit }: WriteBackCounts['conflicts'][number]): DataIssue => ({
  key: keyOf(kind, key),
  rule: writeBackRule,
  kind,
  rowKey: key,
  subject: planned['name'] ?? key,
  description: `${edit.by} changed this row at ${edit.at}, and it was left alone. ${differences(planned, edit.content)}`,
  fix: 'Put the companion’s values back, or let it write them over the edit: takt dead-letters --retry.',
});

/** Field by field what stands in the CRM and what the companion has. */
const differences = (planned: ResultContent, held: ResultContent): string => {
  const named = Object.keys(planned).filter((name) => name !== 'ownerId' && planned[name] !== (held[name] ?? null));
  const told = named
    .slice(0, mostFields)
    .map((name) => `${name}: in the CRM ${shown(held[name])}, computed ${shown(planned[name])}.`);
  return [...told, ...(named.length > told.length ? [`And ${named.length - told.length} more fields.`] : [])].join(' ');
};

const shown = (value: string | null | undefined): string =>
  value === null || value === undefined ? 'nothing' : `"${value}"`;
