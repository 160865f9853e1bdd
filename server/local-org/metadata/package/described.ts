import type { XmlElement } from '../xml.ts';
import type { Component } from './component.ts';

/** A component whose description could be read. */
export type DescribedComponent = Component & { readonly xml: XmlElement };

export const isDescribed = (component: Component): component is DescribedComponent => component.xml !== undefined;

/** Those of one type that can be read. */
export const described = (components: readonly Component[], type: string): readonly DescribedComponent[] =>
  components.filter((component) => component.type === type).filter(isDescribed);

/** Hears what is wrong with a component; `shown` is how people read it, by default the reason after the file. */
export type Report = (component: Component, reason: string, shown?: string) => void;

/** What `read` makes of a component; nothing, and a report, when it throws. */
export const attempt = <T>(
  component: DescribedComponent,
  read: (component: DescribedComponent) => T,
  report: Report,
): readonly T[] => {
  try {
    return [read(component)];
  } catch (error) {
    report(component, error instanceof Error ? error.message : String(error));
    return [];
  }
};
