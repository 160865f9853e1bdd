import { describe, expect, it } from 'vitest';
import { samplePackage } from './sample-package.ts';
import { problemsOf, type VirtualPackage } from './virtual-package.ts';

/** The rule that must find it, what is wrong, the file (by the end of its path), and what is written instead of what. */
type Fault = readonly [rule: string, title: string, file: string, before: string, after: string];

const shopField = (name: string): string => `Shop__c/fields/${name}.field-meta.xml`;
const permissionSet = 'Shop_Keeper.permissionset-meta.xml';
const shopPage = 'Shop_Page.flexipage-meta.xml';
const shopLayout = 'Shop__c-Shop Layout.layout-meta.xml';
const listView = 'Big_Shops.listView-meta.xml';
const sharing = 'Shop__c.sharingRules-meta.xml';
const app = 'Shops.app-meta.xml';
const objectFile = 'Shop__c.object-meta.xml';
const salesMeta = 'shopSales.js-meta.xml';
const salesScript = 'shopSales/shopSales.js';

const schema: readonly Fault[] = [
  [
    'element-known',
    'an element that the type does not have',
    shopField('City__c'),
    '<unique>false</unique>',
    '<unic>false</unic>',
  ],
  ['element-known', 'an element in the wrong place', permissionSet, '<tabSettings>', '<tabSettings><label>x</label>'],
  ['element-once', 'an element twice', listView, '<label>Big', '<label>More</label><label>Big'],
  [
    'element-together',
    'elements of a kind apart',
    permissionSet,
    '<label>Shop',
    '<customPermissions><enabled>false</enabled><name>Other__p</name></customPermissions><label>Shop',
  ],
  ['element-value', 'a boolean that is none', shopField('City__c'), '<required>false', '<required>no'],
  ['element-value', 'a number that is none', shopField('City__c'), '<length>80', '<length>eighty'],
  ['element-value', 'a value that the enumeration lacks', permissionSet, '<visibility>Visible', '<visibility>Shown'],
  ['element-value', 'a type of field that there is not', shopField('Opened__c'), '<type>Date<', '<type>Day<'],
  [
    'element-value',
    'text where elements belong',
    listView,
    '<filters><field>Kind__c</field><operation>equals</operation><value>Big</value></filters>',
    '<filters>Kind__c</filters>',
  ],
  ['element-required', 'an element that must be there', listView, '<operation>equals</operation>', ''],
  ['well-formed-xml', 'a tag that is not closed', permissionSet, '</label>', ''],
];

const names: readonly Fault[] = [
  [
    'full-name',
    'a file that is called otherwise than its field',
    shopField('City__c'),
    '<fullName>City__c',
    '<fullName>Town__c',
  ],
  ['full-name', 'a list view without its name', listView, '<fullName>Big_Shops</fullName>', ''],
  [
    'text-length',
    'a label of more than 40 characters',
    shopField('City__c'),
    '<label>City',
    `<label>${'c'.repeat(41)}`,
  ],
  [
    'text-length',
    'a message of more than 255 characters',
    'Rent_Positive.validationRule-meta.xml',
    'Say a rent',
    's'.repeat(256),
  ],
  [
    'text-length',
    'a help text of more than 510 characters',
    shopField('City__c'),
    '<label>City',
    `<inlineHelpText>${'h'.repeat(511)}</inlineHelpText><label>City`,
  ],
  ['text-present', 'a permission set without a label', permissionSet, '<label>Shop Keeper', '<label>'],
];

