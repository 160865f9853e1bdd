import { CrmFailure } from '../../application/ports/crm-failure.ts';
import { actionFields, actionObject } from './actions.ts';
import type { Connection } from './connection.ts';
import { issueFields, issueObject } from './data-issues.ts';
import { describe, missingField, missingObject } from './describe.ts';
import { planFields, planObject } from './plans.ts';
import { resultMaps, writtenFields } from './result-map.ts';
import { runFields, runObject } from './runs.ts';
import { settingFields, settingObject } from './settings.ts';

interface WrittenObject {
  readonly object: string;
  readonly fields: readonly string[];
  /** False where people make the records, and the companion only changes them. */
  readonly creates: boolean;
}

/** Takt's own objects in an org with the fields that the companion writes. */
export const writtenObjects: readonly WrittenObject[] = [
  ...Object.values(resultMaps).map((map) => ({ object: map.object, fields: writtenFields(map), creates: true })),
  { object: runObject, fields: runFields, creates: true },
  { object: issueObject, fields: issueFields, creates: true },
  { object: settingObject, fields: settingFields, creates: true },
  { object: planObject, fields: planFields, creates: false },
  { object: actionObject, fields: actionFields, creates: false },
];

/** Fields whose writability an org does not tell field by field: standard ones, and required ones always are. */
const alwaysWritable = new Set(['OwnerId', 'Name']);

/**
 * Checks that the service user may write an object of Takt's and every field of it that the companion writes.
 * @throws CrmFailure `missing`, naming object and field.
 */
export const checkWritable = async (
  connection: Connection,
  { object, fields, creates }: WrittenObject,
): Promise<void> => {
  const description = await describe(connection, object);
  if (description === undefined) throw missingObject(object);
  for (const field of fields) if (!description.has(field)) throw missingField(object, field);
  if ((creates && !description.createable) || !description.updateable) {
    const what = creates ? 'create and edit' : 'edit';
    throw notWritable(`The service user may not ${what} ${object} records`, 'INSUFFICIENT_ACCESS');
  }
  const closed = fields.find((field) => !alwaysWritable.has(field) && !description.writable(field));
  if (closed !== undefined) {
    throw notWritable(`The service user may not write ${object}.${closed} (field-level security)`, 'INVALID_FIELD');
  }
};

const notWritable = (what: string, code: string): CrmFailure =>
  new CrmFailure('missing', `${what}. Assign the permission set Takt_Integration.`, { code });
