import { before, cut, fault, move, swap, type FaultKind } from './fault.ts';
import { component } from './places.ts';

const ITEMS = component('meeting', 'actionItems', 'actionItems.js-meta.xml');
const BOARD = component('forecasting', 'forecastBoard', 'forecastBoard.js-meta.xml');
const config = (targets: string, inside: string): string =>
  `    <targetConfigs>\n        <targetConfig targets="${targets}">\n${inside}\n        </targetConfig>\n    </targetConfigs>\n`;
const board = (targets: string, inside: string): ReturnType<typeof before> =>
  before(BOARD, '</LightningComponentBundle>', config(targets, inside));

export const componentMeta: FaultKind = {
  kind: 'components: meta files',
  faults: [
    fault('API version missing', 'Leaves out the API version.', cut(ITEMS, '<apiVersion>67.0</apiVersion>')),
    fault('API version in words', 'Writes latest for a version.', swap(ITEMS, '>67.0<', '>latest<')),
    fault('API version of the future', 'Writes a version that no org has.', swap(ITEMS, '>67.0<', '>97.0<')),
    fault(
      'target unknown',
      'Misspells a target.',
      swap(ITEMS, '<target>lightning__HomePage', '<target>lightning__Home'),
    ),
    fault(
      'target twice',
      'Names a target twice.',
      swap(ITEMS, '<target>lightning__HomePage', '<target>lightning__AppPage'),
    ),
    fault('exposed without target', 'Exposes a component to nothing.', cut(BOARD, /\s*<targets>[\s\S]*<\/targets>/)),
    fault(
      'exposed without label',
      'Leaves out the label by which the page builder shows a component.',
      cut(ITEMS, '<masterLabel>Takt Actions</masterLabel>'),
    ),
    fault('exposed in words', 'Writes yes for true.', swap(ITEMS, '<isExposed>true', '<isExposed>yes')),
    fault(
      'config of a target not listed',
      'Configures a target that the component does not have.',
      swap(ITEMS, 'targetConfig targets="lightning__RecordPage"', 'targetConfig targets="lightning__Tab"'),
    ),
    fault(
      'config without targets',
      'Leaves out which target is configured.',
      swap(ITEMS, ' targets="lightning__RecordPage"', ''),
    ),
    fault(
      'component for an unknown object',
      'Names an object that is not there.',
      swap(ITEMS, '<object>Account<', '<object>Accounts<'),
    ),
    fault(
      'objects of a home page',
      'Names objects for a target without records.',
      swap(
        BOARD,
        '</LightningComponentBundle>',
        `${config('lightning__HomePage', '            <objects>\n                <object>Account</object>\n            </objects>')}</LightningComponentBundle>`,
      ),
    ),
    fault(
      'property without type',
      'Declares a property without a type.',
      board('lightning__HomePage', '            <property name="period" label="Period" />'),
    ),
    fault(
      'property of an unknown type',
      'Declares a property of a type that is not there.',
      board('lightning__HomePage', '            <property name="period" type="Text" label="Period" />'),
    ),
    fault(
      'property not public',
      'Declares a property that the class does not publish.',
      board('lightning__HomePage', '            <property name="period" type="String" label="Period" />'),
    ),
    fault(
      'property twice',
      'Declares a property twice.',
      board(
        'lightning__HomePage',
        '            <property name="period" type="String" />\n            <property name="period" type="String" />',
      ),
    ),
    fault('meta file cut off', 'Cuts the end of a meta file off.', cut(ITEMS, /<\/targetConfigs>[\s\S]*/)),
    fault(
      'meta file element unknown',
      'Writes an element that meta files do not have.',
      before(ITEMS, '    <targets>', '    <isVisible>true</isVisible>\n'),
    ),
    fault(
      'meta file of another name',
      'Renames a meta file.',
      move(ITEMS, component('meeting', 'actionItems', 'actionItem.js-meta.xml')),
    ),
    fault(
      'meta file of another root',
      'Writes AuraDefinitionBundle.',
      swap(ITEMS, /LightningComponentBundle/g, 'AuraDefinitionBundle'),
    ),
    fault(
      'form factor unknown',
      'Supports a form factor that is not there.',
      before(
        BOARD,
        '</LightningComponentBundle>',
        config(
          'lightning__HomePage',
          '            <supportedFormFactors>\n                <supportedFormFactor type="Phone" />\n            </supportedFormFactors>',
        ),
      ),
    ),
    fault(
      'action without type',
      'Makes a component an action without saying which.',
      swap(BOARD, '</targets>', '    <target>lightning__RecordAction</target>\n    </targets>'),
      before(
        BOARD,
        '</LightningComponentBundle>',
        config('lightning__RecordAction', '            <actionType>Popup</actionType>'),
      ),
    ),
    fault(
      'capability unknown',
      'Asks for a capability that is not there.',
      before(
        BOARD,
        '    <targets>',
        '    <capabilities>\n        <capability>lightning__Everything</capability>\n    </capabilities>\n',
      ),
    ),
  ],
};
