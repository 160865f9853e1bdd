import type { Component, PackageContents, Problem } from '../package/component.ts';
import type { XmlElement } from '../xml.ts';
import type { OrgView } from './org-view.ts';

/** What the org has before the package comes: the components of earlier deploys, none for a fresh org. */
export interface Surroundings {
  readonly components: readonly Component[];
}

export interface RuleContext {
  readonly contents: PackageContents;
  /** The components under check, by type. */
  readonly of: (type: string) => readonly Component[];
  /** What the org will be after the deploy: its own objects, the surroundings and the package. */
  readonly org: OrgView;
}

/** One idea of what the platform refuses. Looks at the whole package, and says everything it finds. */
export type Rule = (context: RuleContext) => readonly Problem[];

/** A problem of a component; `at` is the element that it is about. */
export const problem = (
  rule: string,
  component: Component,
  message: string,
  at: XmlElement | undefined = component.xml,
): Problem => ({
  rule,
  severity: 'error',
  type: component.type,
  fullName: component.fullName,
  file: component.file,
  line: at?.line,
  message,
});

/** The same for what Salesforce takes but nobody means. */
export const warning = (
  rule: string,
  component: Component,
  message: string,
  at: XmlElement | undefined = component.xml,
): Problem => ({ ...problem(rule, component, message, at), severity: 'warning' });
