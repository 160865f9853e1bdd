import { add, after, before, fault, move, swap, type FaultKind } from './fault.ts';
import {
  action,
  fieldInGerman,
  field,
  GERMAN,
  LABELS,
  layout,
  listView,
  object,
  page,
  permissionSet,
  permissionSetGroup,
  rule,
  sharing,
  xml,
} from './places.ts';

const ACTION = 'Takt_Action__c';
const onAction = (name: string): string => field('meeting', ACTION, name);
const RUN = page('foundation', 'Takt_Run_Page');

/** Faults that look right: what is named is there, but elsewhere, in another case, or one over the limit. */
export const furtherLookAlikes: FaultKind = {
  kind: 'look-alikes, further',
  faults: [
    fault(
      'permission set as a group member',
      'Puts a permission set group into a group.',
      swap(
        permissionSetGroup('foundation', 'Takt_Rep_User'),
        '<permissionSets>Takt_Rep<',
        '<permissionSets>Takt_Manager_User<',
      ),
    ),
    fault(
      'permission set group as a public group',
      'Shares with a permission set group.',
      swap(sharing('meeting', ACTION), '<group>Takt_Meeting_Leads<', '<group>Takt_Meeting_Lead_User<'),
    ),
    fault(
      'group by its label',
      'Shares with a group by its label.',
      swap(sharing('meeting', ACTION), '<group>Takt_Meeting_Leads<', '<group>Takt Meeting Leads<'),
    ),
    fault(
      'label of a picklist value in a formula',
      'Asks for a value by its label.',
      swap(onAction('Is_Overdue__c'), '&quot;Done&quot;', '&quot;In Progress&quot;'),
    ),
    fault(
      'translation by the value and not its label',
      'Translates a picklist value by its name.',
      swap(fieldInGerman(ACTION, 'Status__c'), '<masterLabel>In Progress<', '<masterLabel>In_Progress<'),
    ),
    fault(
      'name of a list as its column',
      'Lists the label of a field.',
      swap(listView('meeting', ACTION, 'All'), '<columns>Priority__c', '<columns>Priority'),
    ),
    fault(
      'name column of a query in a list',
      'Writes Name where lists know NAME.',
      swap(listView('meeting', ACTION, 'All'), '<columns>NAME', '<columns>SUBJECT'),
    ),
    fault(
      'relationship of children as a parent',
      'Goes to a parent by the name of its children.',
      swap(
        rule('forecasting', 'Takt_Forecast_Call__c', 'Currency_Is_That_Of_The_Forecast'),
        'Forecast__r.Currency__c',
        'Calls__r.Currency__c',
      ),
    ),
    fault(
      'related list by its relationship name',
      'Lists children by the name of the relationship.',
      swap(
        layout('meeting', 'Takt_Action__c-Takt Action Layout'),
        'Takt_Action__c.Carried_Over_From__c',
        'Takt_Action__c.Carried_Over',
      ),
    ),
    fault(
      'object right of a custom permission',
      'Grants a custom permission as a user permission.',
      before(
        permissionSet('foundation', 'Takt_Integration'),
        '</PermissionSet>',
        '    <userPermissions>\n        <enabled>true</enabled>\n        <name>Takt_Run_Forecast</name>\n    </userPermissions>\n',
      ),
    ),
    fault(
      'view all of a detail',
      'Grants view all of a detail and not of its master.',
      swap(
        permissionSet('foundation', 'Takt_Contributor'),
        /(<object>Takt_Attendance__c<\/object>\s*<viewAllRecords>)false/,
        '$1true',
      ),
    ),
    fault(
      'deeper read without the master',
      'Grants a field of a ledger whose object the set lost.',
      swap(
        permissionSet('foundation', 'Takt_Rep'),
        /(<allowCreate>)true(<\/allowCreate>\s*<allowDelete>false<\/allowDelete>\s*<allowEdit>false<\/allowEdit>\s*<allowRead>)true(<\/allowRead>\s*<modifyAllRecords>false<\/modifyAllRecords>\s*<object>Takt_Forecast_Call__c)/,
        '$1false$2false$3',
      ),
    ),
    fault(
      'default that the picklist does not have',
      'Fills a picklist by a default value that it does not have.',
      after(onAction('Priority__c'), '</fullName>', '\n    <defaultValue>&quot;Urgent&quot;</defaultValue>'),
    ),
    fault(
      'action filled with a value of another picklist',
      'Fills a run kind with an action status.',
      swap(action('foundation', 'Takt_Run__c.Takt_Ask_Again'), '<literalValue>Forecast<', '<literalValue>Done<'),
    ),
    fault(
      'list filtered by a value of another picklist',
      'Filters by a value that another picklist has.',
      swap(listView('meeting', ACTION, 'My_Open'), 'Done,Dropped', 'Done,Succeeded'),
    ),
    fault(
      'sharing by a value of another picklist',
      'Shares by a value that the picklist does not have.',
      swap(sharing('forecasting', 'Takt_Forecast__c'), 'Company,Product_Family', 'Company,Product Family'),
    ),
    fault(
      'checkbox filtered by words',
      'Filters a checkbox by Done.',
      swap(listView('meeting', ACTION, 'Overdue'), '<value>1<', '<value>Done<'),
    ),
    fault(
      'property of a wrong type on a page',
      'Writes words where a component wants a number.',
      swap(page('foundation', 'Takt_Utility_Bar'), '<value>480<', '<value>tall<'),
    ),
    fault(
      'placeholder in the English only',
      'Adds a placeholder to a label and not to its translation.',
      swap(LABELS, '<value>due {0}<', '<value>due {0} of {1}<'),
    ),
    fault(
      'placeholder with a space',
      'Writes a placeholder with a space.',
      swap(GERMAN, /(<label>[^<]*)\{0\}([^<{]*<\/label>\s*<name>Takt_Action_Due<)/, '$1{ 0 }$2'),
    ),
    fault(
      'page of one object for another',
      'Moves a record page to another object and leaves its fields.',
      swap(RUN, '<sobjectType>Takt_Run__c<', '<sobjectType>Takt_Meeting__c<'),
    ),
    fault(
      'object renamed everywhere but in its file',
      'Renames a master’s relationship that a query uses.',
      swap(onAction('Opportunity__c'), '<fullName>Opportunity__c<', '<fullName>Opportunity_c<'),
    ),
    fault(
      'layout with two objects',
      'Names object and layout with another sign.',
      move(
        layout('meeting', 'Takt_Action__c-Takt Action Layout'),
        layout('meeting', 'Takt_Action__c_Takt Action Layout'),
      ),
    ),
    fault(
      'two formulas of each other',
      'Lets two formulas name each other.',
      swap(
        field('forecasting', 'Takt_Deal_Insight__c', 'Days_In_Stage__c'),
        'TODAY() - Stage_Entered_On__c',
        'Back__c + 1',
      ),
      add(
        field('forecasting', 'Takt_Deal_Insight__c', 'Back__c'),
        xml(
          'CustomField',
          '    <fullName>Back__c</fullName>\n    <formula>Days_In_Stage__c + 1</formula>\n    <inlineHelpText>Back.</inlineHelpText>\n    <label>Back</label>\n    <precision>18</precision>\n    <scale>0</scale>\n    <type>Number</type>',
        ),
      ),
    ),
    fault(
      'private object with a child that it controls',
      'Sets the outside of a detail to Private.',
      swap(
        object('meeting', 'Takt_Attendance__c'),
        '<externalSharingModel>ControlledByParent<',
        '<externalSharingModel>Private<',
      ),
    ),
  ],
};