const objects: readonly Fault[] = [
  ['object-definition', 'an object without a plural', objectFile, '<pluralLabel>Shops</pluralLabel>', ''],
  ['object-definition', 'an object without a sharing model', objectFile, '<sharingModel>Private</sharingModel>', ''],
  [
    'name-field',
    'an automatic name without a format',
    objectFile,
    '<trackHistory>true</trackHistory><type>Text',
    '<type>AutoNumber',
  ],
  ['enterprise-switches', 'streaming without sharing', objectFile, '<enableSharing>true', '<enableSharing>false'],
  [
    'sharing-model',
    'a detail with a sharing model of its own',
    'Sale__c.object-meta.xml',
    'ControlledByParent',
    'Private',
  ],
  [
    'sharing-model',
    'an object without master that is controlled by it',
    objectFile,
    '<sharingModel>Private',
    '<sharingModel>ControlledByParent',
  ],
  [
    'search-layout',
    'a search layout with a field that is not there',
    objectFile,
    '<searchResultsAdditionalFields>City__c',
    '<searchResultsAdditionalFields>Town__c',
  ],
  [
    'compact-layout-assigned',
    'an assigned compact layout that is not there',
    objectFile,
    '<deploymentStatus>',
    '<compactLayoutAssignment>Nothing</compactLayoutAssignment><deploymentStatus>',
  ],
];

const fields: readonly Fault[] = [
  ['field-length', 'a text without length', shopField('City__c'), '<length>80</length>', ''],
  ['field-length', 'a text that is too long', shopField('City__c'), '<length>80', '<length>300'],
  ['field-length', 'a long text that is too short', shopField('Notes__c'), '<length>4000', '<length>200'],
  ['field-length', 'a long text that is too long', shopField('Notes__c'), '<length>4000', '<length>131073'],
  ['field-visible-lines', 'a long text without lines', shopField('Notes__c'), '<visibleLines>5</visibleLines>', ''],
  ['field-precision', 'more than 18 digits', shopField('Rent__c'), '<precision>18', '<precision>19'],
  ['field-precision', 'more decimals than digits', shopField('Rent__c'), '<precision>18', '<precision>1'],
  ['field-precision', 'a currency without scale', shopField('Rent__c'), '<scale>2</scale>', ''],
  ['field-key', 'a date that is unique', shopField('Opened__c'), '<type>', '<unique>true</unique><type>'],
  [
    'field-key',
    'a checkbox that is an external id',
    shopField('Open__c'),
    '<type>',
    '<externalId>true</externalId><type>',
  ],
  [
    'field-required',
    'a long text that is required',
    shopField('Notes__c'),
    '<type>',
    '<required>true</required><type>',
  ],
  [
    'field-checkbox-default',
    'a checkbox without default',
    shopField('Open__c'),
    '<defaultValue>false</defaultValue>',
    '',
  ],
  [
    'field-display-format',
    'an automatic number without format',
    shopField('Number__c'),
    '<displayFormat>S-{0000}</displayFormat>',
    '',
  ],
  ['field-display-format', 'a format without a counter', shopField('Number__c'), 'S-{0000}', 'S-0000'],
  ['field-history', 'tracking in an object without history', objectFile, '<enableHistory>true</enableHistory>', ''],
  [
    'lookup-target',
    'a lookup to an object that is not there',
    shopField('Account__c'),
    '<referenceTo>Account',
    '<referenceTo>Firm__c',
  ],
  [
    'lookup-target',
    'a slip in the name of a standard object',
    shopField('Account__c'),
    '<referenceTo>Account',
    '<referenceTo>Acount',
  ],
  ['lookup-delete', 'a required lookup that is emptied', shopField('Account__c'), '<required>false', '<required>true'],
  [
    'lookup-delete',
    'a delete constraint on a master',
    'Sale__c/fields/Shop__c.field-meta.xml',
    '<referenceTo>',
    '<deleteConstraint>Cascade</deleteConstraint><referenceTo>',
  ],
  [
    'relationship-name',
    'a relationship name with a space',
    shopField('Account__c'),
    '<relationshipName>Shops',
    '<relationshipName>My Shops',
  ],
  [
    'master-order',
    'a master that is second of one',
    'Sale__c/fields/Shop__c.field-meta.xml',
    '<relationshipOrder>0',
    '<relationshipOrder>1',
  ],
  [
    'summary',
    'a summary over a field that is not there',
    shopField('Sales__c'),
    'Sale__c.Amount__c',
    'Sale__c.Price__c',
  ],
  [
    'picklist-values',
    'a value twice',
    shopField('Kind__c'),
    '<fullName>Small</fullName><default>false</default><label>Small',
    '<fullName>big</fullName><default>false</default><label>Small',
  ],
  [
    'picklist-values',
    'a value set that is not there',
    shopField('Kind__c'),
    /<valueSetDefinition>.*<\/valueSetDefinition>/s.source,
    '<valueSetName>Kinds</valueSetName>',
  ],
  [
    'picklist-control',
    'a controlling field that is not there',
    shopField('Detail__c'),
    '<controllingField>Kind__c',
    '<controllingField>Sort__c',
  ],
  [
    'picklist-control',
    'a controlling value that is not there',
    shopField('Detail__c'),
    '<controllingFieldValue>Big',
    '<controllingFieldValue>Huge',
  ],
  ['field-formula-type', 'a formula that gives a picklist', shopField('Age__c'), '<type>Number', '<type>Email'],
];

