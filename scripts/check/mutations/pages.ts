import { before, cut, fault, swap, type Edit, type FaultKind } from './fault.ts';
import { component, page } from './places.ts';

const HOME = page('forecasting', 'Takt_Home');
const RUN = page('foundation', 'Takt_Run_Page');
const ACCOUNT = page('forecasting', 'Takt_Account_Page');
const MEETING = page('meeting', 'Takt_Meeting_Page');
const BAR = page('foundation', 'Takt_Utility_Bar');

const item = (name: string, id: string, inside = ''): string =>
  `        <itemInstances>\n            <componentInstance>\n${inside}                <componentName>${name}</componentName>\n                <identifier>${id}</identifier>\n            </componentInstance>\n        </itemInstances>\n`;
const property = (name: string, value: string): string =>
  `                <componentInstanceProperties>\n                    <name>${name}</name>\n                    <value>${value}</value>\n                </componentInstanceProperties>\n`;
const onRun = (xml: string): Edit => before(RUN, '        <name>main</name>', xml);
const rule = (left: string, operator = 'EQUAL'): string =>
  `                <visibilityRule>\n                    <criteria>\n                        <leftValue>${left}</leftValue>\n                        <operator>${operator}</operator>\n                        <rightValue>Failed</rightValue>\n                    </criteria>\n                </visibilityRule>\n`;
const visible = (left: string, operator?: string): Edit =>
  swap(
    RUN,
    '<identifier>Result_Section</identifier>\n',
    `<identifier>Result_Section</identifier>\n${rule(left, operator)}`,
  );

