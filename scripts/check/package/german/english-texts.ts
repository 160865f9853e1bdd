import type { Component } from '../../../../server/local-org/metadata/package/component.ts';
import type { RuleContext } from '../../../../server/local-org/metadata/rules/rule.ts';
import { type Text, textsOf } from './text.ts';

type Reader = (component: Component) => readonly Text[];

const labelled =
  (what: string, element = 'label'): Reader =>
  (component) =>
    textsOf(component, [[`${what} ${component.fullName}`, component.xml?.one(element)]]);

const application: Reader = (component) =>
  textsOf(component, [
    [`app ${component.fullName}`, component.xml?.one('label')],
    [`description of the app ${component.fullName}`, component.xml?.one('description')],
  ]);

const object: Reader = (component) =>
  component.fullName.endsWith('__c')
    ? textsOf(component, [
        [`singular of ${component.fullName}`, component.xml?.one('label')],
        [`plural of ${component.fullName}`, component.xml?.one('pluralLabel')],
        [`name field of ${component.fullName}`, component.xml?.one('nameField')?.one('label')],
      ])
    : [];

const field: Reader = (component) => {
  const { fullName, xml } = component;
  const values = xml?.one('valueSet')?.one('valueSetDefinition')?.all('value') ?? [];
  return textsOf(component, [
    [`field ${fullName}`, xml?.one('label')],
    [`help of ${fullName}`, xml?.one('inlineHelpText')],
    [`related list of ${fullName}`, xml?.one('relationshipLabel')],
    ...values.map((value) => [`value ${value.text('label') ?? ''} of ${fullName}`, value.one('label')] as const),
  ]);
};

const layout: Reader = (component) =>
  textsOf(
    component,
    (component.xml?.all('layoutSections') ?? []).map((section) => [
      `section ${section.text('label') ?? ''} of ${component.fullName}`,
      section.one('label'),
    ]),
  );

const readers: Readonly<Record<string, Reader>> = {
  CustomApplication: application,
  CustomField: field,
  CustomLabel: labelled('label', 'value'),
  CustomObject: object,
  CustomTab: labelled('tab'),
  Layout: layout,
  QuickAction: labelled('action'),
  ValidationRule: labelled('message of', 'errorMessage'),
};

/** What the package says in English and an org lets be translated. */
export const englishTexts = ({ of }: RuleContext): readonly Text[] =>
  Object.entries(readers).flatMap(([type, read]) => of(type).flatMap(read));
