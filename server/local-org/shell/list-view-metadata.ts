import type { XmlElement } from '../metadata/xml.ts';
import type { ListView } from './app-model.ts';

/** A list view of the package, with the object that it lists. */
export interface ListViewMetadata extends ListView {
  readonly object: string;
}

/** List views name standard fields their own way: `NAME`, `OWNER.ALIAS`, `CREATED_DATE`. */
const standardColumns: Readonly<Record<string, string>> = {
  NAME: 'Name',
  'OWNER.ALIAS': 'OwnerId',
  'OWNER.FIRST_NAME': 'OwnerId',
  'OWNER.LAST_NAME': 'OwnerId',
  CREATED_DATE: 'CreatedDate',
  LAST_UPDATE: 'LastModifiedDate',
  CREATEDBY_USER: 'CreatedById',
  UPDATEDBY_USER: 'LastModifiedById',
  'CREATEDBY_USER.ALIAS': 'CreatedById',
  'UPDATEDBY_USER.ALIAS': 'LastModifiedById',
};

/** The field behind a column of a list view or a related list. */
export const fieldOf = (column: string): string => standardColumns[column] ?? column;

/** Reads a list view: which fields it shows of which records. */
export const listViewOf = (object: string, name: string, xml: XmlElement): ListViewMetadata => {
  const logic = xml.text('booleanFilter');
  return {
    object,
    name,
    label: xml.text('label') ?? name,
    columns: xml.texts('columns').map(fieldOf),
    mine: xml.text('filterScope') === 'Mine',
    filters: xml.all('filters').map((filter) => ({
      field: fieldOf(filter.text('field') ?? ''),
      operation: filter.text('operation') ?? 'equals',
      value: filter.text('value') ?? '',
    })),
    ...(logic === undefined || logic === '' ? {} : { logic }),
  };
};
