import { after, before, cut, fault, swap, type Edit, type FaultKind } from './fault.ts';
import { field, object, permissionSet, permissionSetGroup, sharing } from './places.ts';

const REP = permissionSet('foundation', 'Takt_Rep');
const MANAGER = permissionSet('foundation', 'Takt_Manager');
const BASE = permissionSet('foundation', 'Takt_Base');
const ADMIN = permissionSet('foundation', 'Takt_Admin');
const CONTRIBUTOR = permissionSet('foundation', 'Takt_Contributor');
const INTEGRATION = permissionSet('foundation', 'Takt_Integration');

/** Another answer to one question about one object. */
const right = (file: string, name: string, of: string, value: boolean): Edit =>
  swap(
    file,
    new RegExp(`(<${of}>)${!value}(</${of}>(?:(?!</objectPermissions>)[\\s\\S])*?<object>${name}</object>)`),
    `$1${value}$2`,
  );
const viewAll = (file: string, name: string): Edit =>
  swap(file, new RegExp(`(<object>${name}</object>\\s*<viewAllRecords>)false`), '$1true');
const editable = (file: string, name: string): Edit =>
  swap(file, new RegExp(`(<editable>)false(</editable>\\s*<field>${name.replace('.', '\\.')}<)`), '$1true$2');
const reads = (file: string, name: string): Edit =>
  before(
    file,
    '    <tabSettings>',
    `    <objectPermissions>\n        <allowCreate>false</allowCreate>\n        <allowDelete>false</allowDelete>\n        <allowEdit>false</allowEdit>\n        <allowRead>true</allowRead>\n        <modifyAllRecords>false</modifyAllRecords>\n        <object>${name}</object>\n        <viewAllRecords>false</viewAllRecords>\n    </objectPermissions>\n`,
  );
const may = (file: string, name: string): Edit =>
  before(
    file,
    '</PermissionSet>',
    `    <userPermissions>\n        <enabled>true</enabled>\n        <name>${name}</name>\n    </userPermissions>\n`,
  );

