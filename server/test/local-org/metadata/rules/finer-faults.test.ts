import { describe, expect, it } from 'vitest';
import { samplePackage } from './sample-package.ts';
import { metadata, problemsOf, type VirtualPackage } from './virtual-package.ts';

const field = (name: string, content: string): VirtualPackage => ({
  [`main/objects/Shop__c/fields/${name}.field-meta.xml`]: metadata(
    'CustomField',
    `<fullName>${name}</fullName><label>X</label>${content}`,
  ),
});

const bundle = (files: Readonly<Record<string, string>>, meta = ''): VirtualPackage => ({
  'main/lwc/note/note.js':
    "import { LightningElement } from 'lwc';\nexport default class Note extends LightningElement {}\n",
  'main/lwc/note/note.js-meta.xml': metadata(
    'LightningComponentBundle',
    `<apiVersion>67.0</apiVersion><isExposed>true</isExposed><masterLabel>Note</masterLabel>${meta}`,
  ),
  ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`main/lwc/note/${name}`, text])),
});

const on = (target: string, config: string): string =>
  `<targets><target>${target}</target></targets><targetConfigs><targetConfig targets="${target}">${config}</targetConfig></targetConfigs>`;

const query = (document: string): VirtualPackage =>
  bundle({ 'query.js': `import { gql } from 'lightning/graphql';\nexport const SHOPS = gql\`${document}\`;\n` });
const shops = (args: string, node = 'Id'): string =>
  `query Shops($key: ID) { uiapi { query { Shop__c(${args}) { edges { node { ${node} } } } } } }`;

const page = (item: string): VirtualPackage => ({
  'main/flexipages/Other_Page.flexipage-meta.xml': metadata(
    'FlexiPage',
    `<flexiPageRegions><itemInstances>${item}</itemInstances><name>main</name><type>Region</type></flexiPageRegions><masterLabel>Other</masterLabel><sobjectType>Shop__c</sobjectType><template><name>flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type>`,
  ),
});
const placed = (name: string, properties: Readonly<Record<string, string>>, identifier = 'item'): string =>
  `<componentInstance>${Object.entries(properties)
    .map(
      ([key, value]) =>
        `<componentInstanceProperties><name>${key}</name><value>${value}</value></componentInstanceProperties>`,
    )
    .join('')}<componentName>${name}</componentName><identifier>${identifier}</identifier></componentInstance>`;

const rule = (content: string): VirtualPackage => ({
  'main/objects/Shop__c/validationRules/Other.validationRule-meta.xml': metadata(
    'ValidationRule',
    `<fullName>Other</fullName><active>true</active>${content}<errorMessage>No.</errorMessage>`,
  ),
});

const action = (parent: string): VirtualPackage => ({
  'main/quickActions/Account.Add_Shop.quickAction-meta.xml': metadata(
    'QuickAction',
    `<label>Add</label><optionsCreateFeedItem>false</optionsCreateFeedItem><targetObject>Shop__c</targetObject><targetParentField>${parent}</targetParentField><type>Create</type>`,
  ),
});

const list = { parentFieldApiName: 'Shop__c.Id', relatedListApiName: 'Nothing__r' };

