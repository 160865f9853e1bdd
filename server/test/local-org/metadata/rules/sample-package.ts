import { elements, metadata, type VirtualPackage } from './virtual-package.ts';

const objects = 'main/objects';

const field = (
  object: string,
  name: string,
  values: Readonly<Record<string, string | number | boolean>>,
  more = '',
): VirtualPackage => ({
  [`${objects}/${object}/fields/${name}.field-meta.xml`]: metadata(
    'CustomField',
    `${elements({ fullName: name, label: name.replace('__c', ''), ...values })}\n${more}`,
  ),
});

const picklist = (...values: readonly string[]): string =>
  `<valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>${values
    .map((value) => `<value><fullName>${value}</fullName><default>false</default><label>${value}</label></value>`)
    .join('')}</valueSetDefinition></valueSet>`;

const object = (name: string, label: string, sharing: string, more = ''): VirtualPackage => ({
  [`${objects}/${name}/${name}.object-meta.xml`]: metadata(
    'CustomObject',
    `<deploymentStatus>Deployed</deploymentStatus><enableBulkApi>true</enableBulkApi><enableHistory>true</enableHistory><enableSharing>true</enableSharing><enableStreamingApi>true</enableStreamingApi>
<label>${label}</label><nameField><label>Name</label><trackHistory>true</trackHistory><type>Text</type></nameField><pluralLabel>${label}s</pluralLabel>${more}<sharingModel>${sharing}</sharingModel>`,
  ),
});

const item = (name: string, behavior: string): string =>
  `<layoutItems><behavior>${behavior}</behavior><field>${name}</field></layoutItems>`;

const shop: VirtualPackage = {
  ...object(
    'Shop__c',
    'Shop',
    'Private',
    '<searchLayouts><searchResultsAdditionalFields>City__c</searchResultsAdditionalFields></searchLayouts>',
  ),
  ...field('Shop__c', 'City__c', { length: 80, required: false, trackHistory: true, type: 'Text', unique: false }),
  ...field('Shop__c', 'Key__c', { caseSensitive: true, externalId: true, length: 80, type: 'Text', unique: true }),
  ...field('Shop__c', 'Kind__c', { required: true, type: 'Picklist' }, picklist('Big', 'Small')),
  ...field(
    'Shop__c',
    'Detail__c',
    { type: 'Picklist' },
    picklist('Food', 'Tools')
      .replace('<valueSet>', '<valueSet><controllingField>Kind__c</controllingField>')
      .replace(
        '</valueSet>',
        '<valueSettings><controllingFieldValue>Big</controllingFieldValue><valueName>Food</valueName></valueSettings></valueSet>',
      ),
  ),
  ...field('Shop__c', 'Open__c', { defaultValue: false, type: 'Checkbox' }),
  ...field('Shop__c', 'Notes__c', { length: 4000, type: 'LongTextArea', visibleLines: 5 }),
  ...field('Shop__c', 'Rent__c', { defaultValue: 100, precision: 18, required: false, scale: 2, type: 'Currency' }),
  ...field('Shop__c', 'Opened__c', { type: 'Date' }),
  ...field('Shop__c', 'Number__c', { displayFormat: 'S-{0000}', type: 'AutoNumber' }),
  ...field('Shop__c', 'Account__c', {
    deleteConstraint: 'SetNull',
    referenceTo: 'Account',
    relationshipLabel: 'Shops',
    relationshipName: 'Shops',
    required: false,
    type: 'Lookup',
  }),
  ...field('Shop__c', 'Age__c', {
    formula: 'TODAY() - Opened__c',
    formulaTreatBlanksAs: 'BlankAsBlank',
    precision: 18,
    scale: 0,
    type: 'Number',
  }),
  ...field('Shop__c', 'Sales__c', {
    summarizedField: 'Sale__c.Amount__c',
    summaryForeignKey: 'Sale__c.Shop__c',
    summaryOperation: 'sum',
    type: 'Summary',
  }),
  [`${objects}/Shop__c/validationRules/Rent_Positive.validationRule-meta.xml`]: metadata(
    'ValidationRule',
    '<fullName>Rent_Positive</fullName><active>true</active><errorConditionFormula>AND(Rent__c &lt; 0,\n NOT($Permission.Shop_Owner))</errorConditionFormula><errorDisplayField>Rent__c</errorDisplayField><errorMessage>Say a rent above zero.</errorMessage>',
  ),
  [`${objects}/Shop__c/listViews/Big_Shops.listView-meta.xml`]: metadata(
    'ListView',
    '<fullName>Big_Shops</fullName><booleanFilter>1 AND 2</booleanFilter><columns>NAME</columns><columns>City__c</columns><columns>OWNER.ALIAS</columns><filterScope>Mine</filterScope><filters><field>Kind__c</field><operation>equals</operation><value>Big</value></filters><filters><field>Rent__c</field><operation>greaterThan</operation><value>5</value></filters><label>Big Shops</label>',
  ),
  [`${objects}/Shop__c/compactLayouts/Shop_Compact.compactLayout-meta.xml`]: metadata(
    'CompactLayout',
    '<fullName>Shop_Compact</fullName><fields>Name</fields><fields>City__c</fields><label>Shop Compact</label>',
  ),
  [`${objects}/Shop__c/fieldSets/Basics.fieldSet-meta.xml`]: metadata(
    'FieldSet',
    '<fullName>Basics</fullName><description>Basics</description><displayedFields><field>City__c</field><isFieldManaged>false</isFieldManaged><isRequired>false</isRequired></displayedFields><label>Basics</label>',
  ),
  [`${objects}/Shop__c/recordTypes/Market.recordType-meta.xml`]: metadata(
    'RecordType',
    '<fullName>Market</fullName><active>true</active><label>Market</label><picklistValues><picklist>Kind__c</picklist><values><fullName>Big</fullName><default>false</default></values></picklistValues>',
  ),
};

