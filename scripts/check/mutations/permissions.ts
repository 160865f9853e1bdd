import { add, before, cut, fault, swap, type Edit, type FaultKind } from './fault.ts';
import { group, permissionSet, permissionSetGroup, xml } from './places.ts';

const REP = permissionSet('foundation', 'Takt_Rep');
const BASE = permissionSet('foundation', 'Takt_Base');
const INTEGRATION = permissionSet('foundation', 'Takt_Integration');
const CONTRIBUTOR = permissionSet('foundation', 'Takt_Contributor');
const REP_USER = permissionSetGroup('foundation', 'Takt_Rep_User');
const AFTER_FIELDS = '    <hasActivationRequired>';
const AFTER_OBJECTS = '    <tabSettings>';

const mayField = (name: string, editable: boolean, readable = true): Edit =>
  before(
    REP,
    AFTER_FIELDS,
    `    <fieldPermissions>\n        <editable>${editable}</editable>\n        <field>${name}</field>\n        <readable>${readable}</readable>\n    </fieldPermissions>\n`,
  );

const mayObject = (name: string, create: boolean, edit: boolean, read: boolean, all = false): Edit =>
  before(
    REP,
    AFTER_OBJECTS,
    `    <objectPermissions>\n        <allowCreate>${create}</allowCreate>\n        <allowDelete>false</allowDelete>\n        <allowEdit>${edit}</allowEdit>\n        <allowRead>${read}</allowRead>\n        <modifyAllRecords>false</modifyAllRecords>\n        <object>${name}</object>\n        <viewAllRecords>${all}</viewAllRecords>\n    </objectPermissions>\n`,
  );

/** The whole permission of one object away. */
const noObject = (file: string, name: string): Edit =>
  cut(
    file,
    new RegExp(
      `    <objectPermissions>(?:(?!</objectPermissions>)[\\s\\S])*<object>${name}</object>[\\s\\S]*?</objectPermissions>\\n`,
    ),
  );

