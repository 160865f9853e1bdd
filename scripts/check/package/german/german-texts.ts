import type { Component } from '../../../../server/local-org/metadata/package/component.ts';
import type { RuleContext } from '../../../../server/local-org/metadata/rules/rule.ts';
import type { XmlElement } from '../../../../server/local-org/metadata/xml.ts';
import { type Text, textsOf } from './text.ts';

const ending = '-de';

/** `Takt_Plan__c` of `Takt_Plan__c-de`; undefined for another language. */
export const objectOf = (component: Component): string | undefined => {
  const [name = ''] = component.fullName.split('.');
  return name.endsWith(ending) ? name.slice(0, -ending.length) : undefined;
};

const entries = (component: Component, element: string): readonly XmlElement[] => component.xml?.all(element) ?? [];

const nameOf = (entry: XmlElement): string => entry.text('name') ?? '';

const general = (file: Component): readonly Text[] =>
  file.fullName !== 'de'
    ? []
    : textsOf(file, [
        ...entries(file, 'customLabels').map((one) => [`label ${nameOf(one)}`, one.one('label')] as const),
        ...entries(file, 'customTabs').map((one) => [`tab ${nameOf(one)}`, one.one('label')] as const),
        ...entries(file, 'quickActions').map((one) => [`action ${nameOf(one)}`, one.one('label')] as const),
        ...entries(file, 'customApplications').flatMap((one) => [
          [`app ${nameOf(one)}`, one.one('label')] as const,
          [`description of the app ${nameOf(one)}`, one.one('description')] as const,
        ]),
      ]);

const nominative = (file: Component, plural: boolean): XmlElement | undefined =>
  entries(file, 'caseValues').find(
    (one) => one.text('caseType') === 'Nominative' && one.text('plural') === String(plural),
  );

const ofObject = (file: Component): readonly Text[] => {
  const object = objectOf(file);
  if (object === undefined) return [];
  return textsOf(file, [
    [`singular of ${object}`, nominative(file, false)?.one('value')],
    [`plural of ${object}`, nominative(file, true)?.one('value')],
    [`name field of ${object}`, file.xml?.one('nameFieldLabel')],
    ...entries(file, 'quickActions').map((one) => [`action ${object}.${nameOf(one)}`, one.one('label')] as const),
    ...entries(file, 'validationRules').map(
      (one) => [`message of ${object}.${nameOf(one)}`, one.one('errorMessage')] as const,
    ),
    ...entries(file, 'layouts').flatMap((layout) =>
      layout
        .all('sections')
        .map(
          (one) =>
            [
              `section ${one.text('section') ?? ''} of ${object}-${layout.text('layout') ?? ''}`,
              one.one('label'),
            ] as const,
        ),
    ),
  ]);
};

const ofField = (file: Component): readonly Text[] => {
  const object = objectOf(file);
  if (object === undefined) return [];
  const field = `${object}.${file.xml?.text('name') ?? ''}`;
  return textsOf(file, [
    [`field ${field}`, file.xml?.one('label')],
    [`help of ${field}`, file.xml?.one('help')],
    [`related list of ${field}`, file.xml?.one('relationshipLabel')],
    ...entries(file, 'picklistValues').map(
      (one) => [`value ${one.text('masterLabel') ?? ''} of ${field}`, one.one('translation')] as const,
    ),
  ]);
};

/** What the package says in German. */
export const germanTexts = ({ of }: RuleContext): readonly Text[] => [
  ...of('Translations').flatMap(general),
  ...of('CustomObjectTranslation').flatMap(ofObject),
  ...of('CustomFieldTranslation').flatMap(ofField),
];
