import type { Component } from '../../package/component.ts';
import type { XmlElement } from '../../xml.ts';
import { isCustom } from '../names.ts';
import { problem, type Rule, type RuleContext } from '../rule.ts';
import type { Problem } from '../../package/component.ts';

/** One custom field under check. */
export interface FieldUnderCheck {
  readonly field: Component;
  readonly xml: XmlElement;
  readonly kind: string;
  /** `Takt_Plan__c`. */
  readonly object: string;
  /** `Status__c`. */
  readonly name: string;
  readonly context: RuleContext;
}

/** What is wrong with one field: a sentence, and the element that it is about. */
export type FieldFault = string | { readonly message: string; readonly at: XmlElement | undefined };

/** A rule over custom fields that have a type, one at a time. */
export const fieldRule =
  (name: string, check: (field: FieldUnderCheck) => readonly FieldFault[]): Rule =>
  (context) =>
    context.of('CustomField').flatMap((field): readonly Problem[] => {
      const { xml } = field;
      const [object = '', own = ''] = field.fullName.split('.');
      if (xml === undefined || !isCustom(own)) return [];
      const kind = xml.text('type') ?? '';
      return check({ field, xml, kind, object, name: own, context }).map((fault) =>
        typeof fault === 'string' ? problem(name, field, fault) : problem(name, field, fault.message, fault.at ?? xml),
      );
    });

export const isFormula = ({ xml }: Pick<FieldUnderCheck, 'xml'>): boolean => xml.one('formula') !== undefined;