const formulas: readonly Fault[] = [
  ['field-formula', 'a formula with a field that is not there', shopField('Age__c'), 'Opened__c', 'Closed__c'],
  ['field-formula', 'a formula with a function that there is not', shopField('Age__c'), 'TODAY()', 'TODAYS()'],
  ['field-formula', 'a formula that gives another type', shopField('Age__c'), 'TODAY() - Opened__c', 'TEXT(Kind__c)'],
  ['field-formula', 'a formula that names itself', shopField('Age__c'), 'TODAY() - Opened__c', 'Age__c + 1'],
  ['field-formula', 'too many arguments', shopField('Age__c'), 'TODAY() - Opened__c', 'ABS(1, 2)'],
  [
    'rule-formula',
    'a rule with a parenthesis too few',
    'Rent_Positive.validationRule-meta.xml',
    'Shop_Owner))',
    'Shop_Owner)',
  ],
  [
    'rule-formula',
    'a rule with a permission that is not there',
    'Rent_Positive.validationRule-meta.xml',
    '$Permission.Shop_Owner',
    '$Permission.Shop_Boss',
  ],
  [
    'rule-formula',
    'a picklist compared with a text',
    'Rent_Positive.validationRule-meta.xml',
    'Rent__c &lt; 0',
    'Kind__c = "Big"',
  ],
  ['default-formula', 'a default of another type', shopField('Rent__c'), '<defaultValue>100', '<defaultValue>"a"'],
  [
    'rule-display-field',
    'a rule at a field that is not there',
    'Rent_Positive.validationRule-meta.xml',
    '<errorDisplayField>Rent__c',
    '<errorDisplayField>Hire__c',
  ],
];

const access: readonly Fault[] = [
  ['grant-field', 'a permission on a field that is not there', permissionSet, 'Shop__c.City__c', 'Shop__c.Town__c'],
  ['grant-field', 'a slip in a standard field', permissionSet, 'Shop__c.City__c', 'Opportunity.Amuont'],
  ['grant-field-hideable', 'a permission on a required field', permissionSet, 'Shop__c.City__c', 'Shop__c.Kind__c'],
  [
    'grant-field-hideable',
    'a permission on a master-detail field',
    permissionSet,
    'Shop__c.City__c',
    'Sale__c.Shop__c',
  ],
  [
    'grant-field-editable',
    'a field to edit and not to read',
    permissionSet,
    '<field>Shop__c.Rent__c</field><readable>true',
    '<field>Shop__c.Rent__c</field><readable>false',
  ],
  ['grant-field-calculated', 'a formula to edit', permissionSet, '<editable>false', '<editable>true'],
  [
    'grant-object',
    'a permission on an object that is not there',
    permissionSet,
    '<object>Shop__c',
    '<object>Market__c',
  ],
  [
    'object-rights',
    'deleting without editing',
    permissionSet,
    '<allowDelete>true</allowDelete><allowEdit>true',
    '<allowDelete>true</allowDelete><allowEdit>false',
  ],
  [
    'master-rights',
    'a detail without its master',
    permissionSet,
    '<allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Shop__c',
    '<allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>false</allowRead><modifyAllRecords>false</modifyAllRecords><object>Shop__c',
  ],
  ['grant-target', 'an app that is not there', permissionSet, '<application>Shops', '<application>Stores'],
  ['grant-target', 'a custom permission that is not there', permissionSet, '<name>Shop_Owner', '<name>Shop_Boss'],
  ['grant-tab', 'a tab that is not there', permissionSet, '<tab>Shop__c', '<tab>Market__c'],
  ['grant-record-type', 'a record type that is not there', permissionSet, 'Shop__c.Market', 'Shop__c.Kiosk'],
  ['granted-once', 'a field twice', permissionSet, 'Shop__c.Rent__c', 'Shop__c.City__c'],
  [
    'user-permission',
    'a user permission that there is not',
    permissionSet,
    '<name>RunReports',
    '<name>RunAllReportsEver',
  ],
  [
    'group-members',
    'a group of a set that is not there',
    'Shop_People.permissionsetgroup-meta.xml',
    '<permissionSets>Shop_Keeper',
    '<permissionSets>Shop_Boss',
  ],
  [
    'sharing-object',
    'a rule for an object that is open already',
    objectFile,
    '<sharingModel>Private',
    '<sharingModel>ReadWrite',
  ],
  ['sharing-object', 'an access level that there is not', sharing, '<accessLevel>Read', '<accessLevel>Write'],
  ['sharing-party', 'a group that is not there', sharing, '<group>Shop_Readers', '<group>Shop_Writers'],
  ['sharing-criteria', 'a condition on a field that is not there', sharing, '<field>Kind__c', '<field>Sort__c'],
  ['sharing-criteria', 'a condition on a formula', sharing, '<field>Kind__c', '<field>Age__c'],
];

