import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { germanTexts } from '../../check/package/german/german-texts.ts';
import { inGerman } from '../../check/package/german/german.ts';
import { germanGrammar } from '../../check/package/german/grammar.ts';
import { germanNames } from '../../check/package/german/names.ts';
import { sameInGerman } from '../../check/package/german/same-in-german.ts';
import type { PackageContents, Problem } from '../../../server/local-org/metadata/package/component.ts';
import { folderFiles } from '../../../server/local-org/metadata/package/folder-files.ts';
import { readSource } from '../../../server/local-org/metadata/package/read-source.ts';
import { ruleContext } from '../../../server/local-org/metadata/rules/rule-context.ts';
import {
  metadata,
  virtualFiles,
  type VirtualPackage,
} from '../../../server/test/local-org/metadata/rules/virtual-package.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const plan = 'force-app/main/area/objects/Plan__c';
const planInGerman = 'force-app/i18n/objectTranslations/Plan__c-de';

const english: VirtualPackage = {
  'force-app/main/area/applications/Planning.app-meta.xml': metadata(
    'CustomApplication',
    '<label>Planning</label><description>Plans the year.</description>',
  ),
  'force-app/main/area/labels/CustomLabels.labels-meta.xml': metadata(
    'CustomLabels',
    '<labels><fullName>Of</fullName><value>{0} of {1}</value></labels>',
  ),
  'force-app/main/area/tabs/Home.tab-meta.xml': metadata('CustomTab', '<label>Overview</label>'),
  'force-app/main/area/quickActions/Plan__c.Ask.quickAction-meta.xml': metadata('QuickAction', '<label>Ask</label>'),
  'force-app/main/area/layouts/Plan__c-Plan Layout.layout-meta.xml': metadata(
    'Layout',
    '<layoutSections><label>Money</label></layoutSections>',
  ),
  [`${plan}/Plan__c.object-meta.xml`]: metadata(
    'CustomObject',
    '<label>Purpose</label><pluralLabel>Purposes</pluralLabel><nameField><label>Name of it</label></nameField>',
  ),
  [`${plan}/fields/Status__c.field-meta.xml`]: metadata(
    'CustomField',
    `<fullName>Status__c</fullName><label>Status</label><inlineHelpText>How far it is.</inlineHelpText>
     <relationshipLabel>Purposes below</relationshipLabel>
     <valueSet><valueSetDefinition>
       <value><fullName>Open</fullName><label>Open</label></value>
     </valueSetDefinition></valueSet>`,
  ),
  [`${plan}/validationRules/Needs_Status.validationRule-meta.xml`]: metadata(
    'ValidationRule',
    '<fullName>Needs_Status</fullName><errorMessage>Choose a status.</errorMessage>',
  ),
};

const forms = ['Nominative', 'Accusative', 'Genitive', 'Dative']
  .flatMap((name) => [
    `<caseValues><caseType>${name}</caseType><plural>false</plural><value>Zweck</value></caseValues>`,
    `<caseValues><caseType>${name}</caseType><plural>true</plural><value>Zwecke</value></caseValues>`,
  ])
  .join('\n');

const german: VirtualPackage = {
  'force-app/i18n/translations/de.translation-meta.xml': metadata(
    'Translations',
    `<customApplications>
       <description>Plant das Jahr.</description><label>Planung</label><name>Planning</name>
     </customApplications>
     <customLabels><label>{0} von {1}</label><name>Of</name></customLabels>
     <customTabs><label>Überblick</label><name>Home</name></customTabs>`,
  ),
  [`${planInGerman}/Plan__c-de.objectTranslation-meta.xml`]: metadata(
    'CustomObjectTranslation',
    `${forms}<gender>Masculine</gender>
     <layouts><layout>Plan Layout</layout>
       <sections><label>Geld</label><section>Money</section></sections>
     </layouts>
     <nameFieldLabel>Sein Name</nameFieldLabel>
     <quickActions><label>Fragen</label><name>Ask</name></quickActions>
     <validationRules><errorMessage>Wählen Sie.</errorMessage><name>Needs_Status</name></validationRules>`,
  ),
  [`${planInGerman}/Status__c.fieldTranslation-meta.xml`]: metadata(
    'CustomFieldTranslation',
    `<help>Wie weit er ist.</help><label>Status</label><name>Status__c</name>
     <picklistValues><masterLabel>Open</masterLabel><translation>Offen</translation></picklistValues>
     <relationshipLabel>Zwecke darunter</relationshipLabel>`,
  ),
};

const found = (contents: PackageContents): readonly Problem[] => {
  const context = ruleContext(contents, { components: [] });
  return [inGerman, germanGrammar, germanNames].flatMap((rule) => rule(context));
};

const messages = (texts: VirtualPackage): readonly string[] =>
  found(readSource(virtualFiles(texts))).map(({ message }) => message);

