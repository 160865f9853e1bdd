import { after, before, copy, cut, fault, move, swap, type FaultKind } from './fault.ts';
import { compactLayout, field, inArea, object } from './places.ts';

const ACTION = object('meeting', 'Takt_Action__c');
const ATTENDANCE = object('meeting', 'Takt_Attendance__c');
const CALL = object('forecasting', 'Takt_Forecast_Call__c');

export const objects: FaultKind = {
  kind: 'objects',
  faults: [
    fault('object without plural', 'Leaves out the plural label.', cut(ACTION, /\s*<pluralLabel>.*<\/pluralLabel>/)),
    fault('object without label', 'Leaves out the label.', cut(ACTION, /\s*<label>Takt Action<\/label>/)),
    fault(
      'object label too long',
      'Writes a label of 46 characters.',
      swap(ACTION, '>Takt Action<', '>Takt Action That Somebody Has To Do Before Long<'),
    ),
    fault('object without name field', 'Leaves out the name field.', cut(ACTION, /\s*<nameField>[\s\S]*<\/nameField>/)),
    fault(
      'object without sharing model',
      'Leaves out the sharing model.',
      cut(ACTION, /\s*<sharingModel>.*<\/sharingModel>/),
    ),
    fault(
      'object without deployment status',
      'Leaves out the deployment status.',
      cut(ACTION, /\s*<deploymentStatus>.*<\/deploymentStatus>/),
    ),
    fault(
      'sharing model misspelt',
      'Writes ReadOnly for Read.',
      swap(ACTION, '<sharingModel>Private<', '<sharingModel>ReadOnly<'),
    ),
    fault(
      'outside wider than inside',
      'Opens to guests and partners what is private inside.',
      swap(ACTION, '<externalSharingModel>Private<', '<externalSharingModel>Read<'),
    ),
    fault(
      'detail object private',
      'Sets an object with a master to Private.',
      swap(ATTENDANCE, '<sharingModel>ControlledByParent<', '<sharingModel>Private<'),
    ),
    fault(
      'controlled by no parent',
      'Sets an object without a master to ControlledByParent.',
      swap(ACTION, '<sharingModel>Private<', '<sharingModel>ControlledByParent<'),
    ),
    fault(
      'auto number without format',
      'Leaves out the display format of an auto number.',
      cut(CALL, /\s*<displayFormat>.*<\/displayFormat>/),
    ),
    fault(
      'auto number format without number',
      'Writes a format that holds no number.',
      swap(CALL, 'CALL-{000000}', 'CALL-000000'),
    ),
    fault(
      'name field of a wrong type',
      'Makes the name a number.',
      swap(ACTION, /(<nameField>[\s\S]*<type>)Text/, '$1Number'),
    ),
    fault(
      'compact layout unknown',
      'Assigns a compact layout that is not there.',
      swap(ACTION, '>Takt_Action_Compact<', '>Takt_Action_Short<'),
    ),
    fault(
      'search result of an unknown field',
      'Shows a field in search results that is not there.',
      swap(ACTION, '<searchResultsAdditionalFields>Status__c', '<searchResultsAdditionalFields>State__c'),
    ),
    fault(
      'bulk API off',
      'Switches the Bulk API off alone, which goes with sharing and streaming.',
      swap(ACTION, '<enableBulkApi>true', '<enableBulkApi>false'),
    ),
    fault(
      'action override without page',
      'Overrides View by a page that is not there.',
      after(
        ACTION,
        'metadata">',
        '\n    <actionOverrides>\n        <actionName>View</actionName>\n        <content>Takt_Nothing_Page</content>\n        <formFactor>Large</formFactor>\n        <skipRecordTypeSelect>false</skipRecordTypeSelect>\n        <type>Flexipage</type>\n    </actionOverrides>',
      ),
    ),
    fault(
      'object in a folder of another name',
      'Renames the folder of an object and not its file.',
      move(ACTION, inArea('meeting', 'objects/Takt_Actions__c/Takt_Action__c.object-meta.xml')),
    ),
    fault(
      'object twice',
      'Leaves an object in two areas.',
      copy(ACTION, inArea('quota', 'objects/Takt_Action__c/Takt_Action__c.object-meta.xml')),
    ),
    fault(
      'history without switch',
      'Switches field history off and leaves fields that are tracked.',
      swap(ACTION, '<enableHistory>true', '<enableHistory>false'),
    ),
    fault(
      'compact layout of another object',
      'Moves a compact layout to another object.',
      move(
        compactLayout('meeting', 'Takt_Action__c', 'Takt_Action_Compact'),
        compactLayout('meeting', 'Takt_Meeting__c', 'Takt_Action_Compact'),
      ),
    ),
    fault(
      'field without object',
      'Puts a field into the folder of an object that is not there.',
      move(
        field('meeting', 'Takt_Action__c', 'Money_At_Risk__c'),
        field('meeting', 'Takt_Acton__c', 'Money_At_Risk__c'),
      ),
    ),
    fault(
      'object name field label missing',
      'Leaves out the label of the name.',
      cut(ACTION, '<label>Subject</label>'),
    ),
    fault(
      'description twice',
      'Writes the description of an object twice.',
      before(ACTION, '    <enableActivities>', '    <description>Once more.</description>\n'),
    ),
  ],
};
