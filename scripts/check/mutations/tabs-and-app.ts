import { add, before, copy, cut, fault, move, swap, type FaultKind } from './fault.ts';
import { APP, inArea, page, tab, xml } from './places.ts';

const ACTION = tab('meeting', 'Takt_Action__c');
const IMPORT = tab('quota', 'Takt_Quota_Import');
const OVERVIEW = tab('foundation', 'Takt_Overview');

export const tabsAndApp: FaultKind = {
  kind: 'tabs and app',
  faults: [
    fault(
      'tab of an unknown object',
      'Misspells the object in the name of the file.',
      move(ACTION, tab('meeting', 'Takt_Actions__c')),
    ),
    fault(
      'tab of an unknown page',
      'Opens a page that is not there.',
      swap(OVERVIEW, '>Takt_Overview<', '>Takt_Overviews<'),
    ),
    fault(
      'tab of a record page',
      'Opens a record page by a tab.',
      swap(OVERVIEW, '<flexiPage>Takt_Overview<', '<flexiPage>Takt_Run_Page<'),
    ),
    fault(
      'tab of an unknown component',
      'Opens a component that is not there.',
      swap(IMPORT, '>quotaImport<', '>quotaImports<'),
    ),
    fault(
      'tab of a component without the target',
      'Opens a component that is not made for tabs.',
      swap(IMPORT, '>quotaImport<', '>forecastBoard<'),
    ),
    fault(
      'motif unknown',
      'Writes a motif that is not there.',
      swap(ACTION, /<motif>.*<\/motif>/, '<motif>Custom999: Rhythm</motif>'),
    ),
    fault(
      'motif of a wrong name',
      'Gives a motif the name of another.',
      swap(ACTION, /<motif>.*<\/motif>/, '<motif>Custom11: Lightning</motif>'),
    ),
    fault('motif missing', 'Leaves out the motif.', cut(ACTION, /<motif>.*<\/motif>/)),
    fault(
      'page tab without label',
      'Leaves out the label of a tab that opens a page.',
      cut(OVERVIEW, '<label>Overview</label>'),
    ),
    fault(
      'tab of two things',
      'Opens a page and a component.',
      before(OVERVIEW, '    <label>', '    <lwcComponent>quotaImport</lwcComponent>\n'),
    ),
    fault('tab of nothing', 'Leaves out what a tab opens.', cut(OVERVIEW, '<flexiPage>Takt_Overview</flexiPage>')),
    fault('tab twice', 'Leaves a tab in two areas.', copy(ACTION, tab('quota', 'Takt_Action__c'))),
    fault(
      'app of an unknown tab',
      'Shows a tab that is not there.',
      swap(APP, '<tabs>Takt_Quota_Import<', '<tabs>Takt_Quotas_Import<'),
    ),
    fault(
      'app of an unknown standard tab',
      'Misspells a standard tab.',
      swap(APP, '<tabs>standard-Opportunity<', '<tabs>standard-Opportunities<'),
    ),
    fault('app tab twice', 'Shows a tab twice.', swap(APP, '<tabs>Takt_Quota_Import<', '<tabs>Takt_Action__c<')),
    fault(
      'app page unknown',
      'Puts a page in place of View that is not there.',
      swap(APP, '<content>Takt_Run_Page<', '<content>Takt_Runs_Page<'),
    ),
    fault(
      'app page of another object',
      'Shows the page of one object for another.',
      swap(APP, '<content>Takt_Run_Page<', '<content>Takt_Plan_Page<'),
    ),
    fault(
      'override of an unknown object',
      'Overrides View of an object that is not there.',
      swap(APP, '<pageOrSobjectType>Takt_Run__c<', '<pageOrSobjectType>Takt_Runs__c<'),
    ),
    fault(
      'override twice',
      'Overrides one thing twice.',
      swap(APP, /(<content>Takt_Run_Page<\/content>\s*<formFactor>)Small/, '$1Large'),
    ),
    fault(
      'override type misspelt',
      'Writes FlexiPage for Flexipage.',
      swap(APP, '<type>Flexipage<', '<type>FlexiPage<'),
    ),
    fault('form factor misspelt', 'Writes Phone for Small.', swap(APP, '<formFactors>Small<', '<formFactors>Phone<')),
    fault(
      'utility bar unknown',
      'Names a utility bar that is not there.',
      swap(APP, '>Takt_Utility_Bar<', '>Takt_Utilities<'),
    ),
    fault(
      'utility bar of a home page',
      'Names a home page as the utility bar.',
      swap(APP, '>Takt_Utility_Bar<', '>Takt_Home<'),
    ),
    fault('navigation misspelt', 'Writes Tabs for Standard.', swap(APP, '<navType>Standard<', '<navType>Tabs<')),
    fault('app colour in words', 'Writes a colour as a word.', swap(APP, '>#0B5CAB<', '>blue<')),
    fault('app without label', 'Leaves out the label of the app.', cut(APP, '<label>Takt</label>')),
    fault('app interface misspelt', 'Writes Lightening.', swap(APP, '<uiType>Lightning<', '<uiType>Lightening<')),
    fault(
      'second app of an unknown page',
      'Makes an app with a home page that is not there.',
      add(
        inArea('meeting', 'applications/Takt_Meetings.app-meta.xml'),
        xml(
          'CustomApplication',
          '    <actionOverrides>\n        <actionName>Tab</actionName>\n        <content>Takt_Meetings_Home</content>\n        <formFactor>Large</formFactor>\n        <skipRecordTypeSelect>false</skipRecordTypeSelect>\n        <type>Flexipage</type>\n        <pageOrSobjectType>standard-home</pageOrSobjectType>\n    </actionOverrides>\n    <formFactors>Large</formFactors>\n    <label>Takt Meetings</label>\n    <navType>Standard</navType>\n    <tabs>standard-home</tabs>\n    <uiType>Lightning</uiType>',
        ),
      ),
    ),
    fault(
      'page that a tab opens renamed',
      'Renames a page and not what opens it.',
      move(page('foundation', 'Takt_Overview'), page('foundation', 'Takt_Start')),
    ),
  ],
};
