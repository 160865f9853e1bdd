import { expect, it } from 'vitest';
import { samplePackage } from './sample-package.ts';
import { metadata, problemsOf, type VirtualPackage } from './virtual-package.ts';

const field = (object: string, name: string, content: string): VirtualPackage => ({
  [`main/objects/${object}/fields/${name}.field-meta.xml`]: metadata(
    'CustomField',
    `<fullName>${name}</fullName><label>${name.replace('__c', '')}</label>${content}`,
  ),
});

const objects: VirtualPackage = {
  'main/objects/Limit__mdt/Limit__mdt.object-meta.xml': metadata(
    'CustomObject',
    '<label>Limit</label><pluralLabel>Limits</pluralLabel><visibility>Public</visibility>',
  ),
  ...field(
    'Limit__mdt',
    'Rows__c',
    '<externalId>false</externalId><fieldManageability>DeveloperControlled</fieldManageability><precision>18</precision><required>false</required><scale>0</scale><type>Number</type><unique>false</unique>',
  ),
  ...field(
    'Limit__mdt',
    'Of__c',
    '<referenceTo>EntityDefinition</referenceTo><relationshipLabel>Limits</relationshipLabel><relationshipName>Limits</relationshipName><required>false</required><type>MetadataRelationship</type>',
  ),
  'main/layouts/Limit__mdt-Limit Layout.layout-meta.xml': metadata(
    'Layout',
    '<layoutSections><label>Facts</label><layoutColumns><layoutItems><behavior>Required</behavior><field>MasterLabel</field></layoutItems><layoutItems><behavior>Required</behavior><field>DeveloperName</field></layoutItems><layoutItems><behavior>Edit</behavior><field>Rows__c</field></layoutItems></layoutColumns><style>OneColumn</style></layoutSections>',
  ),
  'main/customMetadata/Limit.Small.md-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>Small</label><protected>false</protected><values><field>Rows__c</field><value xsi:type="xsd:double">5.0</value></values><values><field>Of__c</field><value xsi:nil="true"/></values></CustomMetadata>`,
  'main/objects/Switch__c/Switch__c.object-meta.xml': metadata(
    'CustomObject',
    '<customSettingsType>Hierarchy</customSettingsType><enableFeeds>false</enableFeeds><label>Switch</label><visibility>Public</visibility>',
  ),
  ...field(
    'Switch__c',
    'On__c',
    '<defaultValue>false</defaultValue><externalId>false</externalId><type>Checkbox</type>',
  ),
  'main/objects/Sold__e/Sold__e.object-meta.xml': metadata(
    'CustomObject',
    '<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Sold</label><pluralLabel>Sold</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior>',
  ),
  ...field(
    'Sold__e',
    'Amount__c',
    '<precision>18</precision><required>true</required><scale>2</scale><type>Number</type>',
  ),
  ...field(
    'Account',
    'Place__c',
    '<displayLocationInDecimal>true</displayLocationInDecimal><required>false</required><scale>5</scale><type>Location</type>',
  ),
  ...field(
    'Account',
    'Sort__c',
    '<required>false</required><type>Picklist</type><valueSet><restricted>true</restricted><valueSetName>Sorts</valueSetName></valueSet>',
  ),
  ...field('Activity', 'Topic__c', '<length>20</length><type>Text</type>'),
  ...field(
    'Contact',
    'Boss__c',
    '<deleteConstraint>SetNull</deleteConstraint><lookupFilter><active>true</active><errorMessage>No.</errorMessage><filterItems><field>Contact.AccountId</field><operation>equals</operation><valueField>$Source.AccountId</valueField></filterItems><isOptional>false</isOptional></lookupFilter><referenceTo>Contact</referenceTo><relationshipLabel>Staff</relationshipLabel><relationshipName>Staff</relationshipName><type>Lookup</type>',
  ),
  'main/objects/Opportunity/fields/StageName.field-meta.xml': metadata(
    'CustomField',
    '<fullName>StageName</fullName><trackFeedHistory>false</trackFeedHistory><type>Picklist</type>',
  ),
  'main/objects/Account/Account.object-meta.xml': metadata(
    'CustomObject',
    '<compactLayoutAssignment>SYSTEM</compactLayoutAssignment><enableFeeds>true</enableFeeds><enableHistory>true</enableHistory><searchLayouts><searchResultsAdditionalFields>ACCOUNT.NAME</searchResultsAdditionalFields></searchLayouts>',
  ),
  'main/objects/Account/listViews/Near.listView-meta.xml': metadata(
    'ListView',
    '<fullName>Near</fullName><columns>ACCOUNT.NAME</columns><columns>ACCOUNT.ADDRESS1_STATE</columns><columns>CORE.USERS.ALIAS</columns><columns>Sort__c</columns><filterScope>Everything</filterScope><label>Near</label>',
  ),
  'main/globalValueSets/Sorts.globalValueSet-meta.xml': metadata(
    'GlobalValueSet',
    '<customValue><fullName>A</fullName><default>false</default><label>A</label></customValue><masterLabel>Sorts</masterLabel><sorted>false</sorted>',
  ),
};

