import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import { composite } from './composite.ts';
import type { Connection } from './connection.ts';
import { readJson } from './errors.ts';
import { together } from './together.ts';

const describeShape = z.object({
  name: z.string(),
  queryable: z.boolean().optional(),
  createable: z.boolean().optional(),
  updateable: z.boolean().optional(),
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      relationshipName: z.string().nullable().optional(),
      createable: z.boolean().optional(),
      updateable: z.boolean().optional(),
      cascadeDelete: z.boolean().optional(),
      calculated: z.boolean().optional(),
    }),
  ),
});

/** What the service user sees of an object. */
export interface ObjectDescription {
  readonly name: string;
  readonly createable: boolean;
  readonly updateable: boolean;
  /** API names of readable fields, and `Relationship.` for parents. */
  has(path: string): boolean;
  /** True for a formula or a roll-up: its value changes without a new stamp on the record. */
  calculated(field: string): boolean;
  /** True where the service user may write the field. */
  writable(field: string): boolean;
}

/** @returns undefined where the object does not exist or is not readable. @throws CrmFailure */
export const describe = async (connection: Connection, object: string): Promise<ObjectDescription | undefined> => {
  const what = `the description of ${object}`;
  try {
    return described(
      readJson(await connection.call({ method: 'GET', path: pathOf(object), what }), describeShape, what),
    );
  } catch (error) {
    if (isUnknownObject(error)) return undefined;
    throw error;
  }
};

/** As `describe`, one object a call; those that are asked for in the same turn travel together. */
export const describing = (connection: Connection): ((object: string) => Promise<Described>) =>
  together<string, Described>(mostTogether, async (objects) => {
    const [only] = objects;
    if (objects.length === 1 && only !== undefined) return [{ description: await describe(connection, only) }];
    const parts = objects.map((object, at) => ({ name: `object${at}`, method: 'GET' as const, path: pathOf(object) }));
    const answers = await composite(connection, parts, 'the descriptions of objects');
    return objects.map((object, at) => {
      const answer = answers.get(`object${at}`);
      if (answer instanceof Error) return isUnknownObject(answer) ? { description: undefined } : answer;
      const read = describeShape.safeParse(answer?.body);
      if (!read.success) return new CrmFailure('protocol', `The CRM's description of ${object} cannot be understood.`);
      return { description: described(read.data) };
    });
  });

export interface Described {
  readonly description: ObjectDescription | undefined;
}

/** A description can be some hundred kilobytes long. */
const mostTogether = 8;

const pathOf = (object: string): string => `/sobjects/${encodeURIComponent(object)}/describe`;

const isUnknownObject = (error: unknown): boolean =>
  error instanceof CrmFailure && (error.code === 'NOT_FOUND' || error.code === 'INVALID_TYPE');

const described = ({
  name,
  queryable,
  createable,
  updateable,
  fields,
}: z.infer<typeof describeShape>): ObjectDescription | undefined => {
  if (queryable === false) return undefined;
  const readable = new Set(fields.map((field) => field.name.toLowerCase()));
  const parents = new Set(fields.flatMap(({ relationshipName }) => relationshipName?.toLowerCase() ?? []));
  const writable = new Set(
    fields
      // A detail's master is written once, with the row.
      .filter((field) => field.createable === true && (field.updateable === true || field.cascadeDelete === true))
      .map((field) => field.name),
  );
  const calculated = new Set(
    fields.filter((field) => field.calculated === true).map((field) => field.name.toLowerCase()),
  );
  return {
    name,
    createable: createable ?? false,
    updateable: updateable ?? false,
    has(path) {
      const [parent = '', field] = path.toLowerCase().split('.');
      return field === undefined ? readable.has(parent) : parents.has(parent);
    },
    calculated: (field) => calculated.has(field.toLowerCase()),
    writable: (field) => writable.has(field),
  };
};

/** The failure of a field that planning needs and the service user does not see. */
export const missingField = (object: string, field: string): CrmFailure =>
  new CrmFailure(
    'missing',
    `${object}.${field} is needed, but the service user does not see it: either the org has no such field, or field-level security hides it. Assign the permission set Takt_Integration, or give read access to the field.`,
    { code: 'INVALID_FIELD' },
  );

/** The failure of an object that planning needs and the service user does not see. */
export const missingObject = (object: string): CrmFailure =>
  new CrmFailure(
    'missing',
    `${object} is needed, but the service user does not see it: either it has not been deployed to the org, or the service user has no read permission. Assign the permission set Takt_Integration.`,
    { code: 'INVALID_TYPE' },
  );
