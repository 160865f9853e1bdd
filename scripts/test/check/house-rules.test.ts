import { describe, expect, it } from 'vitest';
import { readSource } from '../../../server/local-org/metadata/package/read-source.ts';
import { checkHouse } from '../../check/package/house-rules.ts';
import {
  elements,
  metadata,
  type VirtualPackage,
  virtualFiles,
} from '../../../server/test/local-org/metadata/rules/virtual-package.ts';

const found = (texts: VirtualPackage): readonly string[] =>
  checkHouse(readSource(virtualFiles(texts)))
    .map(({ rule }) => rule)
    // Whether a text is translated has tests of its own.
    .filter((rule) => rule !== 'in-german');

const rights = (object: string, values: Readonly<Record<string, boolean>>): string =>
  `<objectPermissions>${elements({ allowCreate: true, allowDelete: false, allowEdit: false, allowRead: true, modifyAllRecords: false, ...values })}<object>${object}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;

const set = (name: string, content: string): VirtualPackage => ({
  [`main/permissionsets/${name}.permissionset-meta.xml`]: metadata(
    'PermissionSet',
    `<description>Set.</description>${content}<label>${name}</label>`,
  ),
});

const field = (object: string, name: string, more: string): VirtualPackage => ({
  [`main/objects/${object}/fields/${name}.field-meta.xml`]: metadata(
    'CustomField',
    `<fullName>${name}</fullName>${more}`,
  ),
});

const help = (text: string): string => `<inlineHelpText>${text}</inlineHelpText><label>X</label><type>Date</type>`;

const layout = (object: string, ...fields: readonly string[]): VirtualPackage => ({
  [`main/layouts/${object}-Layout.layout-meta.xml`]: metadata(
    'Layout',
    `<layoutSections><layoutColumns>${fields.map((one) => `<layoutItems><field>${one}</field></layoutItems>`).join('')}</layoutColumns><style>OneColumn</style></layoutSections>`,
  ),
});

const bundle = (files: Readonly<Record<string, string>>): VirtualPackage => ({
  'main/lwc/board/board.js-meta.xml': metadata('LightningComponentBundle', '<apiVersion>67.0</apiVersion>'),
  'main/lwc/board/board.js':
    "import { LightningElement } from 'lwc';\nexport default class Board extends LightningElement {}\n",
  ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`main/lwc/board/${name}`, text])),
});

/** A field opened for editing, in a set that reads its object. */
const editing = (name: string): string =>
  `${rights(name.split('.')[0] ?? '', { allowCreate: false })}<fieldPermissions><editable>true</editable><field>${name}</field><readable>true</readable></fieldPermissions>`;

const written = {
  ...field('Plan__c', 'Due__c', help('Written by the companion service.')),
  ...layout('Plan__c', 'Due__c'),
};
const judged = { ...field('Plan__c', 'Due__c', help('Written by people.')), ...layout('Plan__c', 'Due__c') };

describe('the house rules', () => {
  it.each<[string, VirtualPackage]>([
    ['described', field('Account', 'Due__c', '<label>X</label><type>Date</type>')],
    ['layout-coverage', { ...field('Plan__c', 'Due__c', help('Day.')), ...layout('Plan__c', 'Name') }],
    ['tab-in-app', { 'main/tabs/Plan__c.tab-meta.xml': metadata('CustomTab', '<customObject>true</customObject>') }],
    ['ledger', set('Takt_Rep', rights('Takt_Forecast_Call__c', { allowEdit: true }))],
    [
      'forbidden-permission',
      set('Takt_Rep', '<userPermissions><enabled>true</enabled><name>ViewAllData</name></userPermissions>'),
    ],
    ['forbidden-permission', set('Takt_Rep', rights('Plan__c', { modifyAllRecords: true }))],
    ['contributor', set('Takt_Contributor', rights('Opportunity', {}))],
    [
      'contributor',
      set('Takt_Contributor', Array.from({ length: 11 }, (_, index) => rights(`Plan${index}__c`, {})).join('')),
    ],
    ['one-writer', { ...written, ...set('Takt_Rep', editing('Plan__c.Due__c')) }],
    [
      'one-writer',
      {
        ...judged,
        ...set('Takt_Rep', editing('Plan__c.Due__c')),
        ...set('Takt_Integration', editing('Plan__c.Due__c')),
      },
    ],
    [
      'object-behind-fields',
      set(
        'Takt_Rep',
        '<fieldPermissions><editable>false</editable><field>Opportunity.NextStep</field><readable>true</readable></fieldPermissions>',
      ),
    ],
    ['style-variable', bundle({ 'board.css': 'p { padding: var(--t-nowhere); }' })],
    ['style-variable', bundle({ 'board.css': 'p { padding: var(--lwc-spacingSmall); }' })],
    ['colour', bundle({ 'board.css': 'p { color: #fff; }' })],
    ['colour', bundle({ 'board.html': '<template><p style="color: red">x</p></template>' })],
    ['base-component', bundle({ 'board.html': '<template><lightning-buttons></lightning-buttons></template>' })],
    ['lightning-module', bundle({ 'more.js': "import { x } from 'lightning/uiRecordsApi';\nexport const y = x;\n" })],
    ['namespace-free', bundle({ 'more.js': "export const name = 'takt__Plan__c';\n" })],
    ['compile', bundle({ 'more.js': 'export const = 1;\n' })],
    ['compile', bundle({ 'board.html': '<template><p></template>' })],
    [
      'third-party',
      { 'main/staticresources/d3.resource-meta.xml': metadata('StaticResource', ''), 'main/staticresources/d3.js': '' },
    ],
  ])('%s finds its fault, alone', (rule, texts) => {
    expect([...new Set(found(texts))]).toEqual([rule]);
  });

  it('take colours that stand in for a hook without a value', () => {
    expect(
      found(bundle({ 'board.css': 'p { color: var(--slds-g-color-on-surface-1, light-dark(#111, #eee)); }' })),
    ).toEqual([]);
  });

  it('let people write what the help says people write', () => {
    expect(found({ ...judged, ...set('Takt_Rep', editing('Plan__c.Due__c')) })).toEqual([]);
  });

  it('want a list of all records where there is a tab', () => {
    const object = metadata('CustomObject', '<description>Plan.</description><label>Plan</label>');
    const app = metadata('CustomApplication', '<tabs>Plan__c</tabs>');
    const texts = {
      'main/objects/Plan__c/Plan__c.object-meta.xml': object,
      'main/tabs/Plan__c.tab-meta.xml': metadata('CustomTab', '<customObject>true</customObject>'),
      'main/applications/Takt.app-meta.xml': app,
    };
    expect(found(texts)).toEqual(['list-for-all']);
  });

  it('keep where a result is from to the companion', () => {
    const look =
      '<inlineHelpText>Run.</inlineHelpText><label>Run</label><referenceTo>Takt_Run__c</referenceTo><type>Lookup</type>';
    const texts = {
      'main/objects/Plan__c/Plan__c.object-meta.xml': metadata(
        'CustomObject',
        '<description>Plan.</description><label>Plan</label>',
      ),
      ...field('Plan__c', 'Run__c', look),
      ...field('Plan__c', 'As_Of__c', help('When.')),
      ...layout('Plan__c', 'Run__c', 'As_Of__c'),
      ...set('Takt_Rep', editing('Plan__c.As_Of__c')),
    };
    expect(found(texts)).toEqual(['provenance']);
  });

  it('let nobody edit what is calculated', () => {
    const formula = '<formula>1</formula><inlineHelpText>One.</inlineHelpText><label>One</label><type>Number</type>';
    const texts = { ...field('Account', 'One__c', formula), ...set('Takt_Rep', editing('Account.One__c')) };
    expect(found(texts)).toEqual(['calculated-field']);
  });
});