const sale: VirtualPackage = {
  ...object('Sale__c', 'Sale', 'ControlledByParent'),
  ...field('Sale__c', 'Amount__c', { precision: 18, required: false, scale: 2, type: 'Currency' }),
  ...field('Sale__c', 'Shop__c', {
    referenceTo: 'Shop__c',
    relationshipLabel: 'Sales',
    relationshipName: 'Sales',
    relationshipOrder: 0,
    reparentableMasterDetail: false,
    type: 'MasterDetail',
    writeRequiresMasterRead: false,
  }),
};

const layouts: VirtualPackage = {
  'main/layouts/Shop__c-Shop Layout.layout-meta.xml': metadata(
    'Layout',
    `<layoutSections><customLabel>true</customLabel><label>Facts</label><layoutColumns>${item('Name', 'Required')}${item('City__c', 'Edit')}</layoutColumns><layoutColumns>${item('Kind__c', 'Required')}${item('Age__c', 'Readonly')}</layoutColumns><style>TwoColumnsTopToBottom</style></layoutSections><quickActionList><quickActionListItems><quickActionName>Shop__c.Close_Shop</quickActionName></quickActionListItems></quickActionList><relatedLists><fields>NAME</fields><fields>Amount__c</fields><relatedList>Sale__c.Shop__c</relatedList></relatedLists>`,
  ),
  'main/quickActions/Shop__c.Close_Shop.quickAction-meta.xml': metadata(
    'QuickAction',
    '<label>Close</label><lightningWebComponent>closeShop</lightningWebComponent><optionsCreateFeedItem>false</optionsCreateFeedItem><type>LightningWebComponent</type>',
  ),
  'main/quickActions/Shop__c.Edit_Shop.quickAction-meta.xml': metadata(
    'QuickAction',
    '<label>Edit</label><optionsCreateFeedItem>false</optionsCreateFeedItem><quickActionLayout><layoutSectionStyle>TwoColumnsLeftToRight</layoutSectionStyle><quickActionLayoutColumns><quickActionLayoutItems><emptySpace>false</emptySpace><field>City__c</field><uiBehavior>Edit</uiBehavior></quickActionLayoutItems></quickActionLayoutColumns></quickActionLayout><targetObject>Shop__c</targetObject><type>Update</type>',
  ),
};

