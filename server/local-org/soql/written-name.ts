import type { FieldType as SelectItem } from '@jetstreamapp/soql-parser-js';

/** A field as the query wrote it, with its path. */
export const writtenName = (item: SelectItem): string => {
  if (item.type === 'Field') return 'rawValue' in item ? item.rawValue : item.field;
  if (item.type === 'FieldRelationship') return item.rawValue ?? [...item.relationships, item.field].join('.');
  return '';
};

/** The alias that the query gave to what it selects. */
export const aliasOf = (item: SelectItem): string | undefined =>
  'alias' in item && typeof item.alias === 'string' ? item.alias : undefined;