/** The rule that must speak, what is wrong, and the files that are added to the sample. */
const faults: readonly (readonly [rule: string, title: string, files: VirtualPackage])[] = [
  ['bundle-ending', 'TypeScript in a bundle', bundle({ 'words.ts': 'export const A = 1;\n' })],
  ['bundle-ending', 'a copy that an editor left', bundle({ 'note.js.bak': 'old\n' })],
  ['style-import', 'a style sheet outside the component', bundle({ 'note.css': "@import '../other/other.css';\n" })],
  [
    'target-details',
    'objects of a home page',
    bundle({}, on('lightning__HomePage', '<objects><object>Shop__c</object></objects>')),
  ],
  [
    'target-details',
    'a form factor that there is not',
    bundle(
      {},
      on('lightning__HomePage', '<supportedFormFactors><supportedFormFactor type="Phone"/></supportedFormFactors>'),
    ),
  ],
  [
    'target-details',
    'a kind of action that there is not',
    bundle({}, on('lightning__RecordAction', '<actionType>Popup</actionType>')),
  ],
  ['style-import', 'a style sheet of nobody', bundle({ 'note.css': "@import 'c/nothing';\n" })],
  [
    'field-name',
    'a field in a text that there is not',
    bundle({ 'fields.js': "export const F = ['Shop__c.Town__c'];\n" }),
  ],
  [
    'field-name',
    'an object in a text that there is not',
    bundle({ 'record.js': "export const R = { apiName: 'Shops__c' };\n" }),
  ],
  ['graphql-argument', 'more rows than the platform gives', query(shops('first: 5000'))],
  ['graphql-argument', 'an argument that there is not', query(shops('limit: 10'))],
  ['graphql-argument', 'an operator that there is not', query(shops('where: { Id: { equals: $key } }'))],
  ['graphql-argument', 'an order that there is not', query(shops('orderBy: { Name: { order: UP } }'))],
  ['graphql-document', 'a variable that is not declared', query(shops('where: { Id: { eq: $other } }'))],
  ['graphql-document', 'a field without its parts', query(shops('first: 1', 'City__c'))],
  [
    'graphql-document',
    'a fragment of an unknown field',
    query(`${shops('first: 1', '...More')} fragment More on Shop__c { Town__c { value } }`),
  ],
  ['standard-component', 'a list of children that there is not', page(placed('lst:dynamicRelatedList', list))],
  ['standard-component', 'a list without its parent', page(placed('force:relatedListSingleContainer', {}))],
  ['standard-component', 'a number in words', page(placed('force:highlightsPanel', { numVisibleActions: 'three' }))],
  [
    'standard-component',
    'a property that there is not',
    page(placed('force:highlightsPanel', { visibleActions: '3' })),
  ],
  ['page-name', 'an identifier with a hyphen', page(placed('force:detailPanel', {}, 'detail-panel'))],
  ['quick-action-parent', 'a lookup of another object', action('Owner_Person__c')],
  [
    'whole-number',
    'digits with a decimal',
    field('Sum__c', '<precision>18.0</precision><scale>2</scale><type>Number</type>'),
  ],
  [
    'fitting-element',
    'lines of a short text',
    field('Word__c', '<length>80</length><type>Text</type><visibleLines>3</visibleLines>'),
  ],
  ['fitting-element', 'the length of an address', field('Site__c', '<length>80</length><type>Url</type>')],
  [
    'rule-display-field',
    'a message at a field of the parent',
    rule(
      '<errorConditionFormula>Rent__c &lt; 0</errorConditionFormula><errorDisplayField>Account__r.Name</errorDisplayField>',
    ),
  ],
  [
    'global-field',
    'a field that users do not have',
    rule('<errorConditionFormula>$User.Identity = Name</errorConditionFormula>'),
  ],
  [
    'one-root',
    'a second root',
    { 'main/tabs/Shop__c.tab-meta.xml': `${samplePackage['main/tabs/Shop__c.tab-meta.xml'] ?? ''}<CustomTab/>` },
  ],
];

const person = field(
  'Owner_Person__c',
  '<deleteConstraint>SetNull</deleteConstraint><referenceTo>User</referenceTo><relationshipLabel>X</relationshipLabel><relationshipName>Owned_Shops</relationshipName><type>Lookup</type>',
);

describe('finer faults', () => {
  it.each(faults)('the rule %s finds %s', (wanted, _, files) => {
    expect(problemsOf({ ...samplePackage, ...person, ...files }).map((one) => one.rule)).toContain(wanted);
  });
});

/** What is right next to what is wrong. */
const right: readonly (readonly [title: string, files: VirtualPackage])[] = [
  [
    'a form factor and objects of record pages',
    bundle(
      {},
      on(
        'lightning__RecordPage',
        '<objects><object>Shop__c</object></objects><supportedFormFactors><supportedFormFactor type="Small"/></supportedFormFactors>',
      ),
    ),
  ],
  ['a field in a text', bundle({ 'fields.js': "export const F = ['Shop__c.City__c', 'shop__c.x'];\n" })],
  [
    'a query with filter, order and variable',
    query(
      shops(
        'first: 2000, where: { and: [{ City__c: { like: "A%" } }, { Id: { eq: $key } }] }, orderBy: { Name: { order: DESC, nulls: LAST } }',
        'Id City__c { value }',
      ),
    ),
  ],
  [
    'a fragment',
    query(`${shops('where: { Id: { eq: $key } }', '...More')} fragment More on Shop__c { City__c { value } }`),
  ],
  [
    'a panel with its properties',
    page(placed('force:highlightsPanel', { collapsed: 'false', numVisibleActions: '3' })),
  ],
  ['a lookup to the action’s object', action('Account__c')],
  [
    'a long text with lines',
    field('Text__c', '<length>4000</length><type>LongTextArea</type><visibleLines>3</visibleLines>'),
  ],
  ['a field that users have', rule('<errorConditionFormula>$User.Username = Name</errorConditionFormula>')],
  [
    'a comment behind the root',
    { 'main/tabs/Shop__c.tab-meta.xml': `${samplePackage['main/tabs/Shop__c.tab-meta.xml'] ?? ''}<!-- end -->` },
  ],
];

describe('next to the finer faults', () => {
  it.each(right)('%s passes', (_, files) => {
    expect(problemsOf({ ...samplePackage, ...person, ...files })).toEqual(problemsOf({ ...samplePackage, ...person }));
  });
});
