import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { SObject } from '../metadata/schema.ts';
import type { FieldValue, RecordInput, RecordOutput, SaveResult } from '../org.ts';
import type { Readable, RequestContext } from './context.ts';
import { textLiteral } from './literals.ts';
import { descend, soqlFields } from './selection.ts';

/** `{ Id, Takt_Run__c: { Kind__c: "Forecast" } }` */
export type SaveInput = Readonly<Record<string, unknown>>;

const isFieldValue = (value: unknown): value is FieldValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const fieldsOf = (object: SObject, input: SaveInput): RecordInput => {
  const given = input[object.name];
  return typeof given === 'object' && given !== null
    ? Object.fromEntries(
        Object.entries(given).flatMap(([name, value]): [string, FieldValue][] =>
          isFieldValue(value) ? [[name, value]] : [],
        ),
      )
    : {};
};

const savedId = (results: readonly SaveResult[]): string => {
  const [result] = results;
  if (result?.success === true && result.id !== null) return result.id;
  const [error] = result?.errors ?? [];
  throw new GraphQLError(error?.message ?? 'The record was not saved.');
};

const payload = (
  object: SObject,
  id: string,
  readable: Readable,
  { org, actor }: RequestContext,
  info: GraphQLResolveInfo,
): { readonly Record: RecordOutput | null; readonly success: true } => {
  const asked = descend(info.fieldNodes, info, 'Record');
  if (asked.length === 0) return { Record: null, success: true };
  const fields = soqlFields(asked, info, readable, object.name);
  const soql = `SELECT ${fields.join(', ')} FROM ${object.name} WHERE Id = ${textLiteral(id)}`;
  return { Record: org.query(actor, soql).records[0] ?? null, success: true };
};

/** Resolver of `XCreate`. */
export const createRecord = (
  object: SObject,
  input: SaveInput,
  readable: Readable,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => {
  const id = savedId(context.org.create(context.actor, object.name, [fieldsOf(object, input)]));
  return payload(object, id, readable, context, info);
};

/** Resolver of `XUpdate`. */
export const updateRecord = (
  object: SObject,
  input: SaveInput,
  readable: Readable,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => {
  const { Id } = input;
  const record = { ...fieldsOf(object, input), Id: typeof Id === 'string' ? Id : null };
  const id = savedId(context.org.update(context.actor, object.name, [record]));
  return payload(object, id, readable, context, info);
};

/** Resolver of `XDelete`. */
export const deleteRecord = (id: string, { org, actor }: RequestContext): { readonly Id: string } => ({
  Id: savedId(org.remove(actor, [id])),
});
