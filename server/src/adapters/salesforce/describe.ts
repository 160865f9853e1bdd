import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { Connection } from './connection.ts';
import { readJson } from './errors.ts';

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
  /** True where the service user may write the field. */
  writable(field: string): boolean;
}

/** @returns undefined where the object does not exist or is not readable. @throws CrmFailure */
export const describe = async (connection: Connection, object: string): Promise<ObjectDescription | undefined> => {
  try {
    const answer = await connection.call({
      method: 'GET',
      path: `/sobjects/${encodeURIComponent(object)}/describe`,
      what: `the description of ${object}`,
    });
    const { name, queryable, createable, updateable, fields } = readJson(
      answer,
      describeShape,
      `the description of ${object}`,
    );
    if (queryable === false) return undefined;
    const readable = new Set(fields.map((field) => field.name.toLowerCase()));
    const parents = new Set(fields.flatMap(({ relationshipName }) => relationshipName?.toLowerCase() ?? []));
    const writable = new Set(
      fields
        // A detail's master is written once, with the row.
        .filter((field) => field.createable === true && (field.updateable === true || field.cascadeDelete === true))
        .map((field) => field.name),
    );
    return {
      name,
      createable: createable ?? false,
      updateable: updateable ?? false,
      has(path) {
        const [parent = '', field] = path.toLowerCase().split('.');
        return field === undefined ? readable.has(parent) : parents.has(parent);
      },
      writable: (field) => writable.has(field),
    };
  } catch (error) {
    if (error instanceof CrmFailure && (error.code === 'NOT_FOUND' || error.code === 'INVALID_TYPE')) return undefined;
    throw error;
  }
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
