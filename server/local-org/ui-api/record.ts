import { createHash } from 'node:crypto';
import type { RecordOutput } from '../org.ts';
import { displayValue, isoDateTime, uiValue } from './display-value.ts';
import type { UserLocale } from './locale.ts';
import { nameFieldOf, type FieldTree } from './record-fields.ts';

/** A field of a record as User Interface API shows it; a parent's value is a record of its own. */
export interface FieldRepresentation {
  readonly displayValue: string | null;
  readonly value: unknown;
}

/** A record as User Interface API shows it. */
export interface RecordRepresentation {
  readonly apiName: string;
  readonly childRelationships: Readonly<Record<string, never>>;
  readonly eTag: string;
  readonly fields: Readonly<Record<string, FieldRepresentation>>;
  readonly id: string;
  readonly lastModifiedById: string | null;
  readonly lastModifiedDate: string | null;
  readonly recordTypeId: string | null;
  readonly recordTypeInfo: null;
  readonly systemModstamp: string | null;
  readonly weakEtag: number;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const time = (value: unknown): string | null => (typeof value === 'string' ? isoDateTime(value) : null);

const isRow = (value: unknown): value is RecordOutput => typeof value === 'object' && value !== null;

/** One row of SOQL as User Interface API shows it, with the fields of the tree. */
export const recordRepresentation = (row: RecordOutput, tree: FieldTree, locale: UserLocale): RecordRepresentation => {
  const own = [...tree.fields].map(([name, field]): [string, FieldRepresentation] => {
    const value = row[name];
    return [name, { displayValue: displayValue(field, value, locale), value: uiValue(field, value) }];
  });
  const parents = [...tree.parents].map(([name, parent]): [string, FieldRepresentation] => {
    const value = row[name];
    if (!isRow(value)) return [name, { displayValue: null, value: null }];
    const shown = text(value[nameFieldOf(parent.object)?.name ?? 'Name']);
    return [name, { displayValue: shown, value: recordRepresentation(value, parent, locale) }];
  });
  const fields = Object.fromEntries([...own, ...parents].sort(([a], [b]) => a.localeCompare(b, 'en')));
  const systemModstamp = time(row['SystemModstamp']);
  return {
    apiName: tree.object.name,
    childRelationships: {},
    eTag: createHash('md5').update(JSON.stringify(fields)).digest('hex'),
    fields,
    id: text(row['Id']) ?? '',
    lastModifiedById: text(row['LastModifiedById']),
    lastModifiedDate: time(row['LastModifiedDate']),
    recordTypeId: text(row['RecordTypeId']),
    recordTypeInfo: null,
    systemModstamp,
    weakEtag: systemModstamp === null ? 0 : Date.parse(systemModstamp),
  };
};
