import type { Component, Problem } from '../metadata/package/component.ts';
import { componentKey } from '../metadata/package/component-text.ts';
import type { XmlElement } from '../metadata/xml.ts';

const families: readonly ReadonlySet<string>[] = [
  new Set(['Text', 'TextArea', 'Email', 'Phone', 'Url']),
  new Set(['Number', 'Currency', 'Percent']),
  new Set(['LongTextArea', 'Html']),
];

const relationships = new Set(['Lookup', 'MasterDetail']);

const kindOf = (xml: XmlElement): string => (xml.one('formula') === undefined ? (xml.text('type') ?? '') : 'Formula');

/**
 * Why a field cannot become what it is to be. Salesforce converts between types only where nothing can be lost, and
 * never to or from a formula; a relation keeps its target. For all else the field is deleted and made anew.
 * Source: Salesforce Help, "Considerations for Converting the Field Type of a Custom Field".
 */
const refusal = (before: XmlElement, after: XmlElement): string | undefined => {
  const [from, to] = [kindOf(before), kindOf(after)];
  if (from === to) {
    const [old, now] = [before.texts('referenceTo').join(), after.texts('referenceTo').join()];
    return relationships.has(to) && old !== now ? `cannot point at ${now}: it points at ${old}` : undefined;
  }
  if (from === 'Lookup' && to === 'MasterDetail') return undefined;
  if (families.some((family) => family.has(from) && family.has(to))) return undefined;
  return `cannot change its type from ${from} to ${to}`;
};

/** Fields of the package that the org has as something else. */
export const fieldChanges = (wanted: readonly Component[], present: readonly Component[]): readonly Problem[] => {
  const before = new Map(
    present.filter(({ type }) => type === 'CustomField').map((one) => [componentKey(one), one.xml] as const),
  );
  return wanted.flatMap((component): readonly Problem[] => {
    const { type, fullName, file, xml } = component;
    const old = before.get(componentKey(component));
    if (type !== 'CustomField' || xml === undefined || old === undefined || !fullName.endsWith('__c')) return [];
    const reason = refusal(old, xml);
    if (reason === undefined) return [];
    const line = xml.one('type')?.line ?? xml.line;
    const message = `The field ${fullName} ${reason}. Delete it with destructiveChanges.xml and deploy it anew, which loses its values.`;
    return [{ rule: 'field-type-change', severity: 'error', type, fullName, file, line, message }];
  });
};