const code: VirtualPackage = {
  'main/classes/Shops.cls': 'public class Shops {}',
  'main/classes/Shops.cls-meta.xml': metadata('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>'),
  'main/triggers/ShopTrigger.trigger': 'trigger ShopTrigger on Shop__c (before insert) {}',
  'main/triggers/ShopTrigger.trigger-meta.xml': metadata(
    'ApexTrigger',
    '<apiVersion>67.0</apiVersion><status>Active</status>',
  ),
  'main/pages/Shop.page': '<apex:page/>',
  'main/pages/Shop.page-meta.xml': metadata('ApexPage', '<apiVersion>67.0</apiVersion><label>Shop</label>'),
  'main/aura/shopCard/shopCard.cmp': '<aura:component/>',
  'main/aura/shopCard/shopCard.cmp-meta.xml': metadata('AuraDefinitionBundle', '<apiVersion>67.0</apiVersion>'),
  'main/flows/Shop_Flow.flow-meta.xml': metadata(
    'Flow',
    '<apiVersion>67.0</apiVersion><label>Shop Flow</label><processType>AutoLaunchedFlow</processType><status>Draft</status>',
  ),
  'main/lwc/caller/caller.js':
    "import { LightningElement } from 'lwc';\nimport list from '@salesforce/apex/Shops.list';\nimport userId from '@salesforce/user/Id';\nimport LANG from '@salesforce/i18n/lang';\nexport default class Caller extends LightningElement {}\n",
  'main/lwc/caller/caller.js-meta.xml': metadata(
    'LightningComponentBundle',
    '<apiVersion>67.0</apiVersion><isExposed>true</isExposed><targets><target>lightning__FlowScreen</target><target>lightningCommunity__Page</target></targets>',
  ),
};

const setup: VirtualPackage = {
  'main/profiles/Admin.profile-meta.xml': metadata(
    'Profile',
    '<classAccesses><apexClass>Shops</apexClass><enabled>true</enabled></classAccesses><custom>false</custom><fieldPermissions><editable>true</editable><field>Task.Topic__c</field><readable>true</readable></fieldPermissions><layoutAssignments><layout>Shop__c-Shop Layout</layout></layoutAssignments><tabVisibilities><tab>standard-Account</tab><visibility>DefaultOn</visibility></tabVisibilities><userLicense>Salesforce</userLicense>',
  ),
  'main/permissionsets/Setup_Reader.permissionset-meta.xml': metadata(
    'PermissionSet',
    '<classAccesses><apexClass>Shops</apexClass><enabled>true</enabled></classAccesses><customMetadataTypeAccesses><enabled>true</enabled><name>Limit__mdt</name></customMetadataTypeAccesses><customSettingAccesses><enabled>true</enabled><name>Switch__c</name></customSettingAccesses><fieldPermissions><editable>true</editable><field>Account.Place__c</field><readable>true</readable></fieldPermissions><flowAccesses><enabled>true</enabled><flow>Shop_Flow</flow></flowAccesses><label>Setup Reader</label><pageAccesses><apexPage>Shop</apexPage><enabled>true</enabled></pageAccesses><tabSettings><tab>standard-Opportunity</tab><visibility>Visible</visibility></tabSettings>',
  ),
  'main/roles/Boss.role-meta.xml': metadata(
    'Role',
    '<caseAccessLevel>Edit</caseAccessLevel><contactAccessLevel>Edit</contactAccessLevel><mayForecastManagerShare>false</mayForecastManagerShare><name>Boss</name><opportunityAccessLevel>Edit</opportunityAccessLevel>',
  ),
  'main/queues/Shops.queue-meta.xml': metadata(
    'Queue',
    '<doesSendEmailToMembers>false</doesSendEmailToMembers><name>Shops</name><queueSobject><sobjectType>Shop__c</sobjectType></queueSobject>',
  ),
  'main/remoteSiteSettings/Site.remoteSite-meta.xml': metadata(
    'RemoteSiteSetting',
    '<disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>https://example.com</url>',
  ),
  'main/settings/Account.settings-meta.xml': metadata(
    'AccountSettings',
    '<enableAccountOwnerReport>true</enableAccountOwnerReport>',
  ),
  'main/reports/Shop_Reports.reportFolder-meta.xml': metadata('ReportFolder', '<name>Shop Reports</name>'),
  'main/reports/Shop_Reports/Big.report-meta.xml': metadata(
    'Report',
    '<columns><field>CUST_NAME</field></columns><columns><field>Shop__c.City__c</field></columns><format>Tabular</format><name>Big</name><params><name>co</name><value>1</value></params><reportType>CustomEntity$Shop__c</reportType><scope>organization</scope><showDetails>true</showDetails><timeFrameFilter><dateColumn>CUST_CREATED_DATE</dateColumn><interval>INTERVAL_CUSTOM</interval></timeFrameFilter>',
  ),
  'main/workflows/Shop__c.workflow-meta.xml': metadata(
    'Workflow',
    '<fieldUpdates><fullName>Set_City</fullName><field>City__c</field><literalValue>x</literalValue><name>Set City</name><notifyAssignee>false</notifyAssignee><operation>Literal</operation><protected>false</protected></fieldUpdates>',
  ),
  'main/platformEventChannels/Shops__chn.platformEventChannel-meta.xml': metadata(
    'PlatformEventChannel',
    '<channelType>data</channelType><label>Shops</label>',
  ),
  'main/tabs/Shop_Page.tab-meta.xml': metadata(
    'CustomTab',
    '<label>Shop</label><motif>Custom41: Stack of Cash</motif><page>Shop</page>',
  ),
};

it('finds nothing in valid components of other kinds', () => {
  expect(problemsOf({ ...samplePackage, ...objects, ...code, ...setup })).toEqual([]);
});