const lists: readonly Fault[] = [
  ['list-columns', 'a column that is not there', listView, '<columns>City__c', '<columns>Town__c'],
  ['list-columns', 'a column by its API name', listView, '<columns>NAME', '<columns>CreatedDate'],
  ['list-columns', 'a column twice', listView, '<columns>OWNER.ALIAS', '<columns>City__c'],
  ['list-filters', 'a condition on a field that is not there', listView, '<field>Kind__c', '<field>Sort__c'],
  ['list-filters', 'logic over conditions that are not there', listView, '1 AND 2', '1 AND 3'],
  ['list-filters', 'an operation that does not fit', listView, '<operation>greaterThan', '<operation>contains'],
  ['list-filters', 'a value that the picklist lacks', listView, '<value>Big', '<value>Huge'],
  ['list-filters', 'a value that is no number', listView, '<value>5', '<value>five'],
  [
    'compact-layout',
    'a compact layout with a field that is not there',
    'Shop_Compact.compactLayout-meta.xml',
    '<fields>City__c',
    '<fields>Town__c',
  ],
  [
    'compact-layout',
    'a compact layout with a long text',
    'Shop_Compact.compactLayout-meta.xml',
    '<fields>City__c',
    '<fields>Notes__c',
  ],
  ['field-set', 'a field set with a field that is not there', 'Basics.fieldSet-meta.xml', 'City__c', 'Town__c'],
  [
    'record-type',
    'a record type with a value that is not there',
    'Market.recordType-meta.xml',
    '<fullName>Big',
    '<fullName>Huge',
  ],
];

const layouts: readonly Fault[] = [
  ['layout-field', 'a layout with a field that is not there', shopLayout, 'City__c', 'Town__c'],
  ['layout-field', 'a field twice', shopLayout, '<field>City__c', '<field>Name'],
  ['layout-behavior', 'a formula to edit', shopLayout, 'Readonly', 'Edit'],
  [
    'layout-required',
    'a required field that is not there',
    shopLayout,
    '<layoutItems><behavior>Required</behavior><field>Kind__c</field></layoutItems>',
    '',
  ],
  ['layout-section', 'one column too many', shopLayout, 'TwoColumnsTopToBottom', 'OneColumn'],
  ['related-list', 'a list over a field that is not there', shopLayout, 'Sale__c.Shop__c', 'Sale__c.Store__c'],
  ['related-list', 'a list with a column that is not there', shopLayout, '<fields>Amount__c', '<fields>Price__c'],
  ['layout-action', 'an action that is not there', shopLayout, 'Shop__c.Close_Shop', 'Shop__c.Open_Shop'],
  [
    'quick-action',
    'an action with a component that is not there',
    'Shop__c.Close_Shop.quickAction-meta.xml',
    'closeShop',
    'openShop',
  ],
  [
    'quick-action',
    'an action with a field that is not there',
    'Shop__c.Edit_Shop.quickAction-meta.xml',
    '<field>City__c',
    '<field>Town__c',
  ],
];

