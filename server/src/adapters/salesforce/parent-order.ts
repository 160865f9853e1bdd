import type { ResultKind, ResultRow } from '../../application/ports/result-rows.ts';
import { resultMaps } from './result-map.ts';

/**
 * Rows of the same parent next to each other. The CRM locks a parent while its children are written: where they are
 * spread over calls at once, these calls wait for each other, or are refused.
 */
export const inParentOrder = (kind: ResultKind, rows: readonly ResultRow[]): readonly ResultRow[] => {
  const references = Object.entries(resultMaps[kind].fields)
    .filter(([, { type }]) => type === 'reference')
    .map(([name]) => name);
  if (references.length === 0 && kind !== 'insight') return rows;
  const parentOf = ({ key, content }: ResultRow): string =>
    references.length === 0 ? key : references.map((name) => content[name] ?? '').join('|');
  const keyed = rows.map((row): readonly [string, ResultRow] => [parentOf(row), row]);
  return keyed.sort(([one], [other]) => (one < other ? -1 : Number(one > other))).map(([, row]) => row);
};