export const permissions: FaultKind = {
  kind: 'permission sets and groups',
  faults: [
    fault(
      'right to an unknown field',
      'Grants a field that is not there.',
      mayField('Takt_Action__c.Nothing__c', false),
    ),
    fault(
      'right to a field of an unknown object',
      'Grants a field of an object that is not there.',
      mayField('Takt_Actions__c.Outcome__c', false),
    ),
    fault(
      'right to a required field',
      'Grants a required field, which all have.',
      mayField('Takt_Action__c.Due_Date__c', true),
    ),
    fault(
      'right to a master',
      'Grants a master-detail field, which all have.',
      mayField('Takt_Attendance__c.Meeting__c', false),
    ),
    fault(
      'formula editable',
      'Lets people edit a formula.',
      swap(REP, /(<editable>)false(<\/editable>\s*<field>Takt_Action__c\.Is_Overdue__c)/, '$1true$2'),
    ),
    fault(
      'edit without read of a field',
      'Lets people edit what they do not read.',
      swap(REP, /(<field>Takt_Action__c\.Outcome__c<\/field>\s*<readable>)true/, '$1false'),
    ),
    fault('right to a field twice', 'Grants a field twice.', mayField('Takt_Action__c.Outcome__c', true)),
    fault('field without its object', 'Grants a field and not its object.', mayField('Takt_Seat__c.Role__c', false)),
    fault(
      'right to an unknown object',
      'Grants an object that is not there.',
      mayObject('Takt_Nothing__c', false, false, true),
    ),
    fault('right to an object twice', 'Grants an object twice.', mayObject('Takt_Action__c', false, false, true)),
    fault(
      'edit without read of an object',
      'Lets people edit an object and not read it.',
      mayObject('Takt_Seat__c', false, true, false),
    ),
    fault(
      'all without read of an object',
      'Lets people view all of what they do not read.',
      mayObject('Takt_Seat__c', false, false, false, true),
    ),
    fault(
      'delete without edit',
      'Lets people delete what they may not edit.',
      swap(
        REP,
        /(<allowDelete>)false(<\/allowDelete>\s*<allowEdit>)(?:true|false)(<\/allowEdit>\s*<allowRead>true<\/allowRead>\s*<modifyAllRecords>false<\/modifyAllRecords>\s*<object>Takt_Forecast_Call__c)/,
        '$1true$2false$3',
      ),
    ),
    fault(
      'detail without its master',
      'Grants a detail object and not its master.',
      noObject(CONTRIBUTOR, 'Takt_Meeting__c'),
      cut(
        CONTRIBUTOR,
        /    <fieldPermissions>\s*<editable>\w+<\/editable>\s*<field>Takt_Meeting__c\.[\s\S]*?<\/fieldPermissions>\n/g,
      ),
    ),
    fault(
      'tab unknown',
      'Shows a tab that is not there.',
      before(
        REP,
        AFTER_OBJECTS,
        '    <tabSettings>\n        <tab>Takt_Nothing__c</tab>\n        <visibility>Visible</visibility>\n    </tabSettings>\n',
      ),
    ),
    fault(
      'tab setting of a profile',
      'Writes DefaultOn, which profiles know.',
      swap(REP, '<visibility>Visible<', '<visibility>DefaultOn<'),
    ),
    fault('app unknown', 'Shows an app that is not there.', swap(BASE, '<application>Takt<', '<application>Takt_App<')),
    fault(
      'custom permission unknown',
      'Grants a custom permission that is not there.',
      swap(BASE, '<name>Takt_Run_Forecast<', '<name>Takt_Run_Forecasts<'),
    ),
    fault(
      'user permission unknown',
      'Grants a user permission that is not there.',
      swap(INTEGRATION, '<name>ApiEnabled<', '<name>APIAccess<'),
    ),
    fault('set without label', 'Leaves out the label.', cut(REP, /<label>Takt Rep<\/label>/)),
    fault(
      'set label too long',
      'Writes a label of 90 characters.',
      swap(REP, '<label>Takt Rep<', `<label>${'Takt Rep '.repeat(10)}<`),
    ),
    fault(
      'set description too long',
      'Writes a description of 300 characters.',
      swap(REP, /<description>.*<\/description>/, `<description>${'Sees own numbers. '.repeat(18)}</description>`),
    ),
    fault(
      'record type unknown',
      'Shows a record type that is not there.',
      before(
        REP,
        AFTER_OBJECTS,
        '    <recordTypeVisibilities>\n        <recordType>Takt_Action__c.Escalation</recordType>\n        <visible>true</visible>\n    </recordTypeVisibilities>\n',
      ),
    ),
    fault(
      'class unknown',
      'Grants an Apex class that is not there.',
      swap(
        REP,
        /(metadata">)/,
        '$1\n    <classAccesses>\n        <apexClass>TaktService</apexClass>\n        <enabled>true</enabled>\n    </classAccesses>',
      ),
    ),
    fault(
      'page unknown',
      'Grants a Visualforce page that is not there.',
      before(
        REP,
        AFTER_OBJECTS,
        '    <pageAccesses>\n        <apexPage>TaktHome</apexPage>\n        <enabled>true</enabled>\n    </pageAccesses>\n',
      ),
    ),
    fault(
      'licence unknown',
      'Names a licence that is not there.',
      before(REP, AFTER_OBJECTS, '    <license>Takt User</license>\n'),
    ),
    fault(
      'group of an unknown set',
      'Puts a set into a group that is not there.',
      swap(REP_USER, '>Takt_Rep<', '>Takt_Reps<'),
    ),
    fault(
      'group without label',
      'Leaves out the label of a permission set group.',
      cut(REP_USER, '<label>Takt Rep User</label>'),
    ),
    fault('group status misspelt', 'Writes Current for Updated.', swap(REP_USER, '>Updated<', '>Current<')),
    fault(
      'muting set unknown',
      'Mutes by a set that is not there.',
      before(REP_USER, '    <permissionSets>', '    <mutingPermissionSets>Takt_Mute</mutingPermissionSets>\n'),
    ),
    fault(
      'set in a group twice',
      'Puts a set into a group twice.',
      before(REP_USER, '    <status>', '    <permissionSets>Takt_Rep</permissionSets>\n'),
    ),
    fault(
      'public group without name',
      'Leaves out the name of a public group.',
      cut(group('meeting', 'Takt_Meeting_Leads'), '<name>Takt Meeting Leads</name>'),
    ),
    fault(
      'set of nothing',
      'Grants a field of a new set by a misspelt name.',
      add(
        permissionSet('meeting', 'Takt_Guest'),
        xml(
          'PermissionSet',
          '    <fieldPermissions>\n        <editable>false</editable>\n        <field>Outcome__c</field>\n        <readable>true</readable>\n    </fieldPermissions>\n    <label>Takt Guest</label>',
        ),
      ),
    ),
  ],
};