const access: VirtualPackage = {
  'main/customPermissions/Shop_Owner.customPermission-meta.xml': metadata(
    'CustomPermission',
    '<description>Owns shops.</description><isLicensed>false</isLicensed><label>Shop Owner</label>',
  ),
  'main/permissionsets/Shop_Keeper.permissionset-meta.xml': metadata(
    'PermissionSet',
    `<applicationVisibilities><application>Shops</application><visible>true</visible></applicationVisibilities><customPermissions><enabled>true</enabled><name>Shop_Owner</name></customPermissions><description>Keeps shops.</description>
${['City__c', 'Rent__c'].map((name) => `<fieldPermissions><editable>true</editable><field>Shop__c.${name}</field><readable>true</readable></fieldPermissions>`).join('\n')}
<fieldPermissions><editable>false</editable><field>Shop__c.Age__c</field><readable>true</readable></fieldPermissions>
<label>Shop Keeper</label>
${['Sale__c', 'Shop__c'].map((name) => `<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${name}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`).join('\n')}
<recordTypeVisibilities><recordType>Shop__c.Market</recordType><visible>true</visible></recordTypeVisibilities>
<tabSettings><tab>Shop__c</tab><visibility>Visible</visibility></tabSettings>
<userPermissions><enabled>true</enabled><name>RunReports</name></userPermissions>`,
  ),
  'main/permissionsetgroups/Shop_People.permissionsetgroup-meta.xml': metadata(
    'PermissionSetGroup',
    '<description>People of shops.</description><label>Shop People</label><permissionSets>Shop_Keeper</permissionSets><status>Updated</status>',
  ),
  'main/groups/Shop_Readers.group-meta.xml': metadata(
    'Group',
    '<doesIncludeBosses>true</doesIncludeBosses><name>Shop Readers</name>',
  ),
  'main/sharingRules/Shop__c.sharingRules-meta.xml': metadata(
    'SharingRules',
    '<sharingCriteriaRules><fullName>Big_To_Readers</fullName><accessLevel>Read</accessLevel><label>Big to readers</label><sharedTo><group>Shop_Readers</group></sharedTo><criteriaItems><field>Kind__c</field><operation>equals</operation><value>Big</value></criteriaItems><includeRecordsOwnedByAll>true</includeRecordsOwnedByAll></sharingCriteriaRules>',
  ),
};

const region = (name: string, content: string, type = 'Region'): string =>
  `<flexiPageRegions>${content}<name>${name}</name><type>${type}</type></flexiPageRegions>`;

