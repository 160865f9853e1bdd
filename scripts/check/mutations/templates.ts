import { bundle } from './new-bundle.ts';
import { copy, cut, fault, swap, type FaultKind } from './fault.ts';
import { component } from './places.ts';

const items = (file: string): string => component('meeting', 'actionItems', file);
const row = (file: string): string => component('meeting', 'actionRow', file);

export const templates: FaultKind = {
  kind: 'components: templates and styles',
  faults: [
    fault('template not closed', 'Forgets to close an element.', cut(items('actionItems.html'), '</select>')),
    fault(
      'directive unknown',
      'Writes lwc:when.',
      swap(items('actionItems.html'), 'lwc:if={isLead}', 'lwc:when={isLead}'),
    ),
    fault(
      'else without if',
      'Writes lwc:else after something else.',
      swap(items('actionItems.html'), '<template lwc:elseif={isData}>', '<p></p>\n    <template lwc:else>'),
    ),
    fault(
      'expression in a template',
      'Computes in the template.',
      swap(items('actionItems.html'), '{counts}', '{rows.length + 1}'),
    ),
    fault(
      'expression in quotes',
      'Puts an expression into quotes.',
      swap(items('actionItems.html'), 'data-state={state}', 'data-state="{state}"'),
    ),
    fault('loop without key', 'Leaves out the key.', swap(items('actionItems.html'), '<li key={row.id}>', '<li>')),
    fault(
      'id twice',
      'Gives two elements one id.',
      swap(items('actionItems.html'), '<span class="grow">', '<span id="show" class="grow">'),
    ),
    fault(
      'style variable unknown',
      'Misspells a variable of the palette.',
      swap(items('actionItems.css'), /var\(--t-/, 'var(--tt-'),
    ),
    fault(
      'styling hook of old',
      'Takes a hook that SLDS 2 has no more.',
      swap(items('actionItems.css'), /var\(--t-[\w-]+/, 'var(--lwc-colorTextDefault'),
    ),
    fault(
      'child component unknown',
      'Uses a component that is not there.',
      swap(items('actionItems.html'), /c-takt-panel/g, 'c-takt-pane'),
    ),
    fault(
      'property of the child unknown',
      'Sets a property that the child does not have.',
      swap(items('actionItems.html'), 'show-about={showAbout}', 'show-record={showAbout}'),
    ),
    fault(
      'base component unknown',
      'Misspells a base component.',
      swap(row('actionRow.html'), /lightning-button/g, 'lightning-buton'),
    ),
    fault(
      'handler unknown',
      'Calls a handler that the class does not have.',
      swap(row('actionRow.html'), 'onclick={handleDone}', 'onclick={handleFinish}'),
    ),
    fault(
      'value of the template unknown',
      'Shows a value that the class does not have.',
      swap(items('actionItems.html'), '{counts}', '{totals}'),
    ),
    fault(
      'script in a template',
      'Writes a script element.',
      swap(items('actionItems.html'), '</section>', '<script>alert(1)</script></section>'),
    ),
    fault(
      'colour written out',
      'Writes a colour into a style sheet.',
      swap(items('actionItems.css'), 'color: var(--t-warn);', 'color: #b00020;'),
    ),
    fault(
      'colour by name',
      'Writes a colour by its name.',
      swap(items('actionItems.css'), 'color: var(--t-warn);', 'color: darkred;'),
    ),
    fault(
      'colour in a template',
      'Writes a colour into a style attribute.',
      swap(items('actionItems.html'), '<span class="grow">', '<span class="grow" style="color: #b00020">'),
    ),
    fault(
      'style sheet not closed',
      'Forgets a brace in a style sheet.',
      swap(items('actionItems.css'), '  align-items: center;\n}', '  align-items: center;\n'),
    ),
    fault(
      'style sheet of an unknown component',
      'Imports a style sheet that is not there.',
      swap(items('actionItems.css'), "'c/taktTokens'", "'c/taktToken'"),
    ),
    fault(
      'style by id',
      'Styles by an id, which the compiler changes.',
      swap(items('actionItems.css'), 'select {', '#show {'),
    ),
    fault(
      'bundle twice',
      'Leaves a component in two areas.',
      copy(row('actionRow.js-meta.xml'), component('quota', 'actionRow', 'actionRow.js-meta.xml')),
      copy(row('actionRow.ts'), component('quota', 'actionRow', 'actionRow.ts')),
      copy(row('actionRow.html'), component('quota', 'actionRow', 'actionRow.html')),
    ),
    fault(
      'text in a template',
      'Writes words into a template and not into a label.',
      bundle('actionNote', '<template>\n  <p>Ask your manager.</p>\n</template>\n'),
    ),
  ],
};
