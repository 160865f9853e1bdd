import { ApiError } from '../errors.ts';
import type { Field, Schema, SObject } from '../metadata/schema.ts';
import type { Actor } from '../org.ts';
import { parentObject, readableFields } from './supported-objects.ts';

/** The fields wanted of a record, parents as trees of their own. */
export interface FieldTree {
  readonly object: SObject;
  readonly fields: ReadonlyMap<string, Field>;
  readonly parents: ReadonlyMap<string, FieldTree>;
}

interface Growing {
  readonly object: SObject;
  readonly fields: Map<string, Field>;
  readonly parents: Map<string, Growing>;
}

const readable = (actor: Actor, object: SObject, name: string): Field | undefined => {
  const field = object.fields.get(name.toLowerCase());
  return field !== undefined && readableFields(actor, object).includes(field) ? field : undefined;
};

const parentOf = (schema: Schema, actor: Actor, object: SObject, name: string): SObject | undefined => {
  const field = readableFields(actor, object).find(
    ({ relationshipName }) => relationshipName?.toLowerCase() === name.toLowerCase(),
  );
  const target = field === undefined ? undefined : parentObject(schema, field);
  return target !== undefined && (actor.system || actor.may('read', target.name)) ? target : undefined;
};

const add = (schema: Schema, actor: Actor, tree: Growing, path: readonly string[]): boolean => {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    const field = readable(actor, tree.object, name);
    if (field !== undefined) tree.fields.set(field.name, field);
    return field !== undefined;
  }
  const known = [...tree.parents].find(([each]) => each.toLowerCase() === name.toLowerCase());
  const object = known?.[1].object ?? parentOf(schema, actor, tree.object, name);
  if (object === undefined) return false;
  const relationship =
    known?.[0] ??
    [...tree.object.fields.values()].find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase())
      ?.relationshipName ??
    name;
  const parent = known?.[1] ?? { object, fields: new Map(), parents: new Map() };
  const added = add(schema, actor, parent, rest);
  if (added) tree.parents.set(relationship, parent);
  return added;
};

/**
 * The tree of the fields asked for.
 * @param fields qualified names (`Opportunity.Owner.Name`) that must be readable
 * @param optionalFields qualified names that are left out when they are not
 * @throws ApiError 400 INVALID_FIELD naming the fields that do not exist or that the person may not read
 */
export const fieldTree = (
  schema: Schema,
  actor: Actor,
  object: SObject,
  fields: readonly string[],
  optionalFields: readonly string[],
): FieldTree => {
  const tree: Growing = { object, fields: new Map(), parents: new Map() };
  const within = (qualified: string): readonly string[] | undefined => {
    const [objectName = '', ...path] = qualified.split('.');
    return objectName.toLowerCase() === object.name.toLowerCase() && path.length > 0 ? path : undefined;
  };
  const grow = (qualified: string): boolean => {
    const path = within(qualified);
    return path !== undefined && add(schema, actor, tree, path);
  };
  const refused = fields.filter((qualified) => !grow(qualified));
  if (refused.length > 0) {
    throw new ApiError(400, 'INVALID_FIELD', `Fields [${refused.join(', ')}] are invalid or inaccessible.`, refused);
  }
  optionalFields.forEach(grow);
  return tree;
};

/** Everything readable of an object: what its full layout would show. */
export const wholeTree = (actor: Actor, object: SObject): FieldTree => ({
  object,
  fields: new Map(readableFields(actor, object).map((field) => [field.name, field])),
  parents: new Map(),
});

/** Fields of every record's frame, asked for or not. */
const frameFields = ['Id', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp', 'RecordTypeId'];

/** The name field shown as the display value of a relationship. */
export const nameFieldOf = (object: SObject): Field | undefined =>
  [...object.fields.values()].find(({ nameField }) => nameField);

/** SOQL's field list for a tree. */
export const soqlColumns = (tree: FieldTree, prefix = ''): readonly string[] => {
  const frame = frameFields.filter((name) => tree.object.fields.has(name.toLowerCase()));
  const name = prefix === '' ? undefined : nameFieldOf(tree.object)?.name;
  const own = [...frame, ...(name === undefined ? [] : [name]), ...tree.fields.keys()];
  return [
    ...new Set([
      ...own.map((field) => `${prefix}${field}`),
      ...[...tree.parents].flatMap(([relationship, parent]) => soqlColumns(parent, `${prefix}${relationship}.`)),
    ]),
  ];
};