const pages: VirtualPackage = {
  'main/flexipages/Shop_Page.flexipage-meta.xml': metadata(
    'FlexiPage',
    `${region('header', '<itemInstances><componentInstance><componentInstanceProperties><name>rows</name><value>5</value></componentInstanceProperties><componentInstanceProperties><name>title</name><value>Sales</value></componentInstanceProperties><componentName>shopSales</componentName><identifier>c_shopSales</identifier><visibilityRule><booleanFilter>1</booleanFilter><criteria><leftValue>{!Record.City__c}</leftValue><operator>NE</operator><rightValue>x</rightValue></criteria></visibilityRule></componentInstance></itemInstances>')}
${region('Facet-one', '<itemInstances><fieldInstance><fieldInstanceProperties><name>uiBehavior</name><value>none</value></fieldInstanceProperties><fieldItem>Record.City__c</fieldItem><identifier>RecordCity_cField</identifier></fieldInstance></itemInstances>', 'Facet')}
${region('main', '<itemInstances><componentInstance><componentInstanceProperties><name>columns</name><value>Facet-one</value></componentInstanceProperties><componentName>flexipage:fieldSection</componentName><identifier>flexipage_fieldSection</identifier></componentInstance></itemInstances>')}
<masterLabel>Shop Page</masterLabel><sobjectType>Shop__c</sobjectType><template><name>flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type>`,
  ),
  'main/flexipages/Shop_Home.flexipage-meta.xml': metadata(
    'FlexiPage',
    `${region('top', '<itemInstances><componentInstance><componentName>c:shopList</componentName><identifier>c_shopList</identifier></componentInstance></itemInstances>')}<masterLabel>Shop Home</masterLabel><template><name>home:desktopTemplate</name></template><type>HomePage</type>`,
  ),
  'main/tabs/Shop__c.tab-meta.xml': metadata(
    'CustomTab',
    '<customObject>true</customObject><motif>Custom16: Bank</motif>',
  ),
  'main/tabs/Shop_List.tab-meta.xml': metadata(
    'CustomTab',
    '<label>All Shops</label><lwcComponent>shopList</lwcComponent><motif>Custom18: Form</motif>',
  ),
  'main/applications/Shops.app-meta.xml': metadata(
    'CustomApplication',
    '<actionOverrides><actionName>View</actionName><content>Shop_Page</content><formFactor>Large</formFactor><skipRecordTypeSelect>false</skipRecordTypeSelect><type>Flexipage</type><pageOrSobjectType>Shop__c</pageOrSobjectType></actionOverrides><brand><headerColor>#0B5CAB</headerColor><shouldOverrideOrgTheme>false</shouldOverrideOrgTheme></brand><formFactors>Large</formFactors><label>Shops</label><navType>Standard</navType><tabs>standard-home</tabs><tabs>Shop__c</tabs><tabs>Shop_List</tabs><uiType>Lightning</uiType>',
  ),
};

const bundle = (name: string, targets: readonly string[], configs = '', script = '', body = ''): VirtualPackage => ({
  [`main/lwc/${name}/${name}.js-meta.xml`]: metadata(
    'LightningComponentBundle',
    `<apiVersion>67.0</apiVersion><isExposed>true</isExposed><targets>${targets.map((one) => `<target>${one}</target>`).join('')}</targets>${configs}`,
  ),
  [`main/lwc/${name}/${name}.js`]: `import { LightningElement } from 'lwc';\n${script}\nexport default class Part extends LightningElement {${body}}\n`,
  [`main/lwc/${name}/${name}.html`]: '<template><p>Shop</p></template>\n',
});

const components: VirtualPackage = {
  ...bundle(
    'shopSales',
    ['lightning__RecordPage'],
    '<targetConfigs><targetConfig targets="lightning__RecordPage"><property name="rows" type="Integer" min="1" max="9" default="3"/><property name="title" type="String" required="true"/><objects><object>Shop__c</object></objects></targetConfig></targetConfigs>',
    "import TITLE from '@salesforce/label/c.Shop_Title';\nimport CITY from '@salesforce/schema/Shop__c.City__c';\nimport OWNER from '@salesforce/schema/Shop__c.Account__r.Name';\nimport LOGO from '@salesforce/resourceUrl/logo';\nimport mayOwn from '@salesforce/customPermission/Shop_Owner';\nimport { list } from 'c/shopList';\nimport { query } from './query';",
    "\n  @api rows = 3;\n  @api\n  get title() {\n    return 'x';\n  }\n",
  ),
  'main/lwc/shopSales/query.js':
    "import { gql } from 'lightning/graphql';\nexport const query = gql`\n  query Shops($city: Text) {\n    uiapi { query { Shop__c(where: { City__c: { eq: $city } }, orderBy: { Name: { order: ASC } }) { edges { node {\n      Id City__c { value } Account__r { Name { value } }\n      Sales__r { edges { node { Amount__c { value } } } }\n    } } } } }\n  }\n`;\n",
  ...bundle('shopList', ['lightning__HomePage', 'lightning__Tab']),
  ...bundle(
    'closeShop',
    ['lightning__RecordAction'],
    '<targetConfigs><targetConfig targets="lightning__RecordAction"><actionType>Action</actionType></targetConfig></targetConfigs>',
  ),
  'main/lwc/closeShop/closeShop.html': '<template><c-shop-list></c-shop-list></template>\n',
  'main/staticresources/logo.resource-meta.xml': metadata(
    'StaticResource',
    '<cacheControl>Public</cacheControl><contentType>image/svg+xml</contentType>',
  ),
  'main/staticresources/logo.svg': '<svg/>',
  'main/labels/CustomLabels.labels-meta.xml': metadata(
    'CustomLabels',
    '<labels><fullName>Shop_Title</fullName><language>en_US</language><protected>false</protected><shortDescription>Title</shortDescription><value>Shops</value></labels>',
  ),
};

