import { add, after, before, copy, cut, fault, move, swap, type FaultKind } from './fault.ts';
import { field, xml } from './places.ts';

const of = (name: string): string => field('meeting', 'Takt_Action__c', name);
const make = (file: string, name: string, inside: string): ReturnType<typeof add> =>
  add(file, xml('CustomField', `    <fullName>${name}</fullName>\n    <label>New</label>\n${inside}`));
const master = (name: string, to: string): ReturnType<typeof add> =>
  make(
    field('meeting', 'Takt_Attendance__c', name),
    name,
    `    <referenceTo>${to}</referenceTo>\n    <relationshipLabel>More</relationshipLabel>\n    <relationshipName>More_${name.slice(0, -3)}</relationshipName>\n    <relationshipOrder>1</relationshipOrder>\n    <type>MasterDetail</type>`,
  );

export const fields: FaultKind = {
  kind: 'fields',
  faults: [
    fault('type misspelt', 'Writes Datetime for DateTime.', swap(of('Completed_At__c'), '>DateTime<', '>Datetime<')),
    fault(
      'type of another system',
      'Writes Decimal for Number.',
      swap(of('Money_At_Risk__c'), '>Currency<', '>Decimal<'),
    ),
    fault('text without length', 'Leaves out the length.', cut(of('Currency__c'), /\s*<length>3<\/length>/)),
    fault(
      'text too long',
      'Wants 300 characters in a text field.',
      swap(of('Currency__c'), '<length>3<', '<length>300<'),
    ),
    fault(
      'scale over precision',
      'Wants more decimals than digits.',
      swap(of('Money_At_Risk__c'), '<precision>18<', '<precision>1<'),
    ),
    fault('too many digits', 'Wants 20 digits.', swap(of('Money_At_Risk__c'), '<precision>18<', '<precision>20<')),
    fault(
      'number without precision',
      'Leaves out the precision.',
      cut(of('Money_At_Risk__c'), '<precision>18</precision>'),
    ),
    fault(
      'long text without lines',
      'Leaves out the visible lines.',
      cut(of('Outcome__c'), '<visibleLines>5</visibleLines>'),
    ),
    fault(
      'long text too long',
      'Wants 200,000 characters.',
      swap(of('Outcome__c'), '<length>4000<', '<length>200000<'),
    ),
    fault(
      'long text too short',
      'Wants a long text of 100 characters.',
      swap(of('Outcome__c'), '<length>4000<', '<length>100<'),
    ),
    fault(
      'long text required',
      'Makes a long text required.',
      before(of('Outcome__c'), '    <type>', '    <required>true</required>\n'),
    ),
    fault(
      'lookup to nothing',
      'Looks up an object that is not there.',
      swap(of('Meeting__c'), 'Takt_Meeting__c', 'Takt_Meetings__c'),
    ),
    fault(
      'lookup without target',
      'Leaves out what is looked up.',
      cut(of('Meeting__c'), '<referenceTo>Takt_Meeting__c</referenceTo>'),
    ),
    fault(
      'relationship name twice',
      'Gives two lookups to one object the same relationship name.',
      add(
        of('Other_Meeting__c'),
        xml(
          'CustomField',
          '    <fullName>Other_Meeting__c</fullName>\n    <deleteConstraint>SetNull</deleteConstraint>\n    <inlineHelpText>Another.</inlineHelpText>\n    <label>Other</label>\n    <referenceTo>Takt_Meeting__c</referenceTo>\n    <relationshipLabel>Actions</relationshipLabel>\n    <relationshipName>Actions</relationshipName>\n    <required>false</required>\n    <type>Lookup</type>',
        ),
      ),
    ),
    fault(
      'relationship name with a space',
      'Writes a relationship name in words.',
      swap(of('Carried_Over_From__c'), '<relationshipName>Carried_Over<', '<relationshipName>Carried Over<'),
    ),
    fault(
      'required lookup that empties',
      'Makes a lookup required that is emptied when its record goes.',
      swap(of('Assignee__c'), '>Restrict<', '>SetNull<'),
    ),
    fault(
      'required lookup without constraint',
      'Leaves out what happens when the record of a required lookup goes.',
      cut(of('Assignee__c'), '<deleteConstraint>Restrict</deleteConstraint>'),
    ),
    fault('delete constraint misspelt', 'Writes Null for SetNull.', swap(of('Meeting__c'), '>SetNull<', '>Null<')),
    fault(
      'third master',
      'Gives an object three masters.',
      master('Second__c', 'Takt_Action__c'),
      master('Third__c', 'Takt_Cycle__c'),
    ),
    fault(
      'master required',
      'Says of a master that it is required.',
      after(
        field('meeting', 'Takt_Attendance__c', 'Meeting__c'),
        '<reparentableMasterDetail>false</reparentableMasterDetail>',
        '\n    <required>true</required>',
      ),
    ),
    fault('user as master', 'Makes the user a master.', master('Boss__c', 'User')),
    fault(
      'checkbox without default',
      'Leaves out the default of a checkbox.',
      cut(of('From_Meeting__c'), '<defaultValue>false</defaultValue>'),
    ),
    fault(
      'checkbox unique',
      'Wants a checkbox to be unique.',
      before(of('From_Meeting__c'), '</CustomField>', '    <unique>true</unique>\n'),
    ),
    fault(
      'date as external id',
      'Makes a date an external id.',
      after(of('Due_Date__c'), '</fullName>', '\n    <externalId>true</externalId>'),
    ),
    fault(
      'checkbox default in words',
      'Writes no for false.',
      swap(of('From_Meeting__c'), '<defaultValue>false<', '<defaultValue>no<'),
    ),
    fault(
      'picklist value twice',
      'Writes a value of a picklist twice.',
      swap(of('Priority__c'), '<fullName>Low<', '<fullName>High<'),
    ),
    fault(
      'two defaults',
      'Marks two values as default.',
      swap(of('Priority__c'), /(<fullName>Low<\/fullName>\s*<default>)false/, '$1true'),
    ),
    fault(
      'picklist without values',
      'Leaves out the values.',
      cut(of('Priority__c'), /\s*<valueSet>[\s\S]*<\/valueSet>/),
    ),
    fault(
      'picklist of an unknown value set',
      'Names a global value set that is not there.',
      swap(
        of('Priority__c'),
        /<valueSetDefinition>[\s\S]*<\/valueSetDefinition>/,
        '<valueSetName>Takt_Priorities</valueSetName>',
      ),
    ),
    fault(
      'controlled by nothing',
      'Lets a picklist depend on a field that is not there.',
      swap(of('Priority__c'), '<restricted>', '<controllingField>Nothing__c</controllingField>\n        <restricted>'),
    ),
    fault(
      'field name with a hyphen',
      'Writes a hyphen in a field name.',
      make(of('Due-Day__c'), 'Due-Day__c', '    <type>Date</type>'),
    ),
    fault(
      'field name with two underscores',
      'Writes two underscores in a field name.',
      make(of('Due__Day__c'), 'Due__Day__c', '    <type>Date</type>'),
    ),
    fault(
      'field name with a digit first',
      'Begins a field name with a digit.',
      make(of('2nd_Day__c'), '2nd_Day__c', '    <type>Date</type>'),
    ),
    fault(
      'field name too long',
      'Writes a field name of 47 characters.',
      make(
        of('Day_On_Which_It_Is_Due_At_The_Very_Latest_Of_All__c'),
        'Day_On_Which_It_Is_Due_At_The_Very_Latest_Of_All__c',
        '    <type>Date</type>',
      ),
    ),
    fault(
      'field without suffix',
      'Forgets the two underscores and the c.',
      swap(of('Due_Date__c'), '<fullName>Due_Date__c<', '<fullName>Due_Date<'),
    ),
    fault(
      'field label too long',
      'Writes a label of 45 characters.',
      swap(of('Due_Date__c'), '<label>Due Date<', '<label>Day On Which It Is Due At The Very Latest Of All<'),
    ),
    fault('field without label', 'Leaves out the label.', cut(of('Due_Date__c'), '<label>Due Date</label>')),
    fault('field without type', 'Leaves out the type.', cut(of('Due_Date__c'), '<type>Date</type>')),
    fault(
      'help too long',
      'Writes a help text of 600 characters.',
      swap(of('Due_Date__c'), 'Last day on which it is on time.', 'Last day on time. '.repeat(34)),
    ),
    fault(
      'formula tracked',
      'Tracks the history of a formula.',
      before(of('Is_Overdue__c'), '    <type>', '    <trackHistory>true</trackHistory>\n'),
    ),
    fault(
      'default of a wrong type',
      'Writes words as the default of a date.',
      after(of('Due_Date__c'), '</fullName>', '\n    <defaultValue>&quot;tomorrow&quot;</defaultValue>'),
    ),
    fault(
      'summary over a lookup',
      'Sums up children that hang by a lookup.',
      make(
        field('meeting', 'Takt_Meeting__c', 'Sum__c'),
        'Sum__c',
        '    <summarizedField>Takt_Action__c.Money_At_Risk__c</summarizedField>\n    <summaryForeignKey>Takt_Action__c.Meeting__c</summaryForeignKey>\n    <summaryOperation>sum</summaryOperation>\n    <type>Summary</type>',
      ),
    ),
    fault(
      'summary of an unknown field',
      'Sums up a field that is not there.',
      make(
        field('meeting', 'Takt_Meeting__c', 'Sum__c'),
        'Sum__c',
        '    <summarizedField>Takt_Attendance__c.Nothing__c</summarizedField>\n    <summaryForeignKey>Takt_Attendance__c.Meeting__c</summaryForeignKey>\n    <summaryOperation>sum</summaryOperation>\n    <type>Summary</type>',
      ),
    ),
    fault(
      'field file renamed',
      'Renames the file of a field and not the field.',
      move(of('Due_Date__c'), of('Due_On__c')),
    ),
    fault(
      'field twice',
      'Leaves a field in two areas.',
      copy(of('Due_Date__c'), field('kpi', 'Takt_Action__c', 'Due_Date__c')),
    ),
    fault(
      'length on a date',
      'Gives a date a length.',
      after(of('Due_Date__c'), '</label>', '\n    <length>10</length>'),
    ),
  ],
};
