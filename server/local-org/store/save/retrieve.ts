import { ApiError } from '../../errors.ts';
import type { Field } from '../../metadata/schema.ts';
import type { Id, RecordOutput } from '../../org.ts';
import type { OrgActor } from '../../security/actors.ts';
import { decoder, isReadable, quoted } from '../columns.ts';
import { formulaSql } from '../formula-fields.ts';
import { toId18 } from '../ids.ts';
import type { Kernel } from '../kernel.ts';
import { raw, sql } from '../sql.ts';
import type { Table } from '../tables.ts';

const fieldsOf = (actor: OrgActor, table: Table, names: readonly string[] | undefined): readonly Field[] => {
  const { object } = table;
  const readable = (field: Field): boolean => actor.mayField('read', object.name, field.name);
  if (names === undefined) return [...object.fields.values()].filter((field) => isReadable(field) && readable(field));
  return names.map((name) => {
    const field = object.fields.get(name.trim().toLowerCase());
    if (field !== undefined && isReadable(field) && readable(field)) return field;
    throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on entity '${object.name}'.`);
  });
};

/**
 * One record with the fields asked for, else all that the actor may read.
 * @throws ApiError NOT_FOUND, ENTITY_IS_DELETED, INVALID_FIELD, MALFORMED_ID
 */
export const retrieveRecord = (
  kernel: Kernel,
  actor: OrgActor,
  table: Table,
  rawId: Id,
  names: readonly string[] | undefined,
  urlPrefix: string,
): RecordOutput => {
  const { object } = table;
  const id = toId18(rawId);
  if (id === undefined || id.slice(0, 3) !== object.keyPrefix) {
    throw new ApiError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${rawId}`);
  }
  const access = kernel.access.condition(actor, object, 't', 'read') ?? raw('1');
  const fields = fieldsOf(actor, table, names);
  const calculated = fields
    .filter((field) => field.formula !== undefined)
    .map((field) => `, ${formulaSql(kernel, actor, object, field, 't')} AS ${quoted(field.name)}`);
  const query = sql`SELECT t.*${raw(calculated.join(''))} FROM ${raw(table.name)} t WHERE t."Id" = ${id} AND ${access}`;
  const row = kernel.database.row(query.text, query.parameters);
  if (row === undefined) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  if (row['IsDeleted'] === 1) throw new ApiError(404, 'ENTITY_IS_DELETED', 'entity is deleted');
  const record: Record<string, unknown> = {};
  for (const field of fields) record[field.name] = decoder(field)(row[field.name] ?? null);
  if (names !== undefined && !('Id' in record)) record['Id'] = id;
  return { attributes: { type: object.name, url: `${urlPrefix}/${object.name}/${id}` }, ...record };
};