const others: VirtualPackage = {
  'i18n/translations/de.translation-meta.xml': metadata(
    'Translations',
    '<customApplications><label>Laeden</label><name>Shops</name></customApplications><customLabels><label>Laeden</label><name>Shop_Title</name></customLabels>',
  ),
  'i18n/objectTranslations/Shop__c-de/Shop__c-de.objectTranslation-meta.xml': metadata(
    'CustomObjectTranslation',
    '<caseValues><plural>false</plural><value>Laden</value></caseValues><layouts><layout>Shop Layout</layout><sections><label>Angaben</label><section>Facts</section></sections></layouts><validationRules><errorMessage>Miete angeben.</errorMessage><name>Rent_Positive</name></validationRules>',
  ),
  'i18n/objectTranslations/Shop__c-de/Kind__c.fieldTranslation-meta.xml': metadata(
    'CustomFieldTranslation',
    '<label>Art</label><name>Kind__c</name><picklistValues><masterLabel>Big</masterLabel><translation>Gross</translation></picklistValues>',
  ),
  'events/platformEventChannelMembers/ChangeEvents_Shop.platformEventChannelMember-meta.xml': metadata(
    'PlatformEventChannelMember',
    '<eventChannel>ChangeEvents</eventChannel><selectedEntity>Shop__ChangeEvent</selectedEntity>',
  ),
  'auth/externalClientApps/Shop_App.eca-meta.xml': metadata(
    'ExternalClientApplication',
    '<contactEmail>a@example.com</contactEmail><description>App</description><distributionState>Local</distributionState><isProtected>false</isProtected><label>Shop App</label>',
  ),
  'auth/extlClntAppOauthSettings/Shop_App_oauth.ecaOauth-meta.xml': metadata(
    'ExtlClntAppOauthSettings',
    '<commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes><externalClientApplication>Shop_App</externalClientApplication><label>Shop App</label>',
  ),
  'analytics/reportTypes/Shops_With_Sales.reportType-meta.xml': metadata(
    'ReportType',
    '<baseObject>Shop__c</baseObject><category>other</category><deployed>true</deployed><description>Shops</description><join><outerJoin>true</outerJoin><relationship>Sales__r</relationship></join><label>Shops with sales</label><sections><columns><checkedByDefault>true</checkedByDefault><field>City__c</field><table>Shop__c</table></columns><columns><checkedByDefault>true</checkedByDefault><field>Amount__c</field><table>Shop__c.Sales__r</table></columns><masterLabel>Shops</masterLabel></sections>',
  ),
};

/** A small package with one of everything, in which nothing is wrong. */
export const samplePackage: VirtualPackage = {
  ...shop,
  ...sale,
  ...layouts,
  ...access,
  ...pages,
  ...components,
  ...others,
};
