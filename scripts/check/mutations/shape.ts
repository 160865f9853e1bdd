import { add, before, copy, cut, fault, move, remove, swap, type FaultKind } from './fault.ts';
import { field, group, inArea, layout, object, page, permissionSet, rule, tab } from './places.ts';

const DUE = field('meeting', 'Takt_Action__c', 'Due_Date__c');
const ACTION = object('meeting', 'Takt_Action__c');
const REP = permissionSet('foundation', 'Takt_Rep');
const HOME = page('forecasting', 'Takt_Home');

export const shape: FaultKind = {
  kind: 'shape of the XML',
  faults: [
    fault('tag not closed', 'Forgets to close a tag.', swap(DUE, '</label>', '')),
    fault('tag closed by another', 'Closes a tag by another.', swap(DUE, 'Due Date</label>', 'Due Date</Label>')),
    fault('ampersand', 'Writes an ampersand as it is.', swap(DUE, 'Due Date<', 'Due Day & Date<')),
    fault(
      'less than',
      'Writes a less-than sign as it is.',
      swap(field('meeting', 'Takt_Action__c', 'Is_Overdue__c'), '&lt; TODAY', '< TODAY'),
    ),
    fault('nothing in the file', 'Leaves a file empty.', swap(DUE, /[\s\S]+/, '')),
    fault('root of another type', 'Writes CustomFields for CustomField.', swap(DUE, /CustomField\b/g, 'CustomFields')),
    fault(
      'root of another folder',
      'Writes the root of a validation rule into a field.',
      swap(DUE, /CustomField\b/g, 'ValidationRule'),
    ),
    fault('namespace of another', 'Writes another XML namespace.', swap(DUE, '2006/04/metadata', '2006/08/metadata')),
    fault('namespace missing', 'Leaves out the XML namespace.', cut(DUE, / xmlns="[^"]*"/)),
    fault(
      'element unknown',
      'Writes an element that is not there.',
      before(DUE, '    <type>', '    <mandatory>true</mandatory>\n'),
    ),
    fault('element of another case', 'Begins an element with a capital.', swap(DUE, /label>/g, 'Label>')),
    fault(
      'element of another type',
      'Writes an element of another type.',
      before(tab('meeting', 'Takt_Action__c'), '    <motif>', '    <inlineHelpText>Actions</inlineHelpText>\n'),
    ),
    fault(
      'element out of its nest',
      'Takes a value out of its value set.',
      swap(
        field('meeting', 'Takt_Action__c', 'Priority__c'),
        /<valueSetDefinition>\s*<sorted>false<\/sorted>([\s\S]*)<\/valueSetDefinition>/,
        '$1',
      ),
    ),
    fault(
      'element nested too deep',
      'Puts a layout item outside of a column.',
      swap(layout('meeting', 'Takt_Action__c-Takt Action Layout'), /<layoutColumns>([\s\S]*?)<\/layoutColumns>/, '$1'),
    ),
    fault('boolean yes', 'Writes yes for true.', swap(DUE, '<required>true', '<required>yes')),
    fault(
      'boolean with a capital',
      'Writes True for true.',
      swap(ACTION, '<enableReports>true', '<enableReports>True'),
    ),
    fault(
      'number in words',
      'Writes two for 2.',
      swap(field('meeting', 'Takt_Action__c', 'Money_At_Risk__c'), '<scale>2<', '<scale>two<'),
    ),
    fault(
      'number with a decimal',
      'Writes 18.0 digits.',
      swap(field('meeting', 'Takt_Action__c', 'Money_At_Risk__c'), '<precision>18<', '<precision>18.0<'),
    ),
    fault('enum misspelt', 'Writes Protect for Public.', swap(ACTION, '<visibility>Public<', '<visibility>Everyone<')),
    fault(
      'enum of another case',
      'Writes deployed for Deployed.',
      swap(ACTION, '<deploymentStatus>Deployed<', '<deploymentStatus>deployed<'),
    ),
    fault(
      'value twice',
      'Writes an element twice that is there once.',
      before(DUE, '    <type>', '    <type>Date</type>\n'),
    ),
    fault('object in the permission set misspelt', 'Writes allowReads.', swap(REP, /allowRead>/g, 'allowReads>')),
    fault(
      'permission without object',
      'Leaves out of which object a permission is.',
      cut(REP, /<object>Takt_Forecast__c<\/object>/),
    ),
    fault(
      'page item without name',
      'Leaves out the name of a component.',
      cut(HOME, '<componentName>c:forecastBoard</componentName>'),
    ),
    fault(
      'file in the wrong folder',
      'Puts a page among the tabs.',
      move(HOME, inArea('forecasting', 'tabs/Takt_Home.flexipage-meta.xml')),
    ),
    fault(
      'rule among the fields',
      'Puts a validation rule among the fields.',
      move(
        rule('meeting', 'Takt_Action__c', 'Done_Needs_An_Outcome'),
        inArea('meeting', 'objects/Takt_Action__c/fields/Done_Needs_An_Outcome.validationRule-meta.xml'),
      ),
    ),
    fault(
      'file without -meta.xml',
      'Forgets the end of a file name.',
      move(DUE, inArea('meeting', 'objects/Takt_Action__c/fields/Due_Date__c.field.xml')),
    ),
    fault(
      'folder misspelt',
      'Misspells the folder of a type.',
      move(group('meeting', 'Takt_Meeting_Leads'), inArea('meeting', 'group/Takt_Meeting_Leads.groups-meta.xml')),
    ),
    fault(
      'name of the file not the name',
      'Renames the file of a rule and not the rule.',
      move(
        rule('meeting', 'Takt_Action__c', 'Done_Needs_An_Outcome'),
        rule('meeting', 'Takt_Action__c', 'Done_Wants_An_Outcome'),
      ),
    ),
    fault('object file gone', 'Removes the object and leaves its fields.', remove(ACTION)),
    fault(
      'field that others name gone',
      'Removes a field that layouts and pages show.',
      remove(field('meeting', 'Takt_Action__c', 'Money_At_Risk__c')),
    ),
    fault('page twice', 'Leaves a page in two areas.', copy(HOME, page('quota', 'Takt_Home'))),
    fault(
      'permission set twice',
      'Leaves a permission set in two areas.',
      copy(REP, permissionSet('meeting', 'Takt_Rep')),
    ),
    fault(
      'namespace in a reference',
      'Writes a namespace into a reference.',
      swap(HOME, 'c:forecastBoard', 'takt:forecastBoard'),
    ),
    fault(
      'namespace in a field',
      'Writes a namespace before a field.',
      swap(layout('meeting', 'Takt_Action__c-Takt Action Layout'), '<field>Priority__c', '<field>takt__Priority__c'),
    ),
    fault(
      'text between elements',
      'Leaves a word between two elements.',
      swap(DUE, '    <type>', '    todo\n    <type>'),
    ),
    fault(
      'comment not closed',
      'Forgets to close a comment.',
      swap(DUE, '    <type>', '    <!-- the type\n    <type>'),
    ),
    fault(
      'type unknown to the platform',
      'Adds metadata of a type that is not there.',
      add(
        inArea('meeting', 'meetings/Weekly.meeting-meta.xml'),
        '<?xml version="1.0" encoding="UTF-8"?>\n<Meeting xmlns="http://soap.sforce.com/2006/04/metadata">\n    <label>Weekly</label>\n</Meeting>\n',
      ),
    ),
  ],
};
