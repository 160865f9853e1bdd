import type { ColumnType } from '../../application/ports/mirror-tables.ts';
import { quotedName } from './session.ts';

/**
 * The CRM knows no empty text: its Bulk API writes null as a quoted empty field, its REST API as null. Both are null
 * here. Numbers lose the zeros behind their last digit, which the two APIs write differently as well.
 */
const casts: Readonly<Record<ColumnType, (text: string) => string>> = {
  text: (text) => text,
  id: (text) => text,
  decimal: (text) => `trim_scale(${text}::numeric)`,
  boolean: (text) => `${text}::boolean`,
  date: (text) => `${text}::date`,
  instant: (text) => `${text}::timestamptz`,
};

/** The value of a staged column, in the type of the mirror's. */
export const columnValue = ({ name, type }: { readonly name: string; readonly type: ColumnType }): string =>
  casts[type](`NULLIF(${quotedName(name)}, '')`);