const pages: readonly Fault[] = [
  ['page-component', 'a component that is not there', shopPage, '<componentName>shopSales', '<componentName>shopSale'],
  [
    'page-component',
    'a component for another kind of page',
    shopPage,
    '<componentName>flexipage:fieldSection',
    '<componentName>c:shopList',
  ],
  ['page-component', 'a component for other objects', salesMeta, '<object>Shop__c', '<object>Sale__c'],
  ['page-property', 'a property that is not declared', shopPage, '<name>rows', '<name>lines'],
  ['page-property', 'a property of another type', shopPage, '<value>5', '<value>five'],
  ['page-property', 'a property that is too large', shopPage, '<value>5', '<value>10'],
  [
    'page-property',
    'a required property that is not given',
    shopPage,
    '<componentInstanceProperties><name>title</name><value>Sales</value></componentInstanceProperties>',
    '',
  ],
  ['page-region', 'a region that the template lacks', shopPage, '<name>main', '<name>middle'],
  [
    'page-template',
    'a template that there is not',
    shopPage,
    'flexipage:recordHomeTemplateDesktop',
    'flexipage:recordHomeDesktop',
  ],
  [
    'page-template',
    'a template for another kind of page',
    shopPage,
    'flexipage:recordHomeTemplateDesktop',
    'home:desktopTemplate',
  ],
  ['page-facet', 'a facet that is not there', shopPage, '<value>Facet-one', '<value>Facet-two'],
  ['page-identifier', 'an identifier twice', shopPage, 'flexipage_fieldSection', 'c_shopSales'],
  ['page-field', 'a field that is not there', shopPage, 'Record.City__c</fieldItem>', 'Record.Town__c</fieldItem>'],
  ['page-visibility', 'a condition on a field that is not there', shopPage, '{!Record.City__c}', '{!Record.Town__c}'],
  ['page-object', 'a record page without object', shopPage, '<sobjectType>Shop__c</sobjectType>', ''],
  ['tab-target', 'a tab with a component that is not there', 'Shop_List.tab-meta.xml', 'shopList', 'shopLists'],
  ['tab-target', 'a tab with a component that is not for tabs', 'Shop_List.tab-meta.xml', 'shopList', 'closeShop'],
  ['tab-face', 'a tab with a motif that there is not', 'Shop__c.tab-meta.xml', 'Custom16: Bank', 'Bank'],
  ['app-tabs', 'an app with a tab that is not there', app, '<tabs>Shop_List', '<tabs>Shop_Lists'],
  ['app-page', 'an app with a page that is not there', app, '<content>Shop_Page', '<content>Shops_Page'],
  [
    'app-page',
    'an app with the page of another object',
    app,
    '<pageOrSobjectType>Shop__c',
    '<pageOrSobjectType>Sale__c',
  ],
  ['app-frame', 'a colour that is none', app, '#0B5CAB', 'blue'],
];

