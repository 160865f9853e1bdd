import type { FieldValue } from '../../org.ts';
import type { Field } from '../../metadata/schema.ts';
import type { DraftValue } from '../draft.ts';
import { readExportedDate, readExportedDateTime } from '../values/date.ts';
import { readNumber } from '../values/number.ts';
import { read, refused, shown, type Read } from '../values/outcome.ts';
import { withoutFormulaGuard } from '../values/text.ts';

const readBoolean = (text: string): Read<FieldValue> => {
  const value = text.trim().toLowerCase();
  if (value === 'true' || value === '1') return read(true);
  if (value === 'false' || value === '0') return read(false);
  return refused(`${shown(text)} is neither true nor false`, 'Write true or false.');
};

/** Reads an export's text as its field's type. Numbers carry a decimal point and dates are ISO, as Salesforce writes them. */
export const readCell = (text: string, field: Field): Read<DraftValue> => {
  switch (field.type) {
    case 'boolean':
      return readBoolean(text);
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return readNumber(text, '.');
    case 'date':
      return readExportedDate(text);
    case 'datetime':
      return readExportedDateTime(text);
    case 'reference':
      return read({ objects: field.referenceTo, key: text.trim() });
    default:
      return read(withoutFormulaGuard(text));
  }
};
