import type { Component } from '../../../../server/local-org/metadata/package/component.ts';
import type { XmlElement } from '../../../../server/local-org/metadata/xml.ts';

/** Something that people read: what it is the text of, and where it stands. */
export interface Text {
  /** `label Takt_Save`, `help of Takt_Plan__c.Status__c`: the same for a text and its translation. */
  readonly of: string;
  readonly text: string;
  readonly component: Component;
  readonly at: XmlElement;
}

/** The texts of elements, each named by its element; an empty or missing element has none. */
export const textsOf = (
  component: Component,
  named: readonly (readonly [of: string, at: XmlElement | undefined])[],
): readonly Text[] =>
  named.flatMap(([of, at]) => (at === undefined || at.content === '' ? [] : [{ of, text: at.content, component, at }]));
