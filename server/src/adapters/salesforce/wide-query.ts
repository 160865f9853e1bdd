import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { Connection } from './connection.ts';
import { fieldParts, mostQueryBytes, queryBytes } from './field-parts.ts';
import { restQuery, valueAt, type QueriedRecord, type RestQuery } from './rest-query.ts';

export interface WideQuery extends Omit<RestQuery, 'soql'> {
  readonly fields: readonly string[];
  /** The fields that tell a record and its state apart; they are among `fields`. */
  readonly keys: readonly string[];
  /** What follows `FROM object`. */
  readonly rest: string;
  /** Default: what Salesforce's addresses hold. */
  readonly mostBytes?: number;
}

/** Rows of values in the order of the query's fields. */
export type ValueRows = readonly (readonly unknown[])[];

const tries = 3;

/**
 * A query whose fields may be too many for one address: then it is asked in parts, and the parts are put together by
 * record and stamp. A record that changed between two parts makes them differ: all are asked again.
 * @throws CrmFailure `protocol` where the parts differ each time.
 */
export async function* wideQuery(connection: Connection, query: WideQuery): AsyncGenerator<ValueRows> {
  const { fields, keys, rest, object, mostBytes = mostQueryBytes } = query;
  const soqlOf = (part: readonly string[]): string => `SELECT ${part.join(', ')} FROM ${object}${rest}`;
  const parts = fieldParts(fields, keys, mostBytes - queryBytes(soqlOf([])));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    for await (const records of restQuery(connection, { ...query, soql: soqlOf(only) })) {
      yield records.map((record) => fields.map((field) => valueAt(record, field)));
    }
    return;
  }
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const answers: Map<string, QueriedRecord>[] = [];
    for (const part of parts) answers.push(await byKey(connection, { ...query, soql: soqlOf(part) }, keys));
    const joined = joinedRows(answers, parts, fields);
    if (joined === undefined) continue;
    yield joined;
    return;
  }
  throw new CrmFailure(
    'protocol',
    `${object} has so many fields that it is read in parts, and its records changed each time between two of them.`,
  );
}

const byKey = async (
  connection: Connection,
  query: RestQuery,
  keys: readonly string[],
): Promise<Map<string, QueriedRecord>> => {
  const found = new Map<string, QueriedRecord>();
  for await (const records of restQuery(connection, query)) {
    for (const record of records) found.set(keys.map((key) => String(valueAt(record, key))).join(' '), record);
  }
  return found;
};

/** @returns undefined where a part does not hold the records of the first */
const joinedRows = (
  answers: readonly ReadonlyMap<string, QueriedRecord>[],
  parts: readonly (readonly string[])[],
  fields: readonly string[],
): ValueRows | undefined => {
  const partOf = fields.map((field) => parts.findIndex((part) => part.includes(field)));
  const [first] = answers;
  if (first === undefined || answers.some((answer) => answer.size !== first.size)) return undefined;
  const rows: unknown[][] = [];
  for (const key of first.keys()) {
    const records = answers.map((answer) => answer.get(key));
    if (records.includes(undefined)) return undefined;
    rows.push(fields.map((field, at) => valueAt(records[partOf[at] ?? 0] ?? {}, field)));
  }
  return rows;
};
