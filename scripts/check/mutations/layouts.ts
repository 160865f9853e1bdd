import { after, before, copy, cut, fault, move, swap, type FaultKind } from './fault.ts';
import { compactLayout, layout, listView } from './places.ts';

const ACTION = layout('meeting', 'Takt_Action__c-Takt Action Layout');
const COMPACT = compactLayout('meeting', 'Takt_Action__c', 'Takt_Action_Compact');
const ALL = listView('meeting', 'Takt_Action__c', 'All');
const OPEN = listView('meeting', 'Takt_Action__c', 'My_Open');
const INCOMPLETE = listView('supply', 'Takt_Product__c', 'Incomplete');
const item = (behavior: string, name: string): string =>
  `            <layoutItems>\n                <behavior>${behavior}</behavior>\n                <field>${name}</field>\n            </layoutItems>`;
const without = (name: string): RegExp =>
  new RegExp(`\\s*<layoutItems>\\s*<behavior>\\w+</behavior>\\s*<field>${name}</field>\\s*</layoutItems>`);

export const layouts: FaultKind = {
  kind: 'layouts',
  faults: [
    fault(
      'layout of an unknown field',
      'Shows a field that is not there.',
      swap(ACTION, '<field>Priority__c', '<field>Urgency__c'),
    ),
    fault(
      'layout field twice',
      'Shows a field twice.',
      swap(ACTION, item('Edit', 'Currency__c'), `${item('Edit', 'Currency__c')}\n${item('Edit', 'Money_At_Risk__c')}`),
    ),
    fault('layout without a required field', 'Leaves out a required field.', cut(ACTION, without('Due_Date__c'))),
    fault('layout without name', 'Leaves out the name.', cut(ACTION, without('Name'))),
    fault(
      'behaviour misspelt',
      'Writes ReadOnly for Readonly.',
      swap(ACTION, '<behavior>Readonly<', '<behavior>ReadOnly<'),
    ),
    fault(
      'formula to be edited',
      'Lets a formula be edited on the layout.',
      swap(ACTION, item('Readonly', 'Is_Overdue__c'), item('Edit', 'Is_Overdue__c')),
    ),
    fault(
      'layout style misspelt',
      'Writes TwoColumns.',
      swap(ACTION, '<style>TwoColumnsTopToBottom<', '<style>TwoColumns<'),
    ),
    fault(
      'layout style missing',
      'Leaves out the style of a section.',
      cut(ACTION, '<style>TwoColumnsTopToBottom</style>'),
    ),
    fault(
      'one column of two',
      'Calls a section of two columns one of one.',
      swap(ACTION, '<style>TwoColumnsTopToBottom<', '<style>OneColumn<'),
    ),
    fault(
      'related list unknown',
      'Lists children that hang by a field that is not there.',
      swap(ACTION, 'Takt_Action__c.Carried_Over_From__c', 'Takt_Action__c.Carried_From__c'),
    ),
    fault(
      'related list of another parent',
      'Lists children of another object.',
      swap(ACTION, 'Takt_Action__c.Carried_Over_From__c', 'Takt_Action__c.Meeting__c'),
    ),
    fault(
      'related list shows an unknown field',
      'Shows a field in a related list that is not there.',
      swap(ACTION, '<fields>Assignee__c', '<fields>Assigned__c'),
    ),
    fault(
      'related list twice',
      'Lists the same children twice.',
      after(
        ACTION,
        '</relatedLists>',
        '\n    <relatedLists>\n        <fields>NAME</fields>\n        <relatedList>Takt_Action__c.Carried_Over_From__c</relatedList>\n    </relatedLists>',
      ),
    ),
    fault(
      'layout of an unknown object',
      'Misspells the object in the name of the file.',
      move(ACTION, layout('meeting', 'Takt_Actions__c-Takt Action Layout')),
    ),
    fault(
      'layout without object',
      'Leaves the object out of the name of the file.',
      move(ACTION, layout('meeting', 'Takt Action Layout')),
    ),
    fault(
      'layout of another object',
      'Names another object in the name of the file.',
      move(ACTION, layout('meeting', 'Takt_Meeting__c-Takt Action Layout')),
    ),
    fault(
      'layout twice',
      'Leaves a layout in two areas.',
      copy(ACTION, layout('quota', 'Takt_Action__c-Takt Action Layout')),
    ),
    fault(
      'layout button unknown',
      'Shows a button that is not there.',
      swap(ACTION, 'metadata">', 'metadata">\n    <customButtons>Escalate</customButtons>'),
    ),
    fault(
      'layout action unknown',
      'Shows a quick action that is not there.',
      before(
        ACTION,
        '    <relatedLists>',
        '    <quickActionList>\n        <quickActionListItems>\n            <quickActionName>Takt_Action__c.Escalate</quickActionName>\n        </quickActionListItems>\n    </quickActionList>\n',
      ),
    ),
    fault(
      'compact layout of an unknown field',
      'Shows a field that is not there.',
      swap(COMPACT, '>Priority__c<', '>Urgency__c<'),
    ),
    fault(
      'compact layout of a long text',
      'Shows a long text in a compact layout.',
      swap(COMPACT, '>Priority__c<', '>Outcome__c<'),
    ),
    fault(
      'compact layout too long',
      'Shows eleven fields.',
      after(
        COMPACT,
        '<fields>Priority__c</fields>',
        ['Account__c', 'Currency__c', 'Decision__c', 'Forecast__c', 'Meeting__c', 'Product__c']
          .map((name) => `\n    <fields>${name}</fields>`)
          .join(''),
      ),
    ),
    fault('compact layout field twice', 'Shows a field twice.', swap(COMPACT, '>Priority__c<', '>Status__c<')),
    fault('compact layout without label', 'Leaves out the label.', cut(COMPACT, '<label>Takt Action</label>')),
    fault(
      'column unknown',
      'Lists a field that is not there.',
      swap(ALL, '<columns>Priority__c', '<columns>Urgency__c'),
    ),
    fault(
      'column of a standard field misspelt',
      'Writes OWNER_ALIAS.',
      swap(ALL, '<columns>NAME', '<columns>OWNER_ALIAS'),
    ),
    fault(
      'filter on an unknown field',
      'Filters by a field that is not there.',
      swap(OPEN, '<field>Status__c', '<field>State__c'),
    ),
    fault('filter on a long text', 'Filters by a long text.', swap(OPEN, '<field>Status__c', '<field>Outcome__c')),
    fault('filter operation misspelt', 'Writes notEquals.', swap(OPEN, '>notEqual<', '>notEquals<')),
    fault('filter operation of numbers', 'Writes greater than as a sign.', swap(OPEN, '>notEqual<', '>&gt;<')),
    fault(
      'filter logic out of range',
      'Names a fourth filter where there are three.',
      swap(INCOMPLETE, '(1 OR 2) AND 3', '(1 OR 2) AND 4'),
    ),
    fault(
      'filter logic with a slip',
      'Leaves a parenthesis open.',
      swap(INCOMPLETE, '(1 OR 2) AND 3', '(1 OR 2 AND 3'),
    ),
    fault('list scope misspelt', 'Writes All for Everything.', swap(ALL, '>Everything<', '>All<')),
    fault('list scope missing', 'Leaves out the scope.', cut(ALL, '<filterScope>Everything</filterScope>')),
    fault('list without label', 'Leaves out the label.', cut(OPEN, '<label>My open actions</label>')),
    fault(
      'list label too long',
      'Writes a label of 52 characters.',
      swap(OPEN, '>My open actions<', '>My open actions and those that are carried over to me<'),
    ),
    fault('list label twice', 'Gives two lists one label.', swap(OPEN, '>My open actions<', '>Overdue<')),
    fault(
      'list shared with an unknown group',
      'Shares a list with a group that is not there.',
      before(OPEN, '</ListView>', '    <sharedTo>\n        <group>Takt_Nobody</group>\n    </sharedTo>\n'),
    ),
    fault(
      'list of too many columns',
      'Lists sixteen columns.',
      after(
        ALL,
        '<columns>Account__c</columns>',
        [
          'Completed_At__c',
          'Currency__c',
          'Decision__c',
          'Forecast__c',
          'From_Meeting__c',
          'Initiative__c',
          'Kpi_Value__c',
          'Meeting__c',
        ]
          .map((name) => `\n    <columns>${name}</columns>`)
          .join(''),
      ),
    ),
  ],
};