export const pages: FaultKind = {
  kind: 'pages',
  faults: [
    fault(
      'component unknown',
      'Places a component that is not there.',
      swap(HOME, 'c:forecastBoard', 'c:forecastBoards'),
    ),
    fault(
      'standard component unknown',
      'Misspells a standard component.',
      swap(ACCOUNT, 'force:detailPanel', 'force:detailsPanel'),
    ),
    fault(
      'property not declared',
      'Sets a property that the component does not declare.',
      swap(
        HOME,
        '                <componentName>c:forecastBoard',
        `${property('period', 'Quarter')}                <componentName>c:forecastBoard`,
      ),
    ),
    fault(
      'property of a standard component unknown',
      'Misspells a property of a standard component.',
      swap(RUN, '<name>horizontalAlignment<', '<name>horizontalAlign<'),
    ),
    fault(
      'required property missing',
      'Leaves out the list that a related list shows.',
      onRun(item('force:relatedListSingleContainer', 'force_relatedListSingleContainer')),
    ),
    fault(
      'region unknown',
      'Names a region that the template does not have.',
      swap(HOME, '<name>top<', '<name>header<'),
    ),
    fault(
      'template unknown',
      'Names a template that is not there.',
      swap(HOME, 'home:desktopTemplateHeaderThreeColumns', 'home:desktopTemplateThreeColumnsHeader'),
    ),
    fault(
      'template of another page type',
      'Gives a home page the template of a record page.',
      swap(HOME, 'home:desktopTemplateHeaderThreeColumns', 'flexipage:recordHomeTemplateDesktop'),
    ),
    fault('template missing', 'Leaves out the template.', cut(HOME, /\s*<template>[\s\S]*<\/template>/)),
    fault('page type misspelt', 'Writes Home for HomePage.', swap(HOME, '<type>HomePage<', '<type>Home<')),
    fault(
      'page type of another',
      'Makes a home page a record page.',
      swap(HOME, '<type>HomePage<', '<type>RecordPage<'),
    ),
    fault(
      'component without the target',
      'Places a component of record pages on the home page.',
      swap(HOME, 'c:quotaAttainment', 'c:dealInsight'),
    ),
    fault(
      'component not exposed',
      'Places a component that is not exposed.',
      swap(HOME, 'c:quotaAttainment', 'c:taktPanel'),
    ),
    fault(
      'component no longer exposed',
      'Hides a component that pages show.',
      swap(component('quota', 'quotaAttainment', 'quotaAttainment.js-meta.xml'), '<isExposed>true', '<isExposed>false'),
    ),
    fault(
      'component for another object',
      'Places a component of opportunities on a page of runs.',
      onRun(item('c:dealInsight', 'c_dealInsight')),
    ),
    fault(
      'record page of an unknown object',
      'Misspells the object of a page.',
      swap(RUN, '<sobjectType>Takt_Run__c<', '<sobjectType>Takt_Runs__c<'),
    ),
    fault(
      'record page without object',
      'Leaves out the object of a record page.',
      cut(RUN, '<sobjectType>Takt_Run__c</sobjectType>'),
    ),
    fault(
      'dynamic form of an unknown field',
      'Shows a field that is not there.',
      swap(RUN, 'Record.Kind__c', 'Record.Type__c'),
    ),
    fault(
      'dynamic form without Record',
      'Leaves out that the field is the record’s.',
      swap(RUN, 'Record.Kind__c', 'Kind__c'),
    ),
    fault(
      'field behaviour misspelt',
      'Writes readOnly for readonly.',
      swap(RUN, '<value>readonly<', '<value>readOnly<'),
    ),
    fault(
      'identifier twice',
      'Gives two things one identifier.',
      swap(HOME, '<identifier>c_quotaAttainment<', '<identifier>c_forecastBoard<'),
    ),
    fault(
      'identifier with a hyphen',
      'Writes a hyphen in an identifier.',
      swap(HOME, '<identifier>c_quotaAttainment<', '<identifier>c-quota-attainment<'),
    ),
    fault(
      'facet unknown',
      'Shows a facet that is not there.',
      swap(RUN, '<value>Request_Columns<', '<value>Request_Column<'),
    ),
    fault(
      'facet never shown',
      'Leaves a facet that nothing shows.',
      cut(
        RUN,
        / {16}<componentInstanceProperties>\s*<name>columns<\/name>\s*<value>Result_Columns<\/value>\s*<\/componentInstanceProperties>\n/,
      ),
    ),
    fault('region twice', 'Writes a region twice.', swap(MEETING, '<name>sidebar<', '<name>main<')),
    fault('region type misspelt', 'Writes Regions.', swap(HOME, '<type>Region<', '<type>Regions<')),
    fault(
      'visible by an unknown field',
      'Shows a section by a field that is not there.',
      visible('{!Record.State__c}'),
    ),
    fault('visible by no expression', 'Leaves out the braces of an expression.', visible('Record.Status__c')),
    fault('visibility operator misspelt', 'Writes EQUALS for EQUAL.', visible('{!Record.Status__c}', 'EQUALS')),
    fault(
      'visible by an unknown permission',
      'Shows a section by a permission that is not there.',
      visible('{!$Permission.CustomPermission.Takt_Run_All}'),
    ),
    fault(
      'page action unknown',
      'Offers a quick action that is not there.',
      swap(ACCOUNT, 'Account.Takt_New_Action', 'Account.Takt_New_Task'),
    ),
    fault('page label missing', 'Leaves out the label of a page.', cut(HOME, '<masterLabel>Takt Home</masterLabel>')),
    fault(
      'page label too long',
      'Writes a label of 90 characters.',
      swap(HOME, '>Takt Home<', `>${'Takt Home '.repeat(9)}<`),
    ),
    fault(
      'utility item of an unknown component',
      'Places a component in the utility bar that is not there.',
      swap(BAR, 'c:actionItems', 'c:actionItem'),
    ),
    fault(
      'utility item of a component without the target',
      'Places a component of pages in the utility bar.',
      swap(BAR, 'c:actionItems', 'c:forecastBoard'),
    ),
    fault(
      'dynamic related list of an unknown relation',
      'Lists children by a relationship that is not there.',
      onRun(
        item(
          'lst:dynamicRelatedList',
          'lst_dynamicRelatedList',
          property('parentFieldApiName', 'Takt_Run__c.Id') +
            property('relatedListApiName', 'Nothing__r') +
            property('relatedListLabel', 'Nothing'),
        ),
      ),
    ),
  ],
};
