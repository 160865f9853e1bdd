import type { FieldRepresentation, RecordRepresentation } from '../client/record-client.ts';
import type { FieldInfo, ObjectInfo } from './lightning/uiObjectInfoApi/uiObjectInfoApi.ts';

/** A field's value as text, with the record that it leads to. */
export interface FieldCell {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly isNumber: boolean;
  readonly recordId: string | undefined;
}

const numeric = new Set(['Currency', 'Double', 'Int', 'Percent']);

/** Unknown is shown as unknown. */
const nothing = '—';

/** The name field of the record that a reference leads to: `Scope__r.Name`. */
export const parentName = ({ relationshipName, referenceToInfos }: FieldInfo): string | undefined => {
  const name = referenceToInfos[0]?.nameFields[0];
  return relationshipName === null || name === undefined ? undefined : `${relationshipName}.${name}`;
};

const textOf = ({ value, displayValue }: FieldRepresentation): string => {
  if (displayValue !== null && displayValue !== '') return displayValue;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : nothing;
};

/** A field of a record as a cell; references show their name and lead to their record. */
export const fieldCell = (record: RecordRepresentation, info: ObjectInfo, name: string): FieldCell | undefined => {
  const field = info.fields[name];
  const own = record.fields[name];
  if (field === undefined || own === undefined) return undefined;
  const parent = field.relationshipName === null ? undefined : record.fields[field.relationshipName];
  const leads = field.dataType === 'Reference' && typeof own.value === 'string';
  return {
    name,
    label: field.dataType === 'Reference' ? field.label.replace(/ ID$/, '') : field.label,
    text: leads ? (parent?.displayValue ?? own.value) : textOf(own),
    isNumber: numeric.has(field.dataType),
    recordId: leads ? own.value : undefined,
  };
};