const components: readonly Fault[] = [
  ['bundle-target', 'a version that is not there yet', salesMeta, '67.0', '99.0'],
  ['bundle-target', 'a target that there is not', 'shopList.js-meta.xml', 'lightning__Tab', 'lightning__Tabs'],
  [
    'bundle-target',
    'a configuration for a target that is not listed',
    salesMeta,
    'targets="lightning__RecordPage"',
    'targets="lightning__AppPage"',
  ],
  ['bundle-property', 'a default of another type', salesMeta, 'default="3"', 'default="three"'],
  ['bundle-property', 'a type of property that there is not', salesMeta, 'type="Integer"', 'type="Int"'],
  [
    'bundle-object',
    'an object that is not there',
    salesMeta,
    '<objects><object>Shop__c</object>',
    '<objects><object>Shop__c</object><object>Market__c</object>',
  ],
  ['module-import', 'a label that is not there', salesScript, 'c.Shop_Title', 'c.Shop_Titel'],
  ['module-import', 'a field that is not there', salesScript, 'schema/Shop__c.City__c', 'schema/Shop__c.Town__c'],
  ['module-import', 'a field of a parent that is not there', salesScript, 'Account__r.Name', 'Account__r.Nmae__c'],
  ['module-import', 'a static resource that is not there', salesScript, 'resourceUrl/logo', 'resourceUrl/logos'],
  [
    'module-import',
    'a custom permission that is not there',
    salesScript,
    'customPermission/Shop_Owner',
    'customPermission/Shop_Boss',
  ],
  ['module-import', 'another component that is not there', salesScript, 'c/shopList', 'c/shopLists'],
  ['module-import', 'a file that is not there', salesScript, './query', './queries'],
  [
    'template-component',
    'a component in a template that is not there',
    'closeShop.html',
    '<c-shop-list>',
    '<c-shop-lists>',
  ],
  ['graphql-document', 'a query with a field that is not there', 'query.js', 'City__c { value }', 'Town__c { value }'],
  ['graphql-document', 'a query with a list that is not there', 'query.js', 'Sales__r', 'Deals__r'],
  [
    'graphql-document',
    'a query with a condition on a field that is not there',
    'query.js',
    'where: { City__c',
    'where: { Town__c',
  ],
  ['graphql-document', 'a query that cannot be read', 'query.js', 'Id City__c', 'Id } City__c'],
];

const more: readonly Fault[] = [
  ['page-facet', 'a facet of another name that is not there', shopPage, '<value>Facet-one', '<value>Columns'],
  [
    'lookup-nameless',
    'a lookup without a list',
    shopField('Account__c'),
    '<relationshipName>Shops</relationshipName>',
    '',
  ],
  ['full-name', 'a label without a name', 'CustomLabels.labels-meta.xml', '<fullName>Shop_Title</fullName>', ''],
  ['layout-field', 'an item that shows nothing', shopLayout, '<field>City__c</field>', ''],
  [
    'quick-action',
    'an item of an action that shows nothing',
    'Shop__c.Edit_Shop.quickAction-meta.xml',
    '<field>City__c</field>',
    '',
  ],
  [
    'formula-picklist-value',
    'a condition on a value that is not there',
    'Rent_Positive.validationRule-meta.xml',
    'Rent__c &lt; 0',
    'ISPICKVAL(Kind__c, "Huge")',
  ],
  ['sharing-criteria', 'a condition on a value that is not there', sharing, '<value>Big', '<value>Huge'],
  ['app-tabs', 'a slip in a standard tab', app, 'standard-home', 'standard-hone'],
  ['object-translation', 'a value of no field', 'Kind__c.fieldTranslation-meta.xml', '<name>Kind__c', '<name>Sort__c'],
  [
    'group-members',
    'a status that there is not',
    'Shop_People.permissionsetgroup-meta.xml',
    '<status>Updated',
    '<status>Fresh',
  ],
  ['related-list', 'a column by its API name', shopLayout, '<fields>NAME', '<fields>Name_x'],
  ['page-field', 'a behavior that there is not', shopPage, '<value>none', '<value>hidden'],
  ['public-property', 'a property that the class does not have', salesScript, '@api rows', '@api lines'],
  ['label-language', 'a label in no language', 'CustomLabels.labels-meta.xml', 'en_US', 'english'],
  ['page-visibility', 'an operator that there is not', shopPage, '<operator>NE', '<operator>EQUALS'],
  [
    'field-required',
    'a master that is required',
    'Sale__c/fields/Shop__c.field-meta.xml',
    '<type>',
    '<required>true</required><type>',
  ],
  ['tab-face', 'a motif whose word there is not', 'Shop__c.tab-meta.xml', 'Bank', 'Banana'],
  [
    'element-required',
    'a rule that does not say whether it is active',
    'Rent_Positive.validationRule-meta.xml',
    '<active>true</active>',
    '',
  ],
];

