import { add, after, before, copy, cut, fault, move, remove, swap, type FaultKind } from './fault.ts';
import { fieldInGerman, GERMAN, LABELS, objectInGerman, xml } from './places.ts';

const STATUS = fieldInGerman('Takt_Action__c', 'Status__c');
const ACTION = objectInGerman('Takt_Action__c');
const label = (name: string): RegExp =>
  new RegExp(`\\s*<customLabels>\\s*<label>[^<]*</label>\\s*<name>${name}</name>\\s*</customLabels>`);

export const translations: FaultKind = {
  kind: 'labels and translations',
  faults: [
    fault(
      'label name twice',
      'Gives two labels one name.',
      swap(LABELS, '<fullName>Takt_Action_Added<', '<fullName>Takt_Action_Add<'),
    ),
    fault(
      'label too long',
      'Writes a label of 1,100 characters.',
      swap(LABELS, '<value>Action added<', `<value>${'Action added. '.repeat(79)}<`),
    ),
    fault('label without language', 'Leaves out the language.', cut(LABELS, '<language>en_US</language>')),
    fault(
      'label of an unknown language',
      'Writes a language that is not there.',
      swap(LABELS, '<language>en_US<', '<language>en-US<'),
    ),
    fault(
      'label name with a hyphen',
      'Writes a hyphen in the name of a label.',
      swap(LABELS, '<fullName>Takt_Action_Drop<', '<fullName>Takt-Action-Drop<'),
    ),
    fault(
      'label without short description',
      'Leaves out the short description.',
      cut(LABELS, '<shortDescription>Action added</shortDescription>'),
    ),
    fault(
      'label short description too long',
      'Writes a short description of 90 characters.',
      swap(LABELS, '<shortDescription>Action added<', `<shortDescription>${'Action added '.repeat(7)}<`),
    ),
    fault('label without value', 'Leaves out the value.', cut(LABELS, '<value>Action added</value>')),
    fault(
      'label without protection',
      'Leaves out whether the label is protected.',
      cut(LABELS, '<protected>true</protected>'),
    ),
    fault(
      'label that a component shows removed',
      'Removes a label that is in use.',
      cut(LABELS, /\s*<labels>\s*<fullName>Takt_Action_Added<[\s\S]*?<\/labels>/),
    ),
    fault(
      'label that nothing shows',
      'Adds a label that nothing shows.',
      before(
        LABELS,
        '</CustomLabels>',
        '    <labels>\n        <fullName>Takt_Unused</fullName>\n        <language>en_US</language>\n        <protected>true</protected>\n        <shortDescription>Unused</shortDescription>\n        <value>Unused</value>\n    </labels>\n',
      ),
      before(
        GERMAN,
        '    <customLabels>\n',
        '    <customLabels>\n        <label>Unbenutzt</label>\n        <name>Takt_Unused</name>\n    </customLabels>\n',
      ),
    ),
    fault(
      'translation of an unknown label',
      'Translates a label that is not there.',
      swap(GERMAN, '<name>Takt_Action_Added<', '<name>Takt_Action_Was_Added<'),
    ),
    fault('translation missing', 'Leaves a label untranslated.', cut(GERMAN, label('Takt_Action_Added'))),
    fault(
      'translation twice',
      'Translates a label twice.',
      after(
        GERMAN,
        '<name>Takt_Action_Added</name>\n    </customLabels>',
        '\n    <customLabels>\n        <label>Hinzugefügt</label>\n        <name>Takt_Action_Added</name>\n    </customLabels>',
      ),
    ),
    fault('translation empty', 'Leaves a translation empty.', swap(GERMAN, '<label>Maßnahme hinzugefügt<', '<label><')),
    fault(
      'placeholder lost',
      'Loses a placeholder in translation.',
      swap(GERMAN, '<label>{0} gefährdet<', '<label>Gefährdet<'),
    ),
    fault(
      'placeholder of another number',
      'Writes {2} for {1}.',
      swap(GERMAN, '{0} offen, {1} überfällig', '{0} offen, {2} überfällig'),
    ),
    fault(
      'translated label too long',
      'Writes a translation of 1,100 characters.',
      swap(GERMAN, '<label>Maßnahme hinzugefügt<', `<label>${'Maßnahme hinzugefügt. '.repeat(50)}<`),
    ),
    fault(
      'app translated that is not there',
      'Translates an app that is not there.',
      swap(GERMAN, /(<customApplications>[\s\S]*?<name>)Takt</, '$1Takt_App<'),
    ),
    fault(
      'field translated that is not there',
      'Translates a field that is not there.',
      add(
        fieldInGerman('Takt_Action__c', 'Urgency__c'),
        xml('CustomFieldTranslation', '    <label>Dringlichkeit</label>\n    <name>Urgency__c</name>'),
      ),
    ),
    fault('field untranslated', 'Leaves a field untranslated.', remove(STATUS)),
    fault(
      'field translation of another name',
      'Names another field than the file.',
      swap(STATUS, '<name>Status__c<', '<name>Priority__c<'),
    ),
    fault(
      'value translated that is not there',
      'Translates a picklist value that is not there.',
      swap(STATUS, '<masterLabel>Done<', '<masterLabel>Finished<'),
    ),
    fault(
      'value untranslated',
      'Leaves a picklist value untranslated.',
      cut(STATUS, /\s*<picklistValues>\s*<masterLabel>Done<[\s\S]*?<\/picklistValues>/),
    ),
    fault(
      'translated field label too long',
      'Writes a translated label of 48 characters.',
      swap(STATUS, '<label>Status<', '<label>Wie weit die Maßnahme bis heute gekommen ist jetzt<'),
    ),
    fault(
      'translated help too long',
      'Writes a translated help of 600 characters.',
      swap(STATUS, 'Wie weit die Maßnahme ist.', 'Wie weit die Maßnahme ist. '.repeat(22)),
    ),
    fault(
      'rule translated that is not there',
      'Translates a validation rule that is not there.',
      swap(ACTION, '<name>Done_Needs_An_Outcome<', '<name>Done_Needs_A_Result<'),
    ),
    fault(
      'translated message too long',
      'Writes a translated message of 280 characters.',
      swap(
        ACTION,
        '<errorMessage>Schreiben Sie, was dabei herauskam',
        `<errorMessage>${'Schreiben Sie, was dabei herauskam. '.repeat(7)}Schreiben Sie, was dabei herauskam`,
      ),
    ),
    fault(
      'layout translated that is not there',
      'Translates a layout that is not there.',
      swap(ACTION, '<layout>Takt Action Layout<', '<layout>Takt Action<'),
    ),
    fault(
      'section translated that is not there',
      'Translates a section that is not there.',
      swap(ACTION, '<section>Outcome<', '<section>Result<'),
    ),
    fault('grammar misspelt', 'Writes Female for Feminine.', swap(ACTION, '>Feminine<', '>Female<')),
    fault('case misspelt', 'Writes Akkusativ.', swap(ACTION, '>Accusative<', '>Akkusativ<')),
    fault(
      'translation of an unknown object',
      'Misspells the object in the names of folder and file.',
      move(ACTION, objectInGerman('Takt_Actions__c')),
    ),
    fault(
      'translation to an unknown language',
      'Writes ger for de.',
      move(GERMAN, 'force-app/i18n/translations/ger.translation-meta.xml'),
    ),
    fault(
      'translation of an object twice',
      'Leaves the translation of an object in two places.',
      copy(
        ACTION,
        'force-app/main/meeting/objectTranslations/Takt_Action__c-de/Takt_Action__c-de.objectTranslation-meta.xml',
      ),
    ),
  ],
};