/** The translated package with one text replaced, wherever it stands. */
const withText = (text: string, other: string): VirtualPackage =>
  Object.fromEntries(
    Object.entries({ ...english, ...german }).map(([file, content]) => [file, content.replace(text, other)]),
  );

describe('the German of the package', () => {
  it('is there for everything that people read', () => {
    expect(found(readSource(folderFiles(root, ['force-app'])))).toEqual([]);
  });

  it('is asked for, for every kind of text', () => {
    expect(messages({ ...english, ...german })).toEqual([]);
    expect(messages(english).toSorted()).toEqual(
      [
        'action Plan__c.Ask',
        'app Planning',
        'description of the app Planning',
        'field Plan__c.Status__c',
        'help of Plan__c.Status__c',
        'label Of',
        'message of Plan__c.Needs_Status',
        'name field of Plan__c',
        'plural of Plan__c',
        'related list of Plan__c.Status__c',
        'section Money of Plan__c-Plan Layout',
        'singular of Plan__c',
        'tab Home',
        'value Open of Plan__c.Status__c',
      ].map((of) => `There is no German for the ${of}.`),
    );
  });

  it('is not found in another language', () => {
    const danish = Object.fromEntries(
      Object.entries(german).map(
        ([file, content]) => [file.replaceAll('-de', '-da').replace('/de.', '/da.'), content] as const,
      ),
    );
    expect(messages({ ...english, ...danish })).toEqual(messages(english));
  });

  it.each(Object.keys(german))('translates nothing that is not there: %s', (file) => {
    const alone = messages({ [file]: german[file] ?? '' });
    expect(alone).not.toEqual([]);
    for (const message of alone) expect(message).toMatch(/^The German .+ has nothing to translate\.$/);
  });

  it('points at the file and the line', () => {
    const [problem] = found(readSource(virtualFiles(withText('Wie weit er ist.', 'x'.repeat(256)))));
    expect(problem).toMatchObject({
      rule: 'in-german',
      file: `${planInGerman}/Status__c.fieldTranslation-meta.xml`,
      line: 3,
    });
  });

  it('keeps the placeholders', () => {
    expect(messages(withText('{0} von {1}', '{0} von {2}'))).toEqual([
      'The German label Of has the placeholders {0} {2}, the English {0} {1}.',
    ]);
    expect(messages(withText('{0} von {1}', 'alle'))).toEqual([
      'The German label Of has the placeholders none, the English {0} {1}.',
    ]);
    expect(messages(withText('{0} von {1}', '{1}: {0}'))).toEqual([]);
  });

  it.each([
    ['Offen', 40, 'value Open of Plan__c.Status__c'],
    ['Sein Name', 40, 'name field of Plan__c'],
    ['Geld', 80, 'section Money of Plan__c-Plan Layout'],
    ['Wählen Sie.', 255, 'message of Plan__c.Needs_Status'],
    ['Wie weit er ist.', 255, 'help of Plan__c.Status__c'],
  ])('fits its place: %s in %i characters', (text, most, of) => {
    expect(messages(withText(text, 'ä'.repeat(most)))).toEqual([]);
    expect(messages(withText(text, 'ä'.repeat(most + 1)))).toEqual([
      `The German ${of} has ${most + 1} characters; ${most} are the most.`,
    ]);
  });

  it('is not the English left as it is, save words that both languages have', () => {
    expect(messages(withText('Überblick', 'Overview'))).toEqual([
      'The German tab Home is the English; translate it, or add it to sameInGerman.',
    ]);
  });

  it('needs every word in the list of those', () => {
    const contents = readSource(folderFiles(root, ['force-app']));
    const texts = new Set(germanTexts(ruleContext(contents, { components: [] })).map(({ text }) => text));
    expect([...sameInGerman].filter((word) => !texts.has(word))).toEqual([]);
  });

  it('calls things by the names that a German screen shows', () => {
    expect(messages(withText('Wählen Sie.', 'Wählen Sie „Offen“.'))).toEqual([]);
    expect(messages(withText('Wählen Sie.', 'Wählen Sie „Open“ oder „Offen“.'))).toEqual([
      'The German message of Plan__c.Needs_Status names „Open“, which no German screen shows.',
    ]);
  });

  it('names permission sets as they are called, for they have one name in every language', () => {
    const set = 'force-app/main/area/permissionsets/Plan.permissionset-meta.xml';
    const named = withText('Wählen Sie.', 'Bitten Sie um „Plan Edit“.');
    expect(messages(named)).toHaveLength(1);
    expect(messages({ ...named, [set]: metadata('PermissionSet', '<label>Plan Edit</label>') })).toEqual([]);
  });

  it('declines the name of an object', () => {
    expect(messages(withText('<gender>Masculine</gender>', ''))).toEqual(['Plan__c has no gender.']);
    expect(messages(withText('<caseType>Genitive', '<caseType>Dative'))).toEqual([
      'Plan__c needs its Genitive singular once.',
      'Plan__c needs its Dative singular once.',
    ]);
  });
});
