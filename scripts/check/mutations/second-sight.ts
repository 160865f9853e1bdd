import { add, after, before, cut, fault, remove, swap, type Edit, type FaultKind } from './fault.ts';
import { field, layout, listView, permissionSet, rule, sharing, xml } from './places.ts';

const PLAN = 'Takt_Plan__c';
const onPlan = (name: string): string => field('quota', PLAN, name);
const RETURN = field('kpi', 'Takt_Initiative__c', 'Return__c');
const formula = (text: string): Edit => swap(RETURN, '(Gain__c - Cost__c) / Cost__c', text);
const MANAGER = permissionSet('foundation', 'Takt_Manager');
const grant = (name: string): Edit =>
  before(
    MANAGER,
    '    <hasActivationRequired>',
    `    <fieldPermissions>\n        <editable>false</editable>\n        <field>${name}</field>\n        <readable>true</readable>\n    </fieldPermissions>\n`,
  );
const more = (name: string, inside: string): Edit =>
  add(
    onPlan(name),
    xml(
      'CustomField',
      `    <fullName>${name}</fullName>\n    <inlineHelpText>More.</inlineHelpText>\n    <label>More</label>\n${inside}`,
    ),
  );

/** A second look at every kind, in other places and by other slips. */
export const secondSight: FaultKind = {
  kind: 'second sight',
  faults: [
    fault(
      'lines of a short text',
      'Gives a short text visible lines.',
      before(onPlan('Fiscal_Year__c'), '    <required>', '    <visibleLines>3</visibleLines>\n'),
    ),
    fault('formula required', 'Makes a formula required.', swap(RETURN, '<required>false', '<required>true')),
    fault(
      'formula with a default',
      'Gives a formula a default.',
      before(RETURN, '    <formula>', '    <defaultValue>1</defaultValue>\n'),
    ),
    fault(
      'user cascades',
      'Removes records together with a user.',
      swap(field('meeting', 'Takt_Action__c', 'Assignee__c'), '>Restrict<', '>Cascade<'),
    ),
    fault(
      'many choices without lines',
      'Leaves out the visible lines of a picklist of many choices.',
      swap(onPlan('Kind__c'), '<type>Picklist<', '<type>MultiselectPicklist<'),
      cut(onPlan('Kind__c'), '<required>true</required>'),
    ),
    fault(
      'length of an address on the web',
      'Gives a Url a length.',
      more('Site__c', '    <length>100</length>\n    <type>Url</type>'),
    ),
    fault(
      'lookup filter on an unknown field',
      'Filters a lookup by a field that is not there.',
      more(
        'Seat__c',
        '    <deleteConstraint>SetNull</deleteConstraint>\n    <lookupFilter>\n        <active>true</active>\n        <filterItems>\n            <field>Takt_Seat__c.Nothing__c</field>\n            <operation>equals</operation>\n            <value>1</value>\n        </filterItems>\n        <isOptional>false</isOptional>\n    </lookupFilter>\n    <referenceTo>Takt_Seat__c</referenceTo>\n    <relationshipName>Plans_Of_Seat</relationshipName>\n    <type>Lookup</type>',
      ),
    ),
    fault(
      'case of a number',
      'Makes a unique number mind its case.',
      more(
        'Count__c',
        '    <caseSensitive>true</caseSensitive>\n    <precision>8</precision>\n    <scale>0</scale>\n    <type>Number</type>\n    <unique>true</unique>',
      ),
    ),
    fault(
      'second master first',
      'Counts the only master as the second.',
      swap(
        field('forecasting', 'Takt_Forecast_Call__c', 'Forecast__c'),
        '<relationshipOrder>0<',
        '<relationshipOrder>1<',
      ),
    ),
    fault(
      'default percent in words',
      'Writes words as the default of a number.',
      more(
        'Share__c',
        '    <defaultValue>half</defaultValue>\n    <precision>5</precision>\n    <scale>2</scale>\n    <type>Percent</type>',
      ),
    ),
    fault('if without else', 'Gives IF two arguments.', formula('IF(Gain__c > 0, 1)'.replace('>', '&gt;'))),
    fault('text of a text', 'Makes a text of a text.', formula('VALUE(TEXT(Name))')),
    fault('length of a number', 'Asks for the length of a number.', formula('LEN(Gain__c)')),
    fault('date of two parts', 'Makes a date of a year and a month.', formula('TODAY() - DATE(2026, 1)')),
    fault(
      'contains of a picklist',
      'Looks for a text in a picklist.',
      formula('IF(CONTAINS(Status__c, &quot;Do&quot;), 1, 0)'),
    ),
    fault('day plus day', 'Adds a day to a day.', formula('TODAY() + TODAY()')),
    fault('typographic quotes', 'Writes the quotes of a word processor.', formula('IF(Name = “x”, 1, 0)')),
    fault('comment of a formula open', 'Forgets to close a comment.', formula('1 /* share')),
    fault(
      'lookup in a formula field',
      'Uses VLOOKUP, which rules only know.',
      formula('VALUE(VLOOKUP($ObjectType.Takt_Plan__c.Fields.Name, $ObjectType.Takt_Plan__c.Fields.Name, Name))'),
    ),
    fault('label of a formula unknown', 'Names a label that is not there.', formula('LEN($Label.Takt_Nothing)')),
    fault('round without digits', 'Gives ROUND one argument.', formula('ROUND(Gain__c)')),
    fault(
      'standard field of the record misspelt',
      'Misspells the day of creation.',
      formula('TODAY() - DATEVALUE(CreateDate)'),
    ),
    fault(
      'message at a field of the parent',
      'Shows the message at a field of the parent.',
      swap(
        rule('quota', 'Takt_Quota_Proposal__c', 'Proposal_Needs_A_Total'),
        /<errorDisplayField>[^<]*/,
        '<errorDisplayField>Quota__r.Currency__c',
      ),
    ),
    fault(
      'guard switched off',
      'Switches the rule off by which nobody decides on their own proposal.',
      swap(rule('quota', 'Takt_Quota_Proposal__c', 'Nobody_Decides_On_Their_Own'), '<active>true', '<active>false'),
    ),
    fault(
      'guard removed',
      'Removes the rule by which rows of a ledger are only added.',
      remove(rule('quota', 'Takt_Quota_Proposal__c', 'Rows_Are_Only_Added')),
    ),
    fault('name granted', 'Grants the name, which all have.', grant('Takt_Action__c.Name')),
    fault('owner granted', 'Grants the owner, which all have.', grant('Takt_Action__c.OwnerId')),
    fault('stage granted', 'Grants the stage of a deal, which all have.', grant('Opportunity.StageName')),
    fault(
      'standard field misspelt in a right',
      'Misspells a standard field by far.',
      grant('Opportunity.ExpectedIncome'),
    ),
    fault(
      'app default in a set',
      'Writes of an app what profiles know.',
      after(
        permissionSet('foundation', 'Takt_Base'),
        '<application>Takt</application>',
        '\n        <default>true</default>',
      ),
    ),
    fault(
      'name of a set with a hyphen',
      'Names a permission set with a hyphen.',
      add(permissionSet('meeting', 'Takt-Guest'), xml('PermissionSet', '    <label>Takt Guest</label>')),
    ),
    fault(
      'shared from an unknown group',
      'Shares what an unknown group owns.',
      swap(
        sharing('meeting', 'Takt_Action__c'),
        '<allInternalUsers></allInternalUsers>',
        '<group>Takt_Sellers</group>',
      ),
    ),
    fault(
      'own rows of a detail',
      'Lists the own rows of an object that has no owner.',
      swap(listView('forecasting', 'Takt_Forecast_Call__c', 'All'), '>Everything<', '>Mine<'),
    ),
    fault(
      'owner of a detail in a list',
      'Lists the owner of an object that has none.',
      after(
        listView('forecasting', 'Takt_Forecast_Call__c', 'All'),
        '<columns>NAME</columns>',
        '\n    <columns>OWNER.ALIAS</columns>',
      ),
    ),
    fault(
      'number filtered by words',
      'Filters an amount by words.',
      swap(
        listView('meeting', 'Takt_Action__c', 'My_Open'),
        /<field>Status__c<\/field>\s*<operation>notEqual<\/operation>\s*<value>[^<]*/,
        '<field>Money_At_Risk__c</field>\n        <operation>greaterThan</operation>\n        <value>much',
      ),
    ),
    fault(
      'layout item of nothing',
      'Leaves an item of a layout without a field.',
      cut(layout('meeting', 'Takt_Action__c-Takt Action Layout'), '<field>Priority__c</field>'),
    ),
    fault(
      'section without columns',
      'Leaves a section without its columns.',
      cut(
        layout('meeting', 'Takt_Action__c-Takt Action Layout'),
        /<layoutColumns>[\s\S]*?<\/layoutColumns>\s*<layoutColumns>[\s\S]*?<\/layoutColumns>/,
      ),
    ),
  ],
};
