import { add, type Edit } from './fault.ts';
import { component, xml } from './places.ts';

/** A component that only shows something. */
export const bundle = (name: string, html: string): readonly Edit[] => [
  add(component('meeting', name, `${name}.html`), html),
  add(
    component('meeting', name, `${name}.ts`),
    "import { LightningElement } from 'lwc';\n\n/** A note. */\nexport default class Note extends LightningElement {}\n",
  ),
  add(
    component('meeting', name, `${name}.js-meta.xml`),
    xml('LightningComponentBundle', '    <apiVersion>67.0</apiVersion>\n    <isExposed>false</isExposed>'),
  ),
];
