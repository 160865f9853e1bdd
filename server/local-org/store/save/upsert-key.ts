import { ApiError } from '../../errors.ts';
import type { Id, RecordInput } from '../../org.ts';
import { toId18 } from '../ids.ts';
import type { Kernel } from '../kernel.ts';
import { comparable, type Table } from '../tables.ts';
import { fold } from '../fold.ts';
import { encode } from './encode.ts';
import { RecordProblem } from './record-problem.ts';

/**
 * Finds the record that a key names, for an upsert by that field.
 * @throws ApiError when the field cannot be a key.
 */
export const upsertFinder = (
  kernel: Kernel,
  table: Table,
  fieldName: string,
): ((record: RecordInput) => Id | RecordProblem | undefined) => {
  const { object } = table;
  const field = object.fields.get(fieldName.toLowerCase());
  if (field === undefined || !(field.externalId || field.type === 'id')) {
    throw new ApiError(
      400,
      'INVALID_FIELD',
      `Field name provided, ${fieldName} is not an External ID or indexed field for ${object.name}`,
    );
  }
  const alive = object.fields.has('isdeleted') ? ' AND t."IsDeleted" = 0' : '';
  const query = `SELECT t."Id" AS id FROM ${table.name} t WHERE ${comparable('t', field)} = ?${alive} LIMIT 2`;
  const key = field.name.toLowerCase();
  return (record) => {
    const [, given = null] = Object.entries(record).find(([name]) => name.toLowerCase() === key) ?? [];
    if (field.type === 'id') {
      if (given === null || given === '') return undefined;
      return (
        (typeof given === 'string' ? toId18(given) : undefined) ?? malformed(typeof given === 'string' ? given : '')
      );
    }
    if (given === null || given === '' || typeof given === 'object') {
      return new RecordProblem('MISSING_ARGUMENT', `${field.name} not specified`, [field.name]);
    }
    let value: ReturnType<typeof encode>;
    try {
      value = encode(field, given);
    } catch (error) {
      if (error instanceof RecordProblem) return error;
      throw error;
    }
    const sought = typeof value === 'string' && !field.caseSensitive ? fold(value) : value;
    const [first, second] = kernel.database.rows(query, [sought]);
    if (second !== undefined) {
      return new RecordProblem(
        'DUPLICATE_EXTERNAL_ID',
        `${field.name}: more than one record found for external id field: [${String(first?.['id'])}, ${String(second['id'])}]`,
        [field.name],
      );
    }
    return first === undefined ? undefined : String(first['id']);
  };
};

const malformed = (id: string): RecordProblem => new RecordProblem('MALFORMED_ID', `malformed id ${id}`, ['Id']);
