import { add, after, before, cut, fault, remove, swap, type FaultKind } from './fault.ts';
import { component, inArea, xml } from './places.ts';

const PROJECT = 'sfdx-project.json';
const IGNORE = '.forceignore';
const MANIFEST = 'manifest/package.xml';
const SCRATCH = 'config/project-scratch-def.json';

export const packaging: FaultKind = {
  kind: 'project and manifest',
  faults: [
    fault(
      'package directory missing',
      'Names a package directory that is not there.',
      swap(PROJECT, 'force-app/i18n', 'force-app/german'),
    ),
    fault('project file with a slip', 'Forgets a comma.', swap(PROJECT, '"name": "Takt",', '"name": "Takt"')),
    fault(
      'no default package',
      'Leaves out which package directory is the default.',
      swap(PROJECT, '"default": true,', ''),
    ),
    fault(
      'two default packages',
      'Makes two package directories the default.',
      swap(PROJECT, '"package": "Takt German",', '"package": "Takt German",\n      "default": true,'),
    ),
    fault(
      'API version of the project in words',
      'Writes a version without its decimal.',
      swap(PROJECT, '"67.0"', '"v67"'),
    ),
    fault(
      'package depends on nothing',
      'Depends on a package that the project does not have.',
      swap(PROJECT, '[{ "package": "Takt",', '[{ "package": "Takt Core",'),
    ),
    fault(
      'project key unknown',
      'Misspells a key of the project file.',
      swap(PROJECT, '"sourceApiVersion"', '"sourceAPIversion"'),
    ),
    fault(
      'namespace written',
      'Writes a namespace into the project file that the references do not follow.',
      swap(PROJECT, '"namespace": ""', '"namespace": "takt-app"'),
    ),
    fault('TypeScript let through', 'No longer ignores TypeScript.', cut(IGNORE, '**/*.ts')),
    fault('tests let through', 'No longer ignores the tests of components.', cut(IGNORE, '**/__tests__/**')),
    fault('everything ignored', 'Ignores a whole area.', after(IGNORE, '**/*.ts', '\n**/meeting/**')),
    fault('ignore file missing', 'Removes the ignore file.', remove(IGNORE)),
    fault(
      'manifest of an unknown object',
      'Lists an object that is not there.',
      swap(MANIFEST, '<members>Takt_Action__c</members>', '<members>Takt_Actions__c</members>'),
    ),
    fault(
      'manifest without a field',
      'Leaves a field out.',
      cut(MANIFEST, /\s*<members>Takt_Action__c\.Due_Date__c<\/members>/),
    ),
    fault(
      'manifest of an unknown type',
      'Misspells a type.',
      swap(MANIFEST, '<name>CompactLayout<', '<name>CompactLayouts<'),
    ),
    fault(
      'manifest of another version',
      'Writes another version than the project.',
      swap(MANIFEST, '<version>67.0<', '<version>58.0<'),
    ),
    fault('manifest without version', 'Leaves out the version.', cut(MANIFEST, /<version>.*<\/version>/)),
    fault('manifest cut off', 'Cuts the end off.', cut(MANIFEST, '</Package>')),
    fault('scratch org of an unknown edition', 'Misspells the edition.', swap(SCRATCH, '"Developer"', '"Develop"')),
    fault(
      'scratch org of an unknown feature',
      'Asks for a feature that is not there.',
      swap(SCRATCH, '"hasSampleData": false,', '"hasSampleData": false,\n  "features": ["TranslationWorkbenches"],'),
    ),
    fault('scratch org with a slip', 'Forgets a brace.', swap(SCRATCH, /\}\s*$/, '')),
    fault(
      'code of another kind',
      'Adds an Apex class.',
      add(inArea('meeting', 'classes/TaktAction.cls'), 'public with sharing class TaktAction {}\n'),
      add(
        inArea('meeting', 'classes/TaktAction.cls-meta.xml'),
        xml('ApexClass', '    <apiVersion>67.0</apiVersion>\n    <status>Active</status>'),
      ),
    ),
    fault(
      'stray file',
      'Leaves a note among the fields.',
      add(inArea('meeting', 'objects/Takt_Action__c/fields/notes.txt'), 'Ask about the due date.\n'),
    ),
    fault(
      'backup file',
      'Leaves a backup of a component.',
      add(component('meeting', 'actionItems', 'actionItems.js-meta.xml.bak'), 'old\n'),
    ),
    fault(
      'manifest member twice',
      'Lists a member twice.',
      before(
        MANIFEST,
        '        <members>Takt_Action__c.Due_Date__c</members>',
        '        <members>Takt_Action__c.Due_Date__c</members>\n',
      ),
    ),
  ],
};
