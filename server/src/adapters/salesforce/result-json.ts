import type { Provenance, ResultContent, ResultRow } from '../../application/ports/result-rows.ts';
import { valueAt, type QueriedRecord } from './rest-query.ts';
import { keyField, provenanceFields, readPath, storedField, type ResultField, type ResultMap } from './result-map.ts';

const plainNumber = /^-?\d+(\.\d+)?$/;

/**
 * A row as JSON of an upsert. Numbers are written digit by digit as they are planned: they never pass through a
 * binary fraction.
 */
export const resultJson = (map: ResultMap, row: ResultRow, provenance: Provenance): string => {
  const members = [
    `"attributes":${JSON.stringify({ type: map.object })}`,
    `"${keyField}":${JSON.stringify(row.key)}`,
    ...valuesJson(map.fields, row.content),
    ...valuesJson(map.onCreation, row.onCreation ?? {}),
  ];
  if (map.provenance) {
    members.push(
      `"${provenanceFields.runId}":${JSON.stringify(provenance.runId)}`,
      `"${provenanceFields.asOf}":${JSON.stringify(provenance.asOf)}`,
      `"${provenanceFields.formulaVersion}":${JSON.stringify(provenance.formulaVersion)}`,
    );
  }
  return `{${members.join(',')}}`;
};

const valuesJson = (fields: ResultMap['fields'], content: ResultContent): readonly string[] =>
  Object.entries(content).flatMap(([name, value]) => {
    const field = fields[name];
    if (field === undefined) return [];
    if (value === null) return [`"${storedField(field)}":null`];
    if (field.type === 'reference') return [`"${field.relationship}":${JSON.stringify({ [keyField]: value })}`];
    return [`"${field.field}":${scalarJson(field.type, value)}`];
  });

const scalarJson = (type: ResultField['type'], value: string): string => {
  if (type === 'number') return checkedNumber(value);
  return type === 'boolean' ? String(value === 'true') : JSON.stringify(value);
};

/** A plain decimal as it is. @throws RangeError for anything else. */
export const checkedNumber = (value: string): string => {
  if (!plainNumber.test(value)) throw new RangeError(`Not a plain decimal: ${value}`);
  return value;
};

/** A record of the CRM as the content that would have been written for it. */
export const contentOf = ({ fields }: ResultMap, record: QueriedRecord): ResultContent =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, contentValue(valueAt(record, readPath(field)))]),
  );

const contentValue = (value: unknown): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' ? decimalText(value) : null;
};

/** Two decimals hold every number that is written; -0 and 1e21 have no place in a comparison. */
const decimalText = (value: number): string =>
  value
    .toFixed(2)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0');