const others: readonly Fault[] = [
  [
    'translation',
    'a label to translate that is not there',
    'de.translation-meta.xml',
    '<name>Shop_Title',
    '<name>Shop_Titel',
  ],
  [
    'object-translation',
    'a value to translate that is not there',
    'Kind__c.fieldTranslation-meta.xml',
    '<masterLabel>Big',
    '<masterLabel>Huge',
  ],
  [
    'object-translation',
    'a rule to translate that is not there',
    'Shop__c-de.objectTranslation-meta.xml',
    '<name>Rent_Positive',
    '<name>Rent_Negative',
  ],
  [
    'object-translation',
    'a section to translate that is not there',
    'Shop__c-de.objectTranslation-meta.xml',
    '<section>Facts',
    '<section>Fact',
  ],
  [
    'channel-member',
    'an object that is not there',
    'ChangeEvents_Shop.platformEventChannelMember-meta.xml',
    'Shop__ChangeEvent',
    'Store__ChangeEvent',
  ],
  [
    'external-client-app',
    'an app that is not there',
    'Shop_App_oauth.ecaOauth-meta.xml',
    '<externalClientApplication>Shop_App',
    '<externalClientApplication>Shop_Apps',
  ],
  [
    'report-type',
    'a report type over a list that is not there',
    'Shops_With_Sales.reportType-meta.xml',
    '<relationship>Sales__r',
    '<relationship>Deals__r',
  ],
  [
    'report-type',
    'a report type with a field that is not there',
    'Shops_With_Sales.reportType-meta.xml',
    '<field>Amount__c',
    '<field>Price__c',
  ],
];

const planted = (file: string, before: string, after: string): VirtualPackage => {
  const path = Object.keys(samplePackage).find((one) => one.endsWith(file));
  if (path === undefined) throw new Error(`There is no file ${file}`);
  const text = samplePackage[path] ?? '';
  const changed = before.startsWith('<valueSetDefinition>.*')
    ? text.replace(new RegExp(before, 's'), after)
    : text.replace(before, after);
  if (changed === text) throw new Error(`${file} does not hold ${before}`);
  return { ...samplePackage, [path]: changed };
};

const groups = { schema, names, objects, fields, formulas, access, lists, layouts, pages, components, more, others };

describe.each(Object.entries(groups))('of %s', (_, faults) => {
  it.each(faults)('the rule %s finds %s', (rule, _title, file, before, after) => {
    const found = problemsOf(planted(file, before, after));
    expect(found.map((one) => one.rule)).toContain(rule);
    const own = found.find((one) => one.rule === rule);
    expect(own?.line).toBeGreaterThan(0);
    expect(own?.message).toMatch(/\S+ .*[.?]$/s);
  });
});

it('the rule bundle-files finds a component for pages without a script', () => {
  const rest = Object.fromEntries(Object.entries(samplePackage).filter(([path]) => !path.endsWith('shopList.js')));
  expect(problemsOf(rest).map(({ rule }) => rule)).toContain('bundle-files');
});

it('the rule page-action finds an action that is not there', () => {
  const panel =
    '<itemInstances><componentInstance><componentInstanceProperties><name>actionNames</name><valueList><valueListItems><value>Shop__c.Sell_Shop</value></valueListItems></valueList></componentInstanceProperties><componentName>force:highlightsPanel</componentName><identifier>force_highlightsPanel</identifier></componentInstance></itemInstances><name>header';
  expect(problemsOf(planted(shopPage, '<name>header', panel)).map(({ rule }) => rule)).toEqual(['page-action']);
});

it('the rule root-element finds a file of another type', () => {
  const found = problemsOf({
    ...samplePackage,
    'main/tabs/Shop__c.tab-meta.xml': '<Tab xmlns="http://soap.sforce.com/2006/04/metadata"/>',
  });
  expect(found.map(({ rule }) => rule)).toContain('root-element');
});

it('plants faults of more than a hundred kinds', () => {
  expect(Object.values(groups).flat().length).toBeGreaterThan(100);
});
