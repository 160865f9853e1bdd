import type { Id } from '../../org.ts';
import type { Row } from '../columns.ts';
import type { Kernel } from '../kernel.ts';

/** What the org remembers of deletions: what went when, and with what. It outlives the recycle bin. */
export const noteDeletion = (kernel: Kernel, objectName: string, id: Id, at: number, cause: Id): void => {
  kernel.database.run('INSERT OR REPLACE INTO "_deleted" (id, object, at, cause) VALUES (?, ?, ?, ?)', [
    id,
    objectName,
    at,
    cause,
  ]);
};

/** An optional lookup was emptied because its target went. */
export const noteRelease = (kernel: Kernel, objectName: string, fieldName: string, id: Id, cause: Id): void => {
  kernel.database.run('INSERT INTO "_released" (cause, object, field, id) VALUES (?, ?, ?, ?)', [
    cause,
    objectName,
    fieldName,
    id,
  ]);
};

/** The records that went because of one, it among them. */
export const goneWith = (kernel: Kernel, cause: Id): readonly { readonly object: string; readonly id: Id }[] =>
  kernel.database
    .rows('SELECT object, id FROM "_deleted" WHERE cause = ?', [cause])
    .map(({ object, id }) => ({ object: String(object), id: String(id) }));

export interface Released {
  readonly object: string;
  readonly field: string;
  readonly id: Id;
}

export const releasedBy = (kernel: Kernel, cause: Id): readonly Released[] =>
  kernel.database
    .rows('SELECT object, field, id FROM "_released" WHERE cause = ?', [cause])
    .map(({ object, field, id }) => ({ object: String(object), field: String(field), id: String(id) }));

/** They are there again, or were never there. */
export const forgetDeletion = (kernel: Kernel, ids: readonly Id[]): void => {
  for (const id of ids) {
    kernel.database.run('DELETE FROM "_deleted" WHERE id = ?', [id]);
    kernel.database.run('DELETE FROM "_released" WHERE cause = ?', [id]);
  }
};

/** What was deleted of an object from one instant up to another, purged records too. */
export const deletedBetween = (kernel: Kernel, objectName: string, from: number, to: number): readonly Row[] =>
  kernel.database.rows('SELECT id, at FROM "_deleted" WHERE object = ? AND at >= ? AND at < ? ORDER BY at', [
    objectName,
    from,
    to,
  ]);
