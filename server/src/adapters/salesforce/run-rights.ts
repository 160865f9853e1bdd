import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { RunRights } from '../../application/ports/run-rights.ts';
import type { Connection } from './connection.ts';
import { isNoId } from './errors.ts';
import { restQuery, valueAt, type QueriedRecord } from './rest-query.ts';
import { soqlList, soqlText } from './soql.ts';

const permissionOf: ReadonlyMap<string, string> = new Map([
  ['Forecast', 'Takt_Run_Forecast'],
  ['Quota_Publish', 'Takt_Run_Publish'],
]);

/** Rights of other people, as the CRM's setup objects tell them to whoever has View Setup and Configuration. */
export const createRunRights = (connection: Connection): RunRights => {
  const read = async (object: string, soql: string): Promise<readonly QueriedRecord[]> => {
    const found: QueriedRecord[] = [];
    try {
      for await (const records of restQuery(connection, { soql, object })) found.push(...records);
    } catch (error) {
      throw explained(error);
    }
    return found;
  };
  const idsIn = async (object: string, field: string, where: string): Promise<readonly string[]> =>
    (await read(object, `SELECT ${field} FROM ${object} WHERE ${where}`)).flatMap((row) => textIn(row, field));

  const isActive = async (userId: string): Promise<boolean> =>
    (await idsIn('User', 'Id', `Id = ${soqlText(userId)} AND IsActive = true`)).length > 0;

  /** Assigned sets, the profile's own among them, and the sets of assigned groups: aggregated ones and members. */
  const setsOf = async (userId: string): Promise<readonly string[]> => {
    const rows = await read(
      'PermissionSetAssignment',
      `SELECT PermissionSetId, PermissionSetGroupId FROM PermissionSetAssignment WHERE AssigneeId = ${soqlText(userId)} AND IsActive = true`,
    );
    const direct = rows.flatMap((row) => textIn(row, 'PermissionSetId'));
    const groups = rows.flatMap((row) => textIn(row, 'PermissionSetGroupId'));
    if (groups.length === 0) return direct;
    const of = `PermissionSetGroupId IN ${soqlList(groups)}`;
    const members = await idsIn('PermissionSetGroupComponent', 'PermissionSetId', of);
    const aggregated = await idsIn('PermissionSet', 'Id', of);
    return [...new Set([...direct, ...members, ...aggregated])];
  };

  return {
    async mayAskFor(kind, userId) {
      const permission = permissionOf.get(kind);
      if (permission === undefined || !(await isActive(userId))) return false;
      const sets = await setsOf(userId);
      if (sets.length === 0) return false;
      const [id] = await idsIn('CustomPermission', 'Id', `DeveloperName = ${soqlText(permission)}`);
      if (id === undefined) return false;
      const given = `SetupEntityId = ${soqlText(id)} AND SetupEntityType = 'CustomPermission' AND ParentId IN ${soqlList(sets)}`;
      return (await idsIn('SetupEntityAccess', 'Id', given)).length > 0;
    },

    async mayEditPlan(planId, userId) {
      if (!(await isActive(userId))) return false;
      const soql = `SELECT RecordId, HasEditAccess FROM UserRecordAccess WHERE UserId = ${soqlText(userId)} AND RecordId = ${soqlText(planId)}`;
      try {
        // The service user sees every plan, so a plan without an answer is none.
        const [row] = await read('UserRecordAccess', soql);
        return row === undefined ? undefined : valueAt(row, 'HasEditAccess') === true;
      } catch (error) {
        if (isNoId(error)) return undefined;
        throw error;
      }
    },
  };
};

const textIn = (row: QueriedRecord, field: string): readonly string[] => {
  const value = valueAt(row, field);
  return typeof value === 'string' && value !== '' ? [value] : [];
};

const explained = (error: unknown): unknown => {
  if (!(error instanceof CrmFailure) || error.kind !== 'missing') return error;
  const text = `The companion cannot see who may ask for runs, so it carries out none: ${error.message} Give the service user "View Setup and Configuration" (it is in the permission set Takt_Integration).`;
  return new CrmFailure('missing', text, { code: error.code ?? 'INVALID_TYPE', cause: error });
};
