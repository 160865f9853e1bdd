import { add, after, before, copy, cut, fault, move, remove, swap, type FaultKind } from './fault.ts';
import { action, customPermission, inArea, notification, xml } from './places.ts';

const DEAL = action('meeting', 'Opportunity.Takt_New_Action');
const RECOMPUTE = action('forecasting', 'Takt_Forecast__c.Takt_Recompute');
const DUE = notification('meeting', 'Takt_Action_Due');
const LEAD = customPermission('meeting', 'Takt_Lead_Meetings');
const CHART = inArea('foundation', 'staticresources/chartjs.resource-meta.xml');

export const actions: FaultKind = {
  kind: 'actions, notifications, custom permissions, resources',
  faults: [
    fault(
      'action field unknown',
      'Asks for a field that is not there.',
      swap(DEAL, '<field>Priority__c', '<field>Urgency__c'),
    ),
    fault('action field twice', 'Asks for a field twice.', swap(DEAL, '<field>Priority__c', '<field>Due_Date__c')),
    fault(
      'action target unknown',
      'Makes a record of an object that is not there.',
      swap(DEAL, '<targetObject>Takt_Action__c', '<targetObject>Takt_Actions__c'),
    ),
    fault(
      'action target missing',
      'Leaves out what is made.',
      cut(DEAL, '<targetObject>Takt_Action__c</targetObject>'),
    ),
    fault(
      'action parent field unknown',
      'Hangs the new record by a field that is not there.',
      swap(DEAL, '<targetParentField>Opportunity__c', '<targetParentField>Deal__c'),
    ),
    fault(
      'action parent field of another object',
      'Hangs the new record by a field that looks up another object.',
      swap(DEAL, '<targetParentField>Opportunity__c', '<targetParentField>Account__c'),
    ),
    fault(
      'action override of an unknown field',
      'Fills a field that is not there.',
      swap(DEAL, '<field>Assignee__c', '<field>Person__c'),
    ),
    fault(
      'action override formula unknown',
      'Fills a field from something that is not there.',
      swap(DEAL, '$User.Id', '$User.Identity'),
    ),
    fault(
      'action override value unknown',
      'Fills a picklist with a value that it does not have.',
      swap(RECOMPUTE, '<literalValue>Forecast<', '<literalValue>Recompute<'),
    ),
    fault('action type misspelt', 'Writes New for Create.', swap(DEAL, '<type>Create<', '<type>New<')),
    fault('action label missing', 'Leaves out the label.', cut(DEAL, '<label>New Action for Me</label>')),
    fault(
      'action layout missing',
      'Leaves out what is asked.',
      cut(DEAL, /\s*<quickActionLayout>[\s\S]*<\/quickActionLayout>/),
    ),
    fault(
      'action behaviour misspelt',
      'Writes required for Required.',
      swap(DEAL, '<uiBehavior>Required<', '<uiBehavior>required<'),
    ),
    fault('action layout style misspelt', 'Writes TwoColumns.', swap(DEAL, '>TwoColumnsLeftToRight<', '>TwoColumns<')),
    fault(
      'action of an unknown object',
      'Misspells the object in the name of the file.',
      move(DEAL, action('meeting', 'Opportunities.Takt_New_Action')),
    ),
    fault(
      'action of an unknown component',
      'Opens a component that is not there.',
      add(
        action('meeting', 'Takt_Meeting__c.Takt_Open'),
        xml(
          'QuickAction',
          '    <actionSubtype>ScreenAction</actionSubtype>\n    <label>Open</label>\n    <lightningWebComponent>meetingOpener</lightningWebComponent>\n    <optionsCreateFeedItem>false</optionsCreateFeedItem>\n    <type>LightningWebComponent</type>',
        ),
      ),
    ),
    fault(
      'action of a component without the target',
      'Opens a component that is no action.',
      add(
        action('meeting', 'Takt_Meeting__c.Takt_Open'),
        xml(
          'QuickAction',
          '    <actionSubtype>ScreenAction</actionSubtype>\n    <label>Open</label>\n    <lightningWebComponent>actionItems</lightningWebComponent>\n    <optionsCreateFeedItem>false</optionsCreateFeedItem>\n    <type>LightningWebComponent</type>',
        ),
      ),
    ),
    fault('action twice', 'Leaves an action in two areas.', copy(DEAL, action('quota', 'Opportunity.Takt_New_Action'))),
    fault(
      'notification without label',
      'Leaves out the label.',
      cut(DUE, '<masterLabel>Takt action due</masterLabel>'),
    ),
    fault(
      'notification of another name',
      'Names another notification than the file.',
      swap(DUE, '>Takt_Action_Due<', '>Takt_Action_Is_Due<'),
    ),
    fault(
      'notification nowhere',
      'Switches desktop and mobile off.',
      swap(DUE, '<desktop>true', '<desktop>false'),
      swap(DUE, '<mobile>true', '<mobile>false'),
    ),
    fault('notification without mobile', 'Leaves out whether phones show it.', cut(DUE, '<mobile>true</mobile>')),
    fault('custom permission without label', 'Leaves out the label.', cut(LEAD, /<label>.*<\/label>/)),
    fault(
      'custom permission requires nothing',
      'Requires a permission that is not there.',
      before(
        LEAD,
        '</CustomPermission>',
        '    <requiredPermission>\n        <customPermission>Takt_Nothing</customPermission>\n        <dependency>true</dependency>\n    </requiredPermission>\n',
      ),
    ),
    fault(
      'custom permission renamed',
      'Renames a custom permission and not who grants it.',
      move(LEAD, customPermission('meeting', 'Takt_Lead_Meeting')),
    ),
    fault(
      'resource without content',
      'Removes the file of a static resource.',
      remove(inArea('foundation', 'staticresources/chartjs.js')),
    ),
    fault(
      'resource without content type',
      'Leaves out the content type.',
      cut(CHART, '<contentType>application/javascript</contentType>'),
    ),
    fault('resource cache misspelt', 'Writes public for Public.', swap(CHART, '>Public<', '>public<')),
    fault('resource without meta file', 'Removes the meta file of a static resource.', remove(CHART)),
    fault(
      'resource without licence',
      'Leaves out where a resource is from and under which licence.',
      cut(CHART, /<description>.*<\/description>/),
    ),
    fault('resource of another version', 'Names another version than the file is.', swap(CHART, '4.6.1', '4.5.0')),
    fault(
      'resource changed by hand',
      'Changes a line of a library.',
      after(
        inArea('foundation', 'staticresources/chartjs.js'),
        ' * Chart.js v4.6.1',
        '\n */\nfetch("https://example.com/collect");\n/*',
      ),
    ),
    fault(
      'resource of an unknown origin',
      'Adds a library that nobody knows.',
      add(inArea('foundation', 'staticresources/helper.js'), 'window.helper = 1;\n'),
      add(
        inArea('foundation', 'staticresources/helper.resource-meta.xml'),
        xml(
          'StaticResource',
          '    <cacheControl>Public</cacheControl>\n    <contentType>application/javascript</contentType>',
        ),
      ),
    ),
  ],
};
