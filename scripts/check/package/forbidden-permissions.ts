import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** System permissions that open more than Takt's records. */
const forbidden = new Set([
  'AuthorApex',
  'BulkApiHardDelete',
  'CustomizeApplication',
  'DataExport',
  'ManageInternalUsers',
  'ManageProfilesPermissionsets',
  'ManageRoles',
  'ManageSharing',
  'ManageUsers',
  'ModifyAllData',
  'ModifyMetadata',
  'AssignPermissionSets',
  'PasswordNeverExpires',
  'ResetPasswords',
  'ViewAllData',
  'ViewAllFieldsGlobal',
  'ViewEncryptedData',
  'ManageRemoteAccess',
  'ManageCertificates',
  'ManageAuthProviders',
]);

/** The import takes back rows that belong to sellers when one of them fails; sharing never gives deletion. */
const allowedModifyAll = new Set(['Takt_Plan_Edit Takt_Quota__c']);

/** No permission set opens the org, or all records of an object for writing, but for what is explained above. */
export const forbiddenPermissions: Rule = ({ of }) =>
  of('PermissionSet').flatMap((set) => [
    ...(set.xml?.all('userPermissions') ?? [])
      .filter((entry) => entry.flag('enabled') && forbidden.has(entry.text('name') ?? ''))
      .map((entry) =>
        problem('forbidden-permission', set, `${set.fullName} must not grant ${entry.text('name') ?? ''}.`, entry),
      ),
    ...(set.xml?.all('objectPermissions') ?? [])
      .filter((entry) => entry.flag('modifyAllRecords'))
      .filter((entry) => !allowedModifyAll.has(`${set.fullName} ${entry.text('object') ?? ''}`))
      .map((entry) =>
        problem(
          'forbidden-permission',
          set,
          `${set.fullName} must not have Modify All on ${entry.text('object') ?? ''}: it would pass over sharing and the ledgers' rules.`,
          entry,
        ),
      ),
  ]);
