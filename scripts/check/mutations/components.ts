import { bundle } from './new-bundle.ts';
import { after, fault, remove, swap, type FaultKind } from './fault.ts';
import { component } from './places.ts';

const items = (file: string): string => component('meeting', 'actionItems', file);
const row = (file: string): string => component('meeting', 'actionRow', file);
const QUERIES = component('meeting', 'actionData', 'queries.ts');

export const components: FaultKind = {
  kind: 'components: scripts and queries',
  faults: [
    fault(
      'label unknown',
      'Imports a label that is not there.',
      swap(items('labels.ts'), 'label/c.Takt_Action_Added', 'label/c.Takt_Action_Has_Been_Added'),
    ),
    fault(
      'label without namespace',
      'Imports a label without the c and the dot.',
      swap(items('labels.ts'), 'label/c.Takt_Action_Added', 'label/Takt_Action_Added'),
    ),
    fault(
      'schema field unknown',
      'Imports a field that is not there.',
      after(
        items('actionItems.ts'),
        "import { labels } from './labels';",
        "\nimport SUBJECT from '@salesforce/schema/Takt_Action__c.Subject__c';\nvoid SUBJECT;",
      ),
    ),
    fault(
      'schema object unknown',
      'Imports an object that is not there.',
      after(
        items('actionItems.ts'),
        "import { labels } from './labels';",
        "\nimport ACTION from '@salesforce/schema/Takt_Actions__c';\nvoid ACTION;",
      ),
    ),
    fault(
      'resource unknown',
      'Imports a static resource that is not there.',
      swap(component('foundation', 'taktChart', 'taktChart.ts'), 'resourceUrl/chartjs', 'resourceUrl/chart'),
    ),
    fault(
      'custom permission of a component unknown',
      'Imports a custom permission that is not there.',
      swap(component('quota', 'quotaPlan', 'rights.ts'), 'Takt_Run_Publish', 'Takt_Run_Publishing'),
    ),
    fault(
      'user permission of a component unknown',
      'Imports a user permission that is not there.',
      swap(
        component('quota', 'quotaPlan', 'rights.ts'),
        "'@salesforce/customPermission/Takt_Run_Publish'",
        "'@salesforce/userPermission/PublishQuotas'",
      ),
    ),
    fault(
      'module of another component unknown',
      'Imports a component that is not there.',
      swap(items('actionItems.ts'), "from 'c/taktErrors'", "from 'c/taktError'"),
    ),
    fault(
      'function of another component unknown',
      'Imports a function that the other component does not have.',
      swap(items('actionItems.ts'), 'import { reduceErrors }', 'import { reduceErrors, showErrors }'),
    ),
    fault(
      'platform module unknown',
      'Imports a module of the platform that is not there.',
      swap(items('actionItems.ts'), "'lightning/uiRecordApi'", "'lightning/uiRecordsApi'"),
    ),
    fault(
      'function of the platform unknown',
      'Imports a function that the platform does not have.',
      swap(items('actionItems.ts'), 'import { createRecord }', 'import { createRecord, insertRecord }'),
    ),
    fault(
      'apex imported',
      'Imports an Apex method, where there is no Apex.',
      after(
        items('actionItems.ts'),
        "import { labels } from './labels';",
        "\nimport load from '@salesforce/apex/TaktActions.load';\nvoid load;",
      ),
    ),
    fault(
      'package imported',
      'Imports a package from npm.',
      after(
        items('actionItems.ts'),
        "import { labels } from './labels';",
        "\nimport { groupBy } from 'lodash';\nvoid groupBy;",
      ),
    ),
    fault('file of the bundle missing', 'Removes a file that another imports.', remove(items('state.ts'))),
    fault(
      'script with a slip',
      'Forgets a brace.',
      swap(
        items('state.ts'),
        "return answer.came ? 'empty' : 'loading';\n};",
        "return answer.came ? 'empty' : 'loading';\n",
      ),
    ),
    fault(
      'type with a slip',
      'Gives a text where a number is wanted.',
      swap(items('actionItems.ts'), 'count(late.length)', 'count(String(late.length))'),
    ),
    fault(
      'member misspelt',
      'Reads a property that is not there.',
      swap(items('actionItems.ts'), 'labels.TITLE_MINE', 'labels.TITLE_OWN'),
    ),
    fault(
      'decorator twice',
      'Makes a property public and wired.',
      swap(items('actionItems.ts'), '@api recordId', '@api @track recordId'),
    ),
    fault(
      'wire of nothing',
      'Wires by something that was not imported.',
      swap(items('actionItems.ts'), '@wire(getObjectInfo, ', '@wire(getObjectInfos, '),
    ),
    fault(
      'public property named like an event',
      'Names a public property as HTML names listeners.',
      swap(items('actionItems.ts'), '@api objectApiName', '@api onselect: string | undefined;\n  @api objectApiName'),
    ),
    fault(
      'default export missing',
      'Forgets to export the class.',
      swap(items('actionItems.ts'), 'export default class', 'class'),
    ),
    fault(
      'inner HTML',
      'Sets inner HTML.',
      swap(
        items('actionItems.ts'),
        'this._focusWanted = false;',
        "this._focusWanted = false;\n    const host = this.template?.querySelector('.card');\n    if (host) host.innerHTML = this.title;",
      ),
    ),
    fault(
      'query of an unknown field',
      'Asks for a field that is not there.',
      swap(QUERIES, 'Due_Date__c {\n      value', 'Due_On__c {\n      value'),
    ),
    fault(
      'query of an unknown object',
      'Asks for an object that is not there.',
      swap(QUERIES, 'Takt_Meeting__c(first: 50', 'Takt_Meetings__c(first: 50'),
    ),
    fault(
      'query without value',
      'Leaves out .value of a field.',
      swap(QUERIES, 'Status__c {\n      value\n    }', 'Status__c'),
    ),
    fault(
      'query filter on an unknown field',
      'Filters by a field that is not there.',
      swap(QUERIES, 'orderBy: { Held_On__c:', 'orderBy: { Held_At__c:'),
    ),
    fault(
      'query with a slip',
      'Forgets a brace of a query.',
      swap(QUERIES, /\}\n`;\n\n\/\*\* Apart/, '`;\n\n/** Apart'),
    ),
    fault(
      'query variable not declared',
      'Uses a variable that is not declared.',
      swap(QUERIES, 'where: $open,', 'where: $opened,'),
    ),
    fault(
      'bundle named with a capital',
      'Begins the name of a bundle with a capital.',
      bundle('MeetingNote', '<template>\n  <slot></slot>\n</template>\n'),
    ),
    fault('bundle without script', 'Removes the script of a component.', remove(row('actionRow.ts'))),
    fault('bundle without meta file', 'Removes the meta file of a component.', remove(row('actionRow.js-meta.xml'))),
    fault(
      'field named in text unknown',
      'Writes a field into a text that is not there.',
      swap(items('actionItems.ts'), "'Takt_Action__c.Priority__c'", "'Takt_Action__c.Urgency__c'"),
    ),
    fault(
      'bundle named with a hyphen',
      'Names a bundle as templates do.',
      bundle('action-note', '<template>\n  <slot></slot>\n</template>\n'),
    ),
  ],
};
