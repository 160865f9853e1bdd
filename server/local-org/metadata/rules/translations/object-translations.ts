import type { Component, Problem } from '../../package/component.ts';
import { fieldMissing, objectMissing } from '../references.ts';
import type { OrgView } from '../org-view.ts';
import { problem, type Rule } from '../rule.ts';
import type { XmlElement } from '../../xml.ts';

const longest: Readonly<Record<string, number>> = {
  help: 510,
  label: 40,
  relationshipLabel: 80,
  errorMessage: 255,
  nameFieldLabel: 40,
};

/** `Takt_Plan__c` of `Takt_Plan__c-de`. */
const objectOf = (component: Component): string => component.fullName.split('.')[0]?.replace(/-[A-Za-z_]+$/, '') ?? '';

const tooLong = (file: Component, element: XmlElement): readonly Problem[] =>
  element.elements.flatMap((child) => {
    const limit = longest[child.name];
    return limit !== undefined && child.content.length > limit
      ? [
          problem(
            'object-translation',
            file,
            `The translated ${child.name} has ${child.content.length} characters; ${limit} are the most.`,
            child,
          ),
        ]
      : [];
  });

const labelsOf = (org: OrgView, object: string, field: string): readonly string[] | undefined => {
  const found = org.findField(object, field);
  const set = found.is === 'there' && found.value.custom ? found.value.component?.xml?.one('valueSet') : undefined;
  const named = set?.text('valueSetName');
  if (named !== undefined) {
    return org
      .component('GlobalValueSet', named)
      ?.xml?.all('customValue')
      .flatMap((one) => [one.text('label') ?? '', one.text('fullName') ?? '']);
  }
  return set
    ?.one('valueSetDefinition')
    ?.all('value')
    .flatMap((one) => [one.text('label') ?? '', one.text('fullName') ?? '']);
};

const fieldProblems = (
  file: Component,
  org: OrgView,
  object: string,
  name: string,
  field: XmlElement,
): readonly Problem[] => {
  const missing = fieldMissing(org, object, name);
  if (missing !== undefined) return [problem('object-translation', file, missing, field)];
  const labels = labelsOf(org, object, name);
  const strange = field.all('picklistValues').filter((one) => {
    const label = one.text('masterLabel') ?? '';
    return labels !== undefined && !labels.some((known) => known.toLowerCase() === label.toLowerCase());
  });
  return [
    ...tooLong(file, field),
    ...strange.map((one) =>
      problem('object-translation', file, `${name} has no value ${one.text('masterLabel') ?? ''} to translate.`, one),
    ),
  ];
};

const parts: readonly (readonly [string, string])[] = [
  ['validationRules', 'ValidationRule'],
  ['recordTypes', 'RecordType'],
  ['webLinks', 'WebLink'],
  ['fieldSets', 'FieldSet'],
  ['quickActions', 'QuickAction'],
];

/** What an object's translation translates exists. */
export const objectTranslations: Rule = ({ of, org }) =>
  of('CustomObjectTranslation').flatMap((file): readonly Problem[] => {
    const object = objectOf(file);
    const { xml } = file;
    if (xml === undefined) return [];
    if (!/-[a-z]{2,3}(_[A-Za-z]+)?$/.test(file.fullName)) {
      return [problem('object-translation', file, `A translation is called Object-language; ${file.fullName} is not.`)];
    }
    const missing = objectMissing(org, object);
    if (missing !== undefined) return [problem('object-translation', file, missing)];
    const custom = org.object(object)?.custom === true;
    return [
      ...tooLong(file, xml),
      ...xml.all('fields').flatMap((field) => fieldProblems(file, org, object, field.text('name') ?? '', field)),
      ...parts.flatMap(([element, type]) =>
        xml.all(element).flatMap((entry) => {
          const name = entry.text('name') ?? '';
          // A standard object may have parts in the org already; its own quick actions carry no underscore.
          const inOrg = !custom && !(type === 'QuickAction' && name.includes('_'));
          const known = org.has(type, `${object}.${name}`) || inOrg || name.includes('__');
          return [
            ...tooLong(file, entry),
            ...(known
              ? []
              : [problem('object-translation', file, `${object} has no ${type} ${name} to translate.`, entry)]),
          ];
        }),
      ),
      ...xml.all('layouts').flatMap((layout) => layoutProblems(file, org, object, layout)),
    ];
  });

const layoutProblems = (file: Component, org: OrgView, object: string, entry: XmlElement): readonly Problem[] => {
  const name = entry.text('layout') ?? '';
  const layout = org.component('Layout', `${object}-${name}`);
  if (layout === undefined)
    return org.object(object)?.custom === true && !name.includes('%')
      ? [problem('object-translation', file, `${object} has no layout ${name} to translate.`, entry)]
      : [];
  const sections = new Set(layout.xml?.all('layoutSections').map((one) => one.text('label') ?? ''));
  return entry
    .all('sections')
    .filter((section) => !sections.has(section.text('section') ?? ''))
    .map((section) =>
      problem(
        'object-translation',
        file,
        `The layout ${name} has no section ${section.text('section') ?? ''} to translate.`,
        section,
      ),
    );
};

/** A field's translation in a file of its own is of a field that exists. */
export const fieldTranslations: Rule = ({ of, org }) =>
  of('CustomFieldTranslation').flatMap((file) => {
    const { xml } = file;
    const name = xml?.text('name') ?? file.fullName.slice(file.fullName.indexOf('.') + 1);
    return xml === undefined ? [] : fieldProblems(file, org, objectOf(file), name, xml);
  });
