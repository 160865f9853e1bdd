import type { ReadPlan } from '../../application/ports/crm-reader.ts';
import { quotedName, type Session } from './session.ts';

/** Columns by which a row belongs to another record, and goes with it. */
export const owningColumns = [
  ['opportunity_history', 'opportunity_id'],
  ['opportunity_field_history', 'opportunity_id'],
  ['opportunity_line_item', 'opportunity_id'],
  ['opportunity_split', 'opportunity_id'],
  ['line_item_schedule', 'line_item_id'],
  ['deal_snapshot', 'opportunity_id'],
] as const;

/** What stays of an erased id: enough to know it again, and nothing to find it by. */
export const digestOf = (id: string): string => `encode(sha256(convert_to(${id}, 'UTF8')), 'hex')`;

/**
 * Takes erased records, and what belongs to them, out of rows that were read but are not merged yet.
 * @param staging As it stands in a statement. @returns how many
 */
export const dropErased = async (session: Session, staging: string, { table, columns }: ReadPlan): Promise<number> => {
  // Mostly there are none, and a digest for each of a million rows takes its time.
  const { rows } = await session.query('SELECT FROM erased_record LIMIT 1');
  if (rows.length === 0) return 0;
  const owning = owningColumns.flatMap(([owned, column]) => (owned === table.name ? [column] : []));
  let dropped = 0;
  for (const column of ['id', ...owning].filter((name) => columns.includes(name))) {
    const { affected } = await session.query(
      `DELETE FROM ${staging} AS s WHERE ${digestOf(`s.${quotedName(column)}`)} IN (SELECT digest FROM erased_record)`,
    );
    dropped += affected;
  }
  return dropped;
};
