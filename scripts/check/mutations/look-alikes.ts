import { add, after, before, fault, swap, type FaultKind } from './fault.ts';
import { APP, component, field, layout, listView, page, permissionSet, rule, tab, xml } from './places.ts';

const ACTION = 'Takt_Action__c';
const onAction = (name: string): string => field('meeting', ACTION, name);
const ITEMS = component('meeting', 'actionItems', 'actionItems.ts');
const RUN = page('foundation', 'Takt_Run_Page');

/** Faults that look right: what is named is there, but elsewhere, in another case, or one over the limit. */
export const lookAlikes: FaultKind = {
  kind: 'look-alikes',
  faults: [
    fault(
      'label of 41 characters',
      'Goes over the limit of a field label by one.',
      swap(onAction('Due_Date__c'), '>Due Date<', `>${'Due Date '.repeat(4)}Today<`),
    ),
    fault(
      'message of 256 characters',
      'Goes over the limit of a message by one.',
      swap(rule('meeting', ACTION, 'Done_Needs_An_Outcome'), /<errorMessage>[^<]*/, `<errorMessage>${'x'.repeat(256)}`),
    ),
    fault(
      'list name of 41 characters',
      'Goes over the limit of a list name by one.',
      swap(listView('meeting', ACTION, 'My_Open'), '<label>My open actions<', `<label>${'My open ac'.repeat(4)}x<`),
    ),
    fault(
      'field of another object in a layout',
      'Shows a field that another object has.',
      swap(layout('meeting', 'Takt_Action__c-Takt Action Layout'), '<field>Priority__c', '<field>Held_On__c'),
    ),
    fault(
      'field of another object in a list',
      'Lists a field that another object has.',
      swap(listView('meeting', ACTION, 'All'), '<columns>Priority__c', '<columns>Held_On__c'),
    ),
    fault(
      'field of another object in a right',
      'Grants a field that another object has.',
      swap(
        permissionSet('foundation', 'Takt_Rep'),
        '<field>Takt_Action__c.Outcome__c',
        '<field>Takt_Action__c.Held_On__c',
      ),
    ),
    fault(
      'field of another object in a formula',
      'Names a field that the looked-up object has.',
      swap(onAction('Is_Overdue__c'), 'Due_Date__c &lt; TODAY()', 'Held_On__c &lt; TODAY()'),
    ),
    fault(
      'field of another object on a page',
      'Shows a field that another object has.',
      swap(RUN, 'Record.Kind__c', 'Record.Priority__c'),
    ),
    fault(
      'field of another object in a query',
      'Asks for a field that another object has.',
      swap(component('meeting', 'actionData', 'queries.ts'), 'Priority__c {', 'Held_On__c {'),
    ),
    fault(
      'record type as a text',
      'Compares a lookup with a number.',
      swap(rule('meeting', ACTION, 'Owner_Is_The_Assignee'), 'Assignee__c &lt;&gt; OwnerId', 'Assignee__c &lt;&gt; 5'),
    ),
    fault(
      'space behind a value',
      'Leaves a space behind a picklist value.',
      swap(onAction('Status__c'), '<fullName>Done<', '<fullName>Done <'),
    ),
    fault(
      'space behind a name',
      'Leaves a space behind what is looked up.',
      swap(onAction('Meeting__c'), '<referenceTo>Takt_Meeting__c<', '<referenceTo>Takt_Meeting__c <'),
    ),
    fault(
      'picklist values that differ in case',
      'Writes two values that differ in case only.',
      swap(onAction('Priority__c'), '<fullName>Low<', '<fullName>HIGH<'),
    ),
    fault(
      'object in another case',
      'Writes a component’s schema import in another case.',
      after(
        ITEMS,
        "import { labels } from './labels';",
        "\nimport STATUS from '@salesforce/schema/takt_action__c.status__c';\nvoid STATUS;",
      ),
    ),
    fault(
      'label in another case',
      'Imports a label in another case.',
      swap(component('meeting', 'actionItems', 'labels.ts'), 'c.Takt_Action_Added', 'c.Takt_action_added'),
    ),
    fault(
      'bundle in another case',
      'Imports a component in another case.',
      swap(ITEMS, "'c/taktErrors'", "'c/takterrors'"),
    ),
    fault(
      'component in another case',
      'Places a component in another case.',
      swap(page('forecasting', 'Takt_Home'), 'c:forecastBoard', 'c:ForecastBoard'),
    ),
    fault(
      'enum of a tab in a permission set',
      'Writes Available where an app knows only true and false.',
      swap(
        permissionSet('foundation', 'Takt_Base'),
        /(<application>Takt<\/application>\s*<visible>)true/,
        '$1Available',
      ),
    ),
    fault(
      'scope of another type',
      'Writes Mine as the operation.',
      swap(listView('meeting', ACTION, 'My_Open'), '<operation>notEqual<', '<operation>Mine<'),
    ),
    fault(
      'layout behaviour of an action',
      'Writes a behaviour of dynamic forms on a layout.',
      swap(layout('meeting', 'Takt_Action__c-Takt Action Layout'), '<behavior>Readonly<', '<behavior>none<'),
    ),
    fault(
      'type of a formula',
      'Makes a formula field a picklist.',
      swap(onAction('Is_Overdue__c'), '<type>Checkbox<', '<type>Picklist<'),
    ),
    fault(
      'delete constraint of a master',
      'Gives a master what lookups have.',
      before(
        field('meeting', 'Takt_Attendance__c', 'Meeting__c'),
        '    <inlineHelpText>',
        '    <deleteConstraint>Cascade</deleteConstraint>\n',
      ),
    ),
    fault(
      'master to a detail of three',
      'Hangs a detail below a detail below a detail below a detail.',
      add(
        field('meeting', 'Takt_Attendance__c', 'Call__c'),
        xml(
          'CustomField',
          '    <fullName>Call__c</fullName>\n    <inlineHelpText>A call.</inlineHelpText>\n    <label>Call</label>\n    <referenceTo>Takt_Attendance__c</referenceTo>\n    <relationshipLabel>Self</relationshipLabel>\n    <relationshipName>Self</relationshipName>\n    <relationshipOrder>1</relationshipOrder>\n    <type>MasterDetail</type>',
        ),
      ),
    ),
    fault(
      'utility bar as a tab',
      'Opens the utility bar by a tab.',
      swap(tab('foundation', 'Takt_Overview'), '<flexiPage>Takt_Overview<', '<flexiPage>Takt_Utility_Bar<'),
    ),
    fault(
      'home page as a record page',
      'Shows the home page as the page of an object.',
      swap(APP, '<content>Takt_Run_Page<', '<content>Takt_Home<'),
    ),
  ],
};
