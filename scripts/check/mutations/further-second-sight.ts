import { add, after, cut, fault, swap, type FaultKind } from './fault.ts';
import {
  action,
  APP,
  component,
  field,
  GERMAN,
  inArea,
  LABELS,
  layout,
  object,
  page,
  permissionSet,
  permissionSetGroup,
  sharing,
  tab,
  xml,
} from './places.ts';

const PLAN = 'Takt_Plan__c';
const onPlan = (name: string): string => field('quota', PLAN, name);
const QUERY = component('quota', 'quotaData', 'query.ts');
const MANAGER = permissionSet('foundation', 'Takt_Manager');

/** A second look at every kind, in other places and by other slips. */
export const furtherSecondSight: FaultKind = {
  kind: 'second sight, further',
  faults: [
    fault(
      'owner on the layout of a detail',
      'Shows the owner of an object that has none.',
      swap(layout('meeting', 'Takt_Attendance__c-Takt Attendance Layout'), '<field>Delegate__c', '<field>OwnerId'),
    ),
    fault(
      'tab of an object by another name',
      'Calls a tab of an object otherwise than the object.',
      add(
        tab('meeting', 'Takt_Meetings'),
        xml('CustomTab', '    <customObject>true</customObject>\n    <motif>Custom18: Form</motif>'),
      ),
    ),
    fault(
      'app without sizes',
      'Leaves out on which screens the app opens.',
      cut(APP, /\s*<formFactors>\w+<\/formFactors>/g),
    ),
    fault(
      'app of a far standard object',
      'Overrides View of a standard object that is not there.',
      swap(APP, '<pageOrSobjectType>Opportunity<', '<pageOrSobjectType>Deal<'),
    ),
    fault(
      'page criteria out of range',
      'Names a second criterion where there is one.',
      swap(
        page('foundation', 'Takt_Run_Page'),
        '<identifier>Result_Section</identifier>\n',
        '<identifier>Result_Section</identifier>\n                <visibilityRule>\n                    <booleanFilter>1 AND 2</booleanFilter>\n                    <criteria>\n                        <leftValue>{!Record.Status__c}</leftValue>\n                        <operator>EQUAL</operator>\n                        <rightValue>Failed</rightValue>\n                    </criteria>\n                </visibilityRule>\n',
      ),
    ),
    fault(
      'page criteria of an unknown value',
      'Compares with a value that the picklist does not have.',
      swap(
        page('foundation', 'Takt_Run_Page'),
        '<identifier>Result_Section</identifier>\n',
        '<identifier>Result_Section</identifier>\n                <visibilityRule>\n                    <criteria>\n                        <leftValue>{!Record.Status__c}</leftValue>\n                        <operator>EQUAL</operator>\n                        <rightValue>Broken</rightValue>\n                    </criteria>\n                </visibilityRule>\n',
      ),
    ),
    fault(
      'standard field misspelt on a page',
      'Misspells a standard field.',
      swap(page('foundation', 'Takt_Run_Page'), 'Record.CreatedById', 'Record.CreatorId'),
    ),
    fault(
      'handler called',
      'Calls a handler in the template.',
      swap(component('quota', 'quotaImport', 'quotaImport.html'), 'onclick={handleRemove}', 'onclick={handleRemove()}'),
    ),
    fault(
      'negation in a template',
      'Negates in the template.',
      swap(component('quota', 'quotaImport', 'quotaImport.html'), 'lwc:if={refused}', 'lwc:if={!refused}'),
    ),
    fault(
      'loop without item',
      'Leaves out what a loop calls its item.',
      swap(component('quota', 'quotaImport', 'quotaImport.html'), ' for:item="refusal"', ''),
    ),
    fault(
      'property of a base component misspelt',
      'Misspells a property of a base component.',
      swap(component('quota', 'quotaImport', 'quotaImport.html'), 'label={labels.REMOVE}', 'lable={labels.REMOVE}'),
    ),
    fault(
      'schema of a standard field misspelt',
      'Imports a standard field by a wrong name.',
      after(
        component('quota', 'quotaImport', 'quotaImport.ts'),
        "} from 'lwc';",
        "\nimport AMOUNT from '@salesforce/schema/Opportunity.Amont';\nvoid AMOUNT;",
      ),
    ),
    fault(
      'query of a standard field misspelt',
      'Asks for a standard field by a wrong name.',
      swap(component('forecasting', 'dealInsight', 'query.ts'), 'CloseDate {', 'ClosingDay {'),
    ),
    fault(
      'query order misspelt',
      'Orders upwards.',
      swap(QUERY, 'orderBy: { Name: { order: ASC } }', 'orderBy: { Name: { order: UP } }'),
    ),
    fault(
      'query operator misspelt',
      'Filters by an operator that is not there.',
      swap(QUERY, '{ eq: $period }', '{ equals: $period }'),
    ),
    fault('query of too many rows', 'Asks for 5,000 rows.', swap(QUERY, 'first: 2000', 'first: 5000')),
    fault('query argument misspelt', 'Writes limit for first.', swap(QUERY, 'first: 2000', 'limit: 2000')),
    fault(
      'text put into a query',
      'Puts a text into a query in place of a variable.',
      swap(component('forecasting', 'dealInsight', 'query.ts'), '{ eq: $deal }', '{ eq: "${DEAL}" }'),
    ),
    fault(
      'static colour in an attribute of a chart',
      'Writes a colour into an SVG attribute.',
      swap(
        component('quota', 'quotaImport', 'quotaImport.html'),
        '<header class="card head">',
        '<header class="card head"><svg><rect fill="#ff0000"></rect></svg>',
      ),
    ),
    fault(
      'label name too long',
      'Names a label with 90 characters.',
      swap(LABELS, '<fullName>Takt_Action_Drop<', `<fullName>Takt_${'Action_'.repeat(12)}Drop<`),
    ),
    fault(
      'placeholder not closed',
      'Forgets a brace of a placeholder.',
      swap(GERMAN, '{0} offen, {1} überfällig', '{0} offen, {1 überfällig'),
    ),
    fault(
      'preset twice said',
      'Fills a field by a value and by a formula.',
      after(
        action('forecasting', 'Takt_Forecast__c.Takt_Recompute'),
        '<field>Kind__c</field>',
        '\n        <formula>&quot;Forecast&quot;</formula>',
      ),
    ),
    fault(
      'archive that is a script',
      'Calls a script an archive.',
      swap(
        inArea('foundation', 'staticresources/chartjs.resource-meta.xml'),
        '>application/javascript<',
        '>application/zip<',
      ),
    ),
    fault(
      'two roots',
      'Writes two roots into a file.',
      after(onPlan('Kind__c'), '</CustomField>', '\n<CustomField></CustomField>'),
    ),
    fault(
      'nothing before the root',
      'Writes a word before the root.',
      swap(onPlan('Kind__c'), '<CustomField ', 'x<CustomField '),
    ),
    fault(
      'contributor with more',
      'Puts another set into the contributors’ group.',
      after(
        permissionSetGroup('foundation', 'Takt_Contributor_User'),
        '<permissionSets>Takt_Contributor</permissionSets>',
        '\n    <permissionSets>Takt_Base</permissionSets>',
      ),
    ),
    fault(
      'pay for managers',
      'Lets managers read pay plans’ assignments of all.',
      swap(
        sharing('compensation', 'Takt_Earning__c'),
        /<group>Takt_Compensation_Team<\/group>/,
        '<group>Takt_Meeting_Leads</group>',
      ),
    ),
    fault(
      'set that must be activated',
      'Makes a set one that a session has to activate.',
      swap(MANAGER, '<hasActivationRequired>false', '<hasActivationRequired>true'),
    ),
    fault(
      'new set with everything',
      'Adds a set that edits forecasts.',
      add(
        permissionSet('meeting', 'Takt_Power'),
        xml(
          'PermissionSet',
          '    <description>Power.</description>\n    <hasActivationRequired>false</hasActivationRequired>\n    <label>Takt Power</label>\n    <objectPermissions>\n        <allowCreate>true</allowCreate>\n        <allowDelete>true</allowDelete>\n        <allowEdit>true</allowEdit>\n        <allowRead>true</allowRead>\n        <modifyAllRecords>false</modifyAllRecords>\n        <object>Takt_Forecast__c</object>\n        <viewAllRecords>true</viewAllRecords>\n    </objectPermissions>',
        ),
      ),
    ),
    fault(
      'outside of a ledger',
      'Opens a private object to partners for editing.',
      swap(object('quota', 'Takt_Quota__c'), /<externalSharingModel>\w+</, '<externalSharingModel>ReadWrite<'),
    ),
  ],
};
