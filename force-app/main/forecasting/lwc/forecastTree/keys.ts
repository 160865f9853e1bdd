import type { Move, Row } from './types';

const to = (row: Row | undefined): Move | undefined => row && { focus: row.forecast.scope.id, toggle: undefined };

/**
 * Keys of the treegrid pattern (WAI-ARIA Authoring Practices): up and down walk, right opens or enters, left closes
 * or leaves, Home and End jump.
 * @returns undefined for a key that does nothing here.
 */
export const moved = (rows: readonly Row[], focus: string, key: string): Move | undefined => {
  const at = rows.findIndex(({ forecast }) => forecast.scope.id === focus);
  const row = rows[at];
  if (!row) return undefined;
  switch (key) {
    case 'ArrowDown':
      return to(rows[at + 1]);
    case 'ArrowUp':
      return to(rows[at - 1]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'ArrowRight':
      if (!row.expandable) return undefined;
      return row.expanded ? to(rows[at + 1]) : { focus, toggle: focus };
    case 'ArrowLeft':
      if (row.expanded) return { focus, toggle: focus };
      return row.parentId ? { focus: row.parentId, toggle: undefined } : undefined;
    default:
      return undefined;
  }
};
