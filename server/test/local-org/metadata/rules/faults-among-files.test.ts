import { describe, expect, it } from 'vitest';
import { samplePackage } from './sample-package.ts';
import { metadata, problemsOf, type VirtualPackage } from './virtual-package.ts';

const field = (object: string, name: string, content: string): VirtualPackage => ({
  [`main/objects/${object}/fields/${name}.field-meta.xml`]: metadata(
    'CustomField',
    `<fullName>${name}</fullName><label>X</label>${content}`,
  ),
});

const lookup = (name: string): string =>
  `<deleteConstraint>SetNull</deleteConstraint><referenceTo>Account</referenceTo><relationshipLabel>X</relationshipLabel><relationshipName>${name}</relationshipName><type>Lookup</type>`;
const master = (order: number, to: string): string =>
  `<referenceTo>${to}</referenceTo><relationshipLabel>X</relationshipLabel><relationshipName>Sales_${order}</relationshipName><relationshipOrder>${order}</relationshipOrder><type>MasterDetail</type>`;
const number = '<precision>18</precision><scale>0</scale><type>Number</type>';
const date = '<type>Date</type>';
const permission = (needs: string): string =>
  metadata(
    'CustomPermission',
    `<isLicensed>false</isLicensed><label>X</label><requiredPermission><customPermission>${needs}</customPermission><dependency>true</dependency></requiredPermission>`,
  );

/** Each adds files to the sample; the rule that must speak of them. */
const faults: readonly (readonly [rule: string, title: string, files: VirtualPackage])[] = [
  ['custom-name', 'a name of more than 40 characters', field('Shop__c', `${'N'.repeat(41)}__c`, date)],
  ['custom-name', 'a name with two underscores', field('Shop__c', 'Is__Late__c', date)],
  ['custom-name', 'a name that ends with an underscore', field('Shop__c', 'Late___c', date)],
  ['custom-name', 'a name with a letter beyond ASCII', field('Shop__c', 'Größe__c', date)],
  ['custom-name', 'a field that does not end as custom fields do', field('Shop__c', 'Late', date)],
  [
    'component-name',
    'a permission with a dash',
    {
      'main/customPermissions/Shop-Boss.customPermission-meta.xml': metadata(
        'CustomPermission',
        '<isLicensed>false</isLicensed><label>X</label>',
      ),
    },
  ],
  ['relationship-name-once', 'two lists of one name', field('Sale__c', 'Account__c', lookup('Shops'))],
  ['master-order', 'two masters of one order', field('Sale__c', 'Account__c', master(0, 'Account'))],
  [
    'object-counts',
    'three masters',
    {
      ...field('Sale__c', 'Account__c', master(1, 'Account')),
      ...field('Sale__c', 'Contact__c', master(1, 'Contact')),
    },
  ],
  [
    'object-counts',
    'more than twenty tracked fields',
    Object.assign(
      {},
      ...Array.from({ length: 20 }, (_, index) =>
        field('Shop__c', `Day_${index}__c`, `<trackHistory>true</trackHistory>${date}`),
      ),
    ),
  ],
  ['lookup-target', 'an object that is its own master', field('Sale__c', 'Parent__c', master(1, 'Sale__c'))],
  ['parent-exists', 'a field of an object that is not there', field('Store__c', 'Late__c', date)],
  [
    'formula-circle',
    'formulas that need each other',
    {
      ...field('Shop__c', 'A__c', `<formula>B__c</formula>${number}`),
      ...field('Shop__c', 'B__c', `<formula>A__c</formula>${number}`),
    },
  ],
  [
    'permission-needs',
    'a permission that needs one that is not there',
    { 'main/customPermissions/Boss.customPermission-meta.xml': permission('Nobody') },
  ],
  [
    'permission-needs',
    'a permission that needs itself',
    { 'main/customPermissions/Boss.customPermission-meta.xml': permission('Boss') },
  ],
  [
    'defined-once',
    'a tab in two areas',
    { 'main/other/tabs/Shop__c.tab-meta.xml': samplePackage['main/tabs/Shop__c.tab-meta.xml'] ?? '' },
  ],
  [
    'layout-object',
    'a layout of an object that is not there',
    { 'main/layouts/Store__c-Store Layout.layout-meta.xml': metadata('Layout', '') },
  ],
  [
    'tab-target',
    'a tab of an object that is not there',
    {
      'main/tabs/Store__c.tab-meta.xml': metadata(
        'CustomTab',
        '<customObject>true</customObject><motif>Custom16: Bank</motif>',
      ),
    },
  ],
  [
    'report',
    'a report in a folder that is not there',
    {
      'main/reports/Lost/Big.report-meta.xml': metadata(
        'Report',
        '<format>Tabular</format><name>Big</name><reportType>Opportunity</reportType>',
      ),
    },
  ],
  [
    'report',
    'a report of a type that is not there',
    {
      'main/reports/unfiled$public/Big.report-meta.xml': metadata(
        'Report',
        '<format>Tabular</format><name>Big</name><reportType>Shops_With_Deals__c</reportType>',
      ),
    },
  ],
  [
    'role-parent',
    'a role below one that is not there',
    { 'main/roles/Clerk.role-meta.xml': metadata('Role', '<name>Clerk</name><parentRole>Boss</parentRole>') },
  ],
  [
    'metadata-record',
    'a record of a type that is not there',
    { 'main/customMetadata/Limit.Small.md-meta.xml': metadata('CustomMetadata', '<label>Small</label>') },
  ],
  [
    'bundle-files',
    'a component whose name begins with a capital',
    {
      'main/lwc/Board/Board.js-meta.xml': metadata('LightningComponentBundle', '<apiVersion>67.0</apiVersion>'),
      'main/lwc/Board/Board.js': '',
    },
  ],
];

describe('faults among several files', () => {
  it.each(faults)('the rule %s finds %s', (rule, _title, files) => {
    const found = problemsOf({ ...samplePackage, ...files });
    expect(found.map((one) => one.rule)).toContain(rule);
  });
});