export const security: FaultKind = {
  kind: 'security of Takt',
  faults: [
    fault('result edited by reps', 'Lets reps edit forecasts.', right(REP, 'Takt_Forecast__c', 'allowEdit', true)),
    fault(
      'result created by managers',
      'Lets managers make quota rows.',
      right(MANAGER, 'Takt_Quota__c', 'allowCreate', true),
    ),
    fault(
      'result deleted by admins',
      'Lets admins delete forecasts.',
      right(ADMIN, 'Takt_Forecast__c', 'allowEdit', true),
      right(ADMIN, 'Takt_Forecast__c', 'allowDelete', true),
    ),
    fault('ledger edited by reps', 'Lets reps edit calls.', right(REP, 'Takt_Forecast_Call__c', 'allowEdit', true)),
    fault(
      'ledger edited by the service',
      'Lets the service user edit calls.',
      right(INTEGRATION, 'Takt_Forecast_Call__c', 'allowEdit', true),
    ),
    fault(
      'ledger deleted',
      'Lets managers edit and delete proposals.',
      right(MANAGER, 'Takt_Quota_Proposal__c', 'allowEdit', true),
      right(MANAGER, 'Takt_Quota_Proposal__c', 'allowDelete', true),
    ),
    fault(
      'demand ledger edited by contributors',
      'Lets contributors edit demand inputs.',
      right(CONTRIBUTOR, 'Takt_Demand_Input__c', 'allowEdit', true),
    ),
    fault(
      'modify all of the service',
      'Grants the service user Modify All.',
      right(INTEGRATION, 'Takt_Forecast__c', 'modifyAllRecords', true),
      swap(
        INTEGRATION,
        /(<allowDelete>)false(<\/allowDelete>(?:(?!<\/objectPermissions>)[\s\S])*?<object>Takt_Forecast__c)/,
        '$1true$2',
      ),
    ),
    fault(
      'modify all of an admin',
      'Grants admins Modify All.',
      right(ADMIN, 'Takt_Action__c', 'modifyAllRecords', true),
      right(ADMIN, 'Takt_Action__c', 'allowDelete', true),
      right(ADMIN, 'Takt_Action__c', 'allowEdit', true),
    ),
    fault('view all data', 'Grants reps View All Data.', may(REP, 'ViewAllData')),
    fault('modify all data', 'Grants the service user Modify All Data.', may(INTEGRATION, 'ModifyAllData')),
    fault('user administration', 'Grants admins to manage users.', may(ADMIN, 'ManageUsers')),
    fault('author of code', 'Grants the service user to write Apex.', may(INTEGRATION, 'AuthorApex')),
    fault('view all of reps', 'Lets reps view all pay.', viewAll(REP, 'Takt_Earning__c')),
    fault('contributor reads deals', 'Lets contributors read opportunities.', reads(CONTRIBUTOR, 'Opportunity')),
    fault(
      'contributor sees a field of deals',
      'Opens a field of opportunities to contributors, without the object.',
      before(
        CONTRIBUTOR,
        '    <hasActivationRequired>',
        '    <fieldPermissions>\n        <editable>false</editable>\n        <field>Opportunity.NextStep</field>\n        <readable>true</readable>\n    </fieldPermissions>\n',
      ),
    ),
    fault(
      'contributor reads one more',
      'Lets contributors read one object more than their licence has.',
      reads(CONTRIBUTOR, 'Takt_Seat__c'),
    ),
    fault(
      'machine field edited by reps',
      'Lets reps edit what the machine writes.',
      editable(REP, 'Takt_Action__c.Completed_At__c'),
    ),
    fault(
      'result field edited by managers',
      'Lets managers edit a field of a result.',
      editable(MANAGER, 'Takt_Forecast__c.Model_P50__c'),
    ),
    fault(
      'waiver written by the service',
      'Lets the service user write what people write.',
      editable(INTEGRATION, 'Takt_Data_Issue__c.Waived__c'),
    ),
    fault(
      'rep publishes',
      'Lets reps ask for quotas to be published.',
      before(
        REP,
        '    <description>',
        '    <customPermissions>\n        <enabled>true</enabled>\n        <name>Takt_Run_Publish</name>\n    </customPermissions>\n',
      ),
    ),
    fault(
      'everybody calls for others',
      'Lets everybody call for others.',
      swap(BASE, '<name>Takt_Run_Forecast<', '<name>Takt_Call_For_Others<'),
    ),
    fault(
      'rep deletes runs',
      'Lets everybody delete runs.',
      right(BASE, 'Takt_Run__c', 'allowEdit', true),
      right(BASE, 'Takt_Run__c', 'allowDelete', true),
    ),
    fault(
      'forecasts public',
      'Opens all forecasts to all.',
      swap(object('forecasting', 'Takt_Forecast__c'), '<sharingModel>Private<', '<sharingModel>Read<'),
    ),
    fault(
      'ledger wants edit of the master',
      'Lets a ledger follow who may edit its master.',
      swap(
        field('forecasting', 'Takt_Forecast_Call__c', 'Forecast__c'),
        '<writeRequiresMasterRead>true',
        '<writeRequiresMasterRead>false',
      ),
    ),
    fault(
      'ledger reparented',
      'Lets a row of a ledger move to another forecast.',
      swap(
        field('forecasting', 'Takt_Forecast_Call__c', 'Forecast__c'),
        '<reparentableMasterDetail>false',
        '<reparentableMasterDetail>true',
      ),
    ),
    fault(
      'rep group with admin',
      'Puts the admin set into the group of reps.',
      after(
        permissionSetGroup('foundation', 'Takt_Rep_User'),
        '<permissionSets>Takt_Base</permissionSets>',
        '\n    <permissionSets>Takt_Admin</permissionSets>',
      ),
    ),
    fault(
      'forecasts shared with all',
      'Shares forecasts with all internal users.',
      swap(
        sharing('forecasting', 'Takt_Forecast__c'),
        '<group>Takt_Company_Readers</group>',
        '<allInternalUsers></allInternalUsers>',
      ),
    ),
    fault(
      'service shares nothing',
      'Takes the rule away by which the service user edits rows of others.',
      cut(sharing('forecasting', 'Takt_Forecast__c'), /\s*<sharingOwnerRules>[\s\S]*<\/sharingOwnerRules>/),
    ),
    fault(
      'field that the group does not read',
      'Takes the read right of a field from everybody.',
      cut(
        REP,
        / {4}<fieldPermissions>\s*<editable>\w+<\/editable>\s*<field>Takt_Action__c\.Money_At_Risk__c[\s\S]*?<\/fieldPermissions>\n/,
      ),
    ),
    fault(
      'external users read',
      'Opens forecasts to partners.',
      swap(object('forecasting', 'Takt_Forecast__c'), '<externalSharingModel>Private<', '<externalSharingModel>Read<'),
    ),
    fault(
      'integration licence on a set',
      'Ties the service user’s set to a licence, which cannot be granted then.',
      before(INTEGRATION, '    <objectPermissions>', '    <license>Salesforce</license>\n'),
    ),
  ],
};
