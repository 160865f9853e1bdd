import type { Component, Problem } from '../../../server/local-org/metadata/package/component.ts';
import { isCustom, meant } from '../../../server/local-org/metadata/rules/names.ts';
import { componentInstances } from '../../../server/local-org/metadata/rules/pages/page-parts.ts';
import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';
import type { XmlElement } from '../../../server/local-org/metadata/xml.ts';

/** Where a component names an object, beside the places that only custom objects have. */
const objectsIn = ({ type, fullName, xml }: Component): readonly string[] => {
  switch (type) {
    case 'Layout':
      return [fullName.split('-')[0] ?? ''];
    case 'QuickAction':
      return [...(fullName.includes('.') ? [fullName.split('.')[0] ?? ''] : []), ...(xml?.texts('targetObject') ?? [])];
    case 'FlexiPage':
      return xml?.texts('sobjectType') ?? [];
    case 'CustomField':
      return xml?.texts('referenceTo') ?? [];
    case 'PermissionSet':
      return (xml?.all('objectPermissions') ?? []).map((entry) => entry.text('object') ?? '');
    case 'CustomApplication':
      return (xml?.all('actionOverrides') ?? [])
        .map((entry) => entry.text('pageOrSobjectType') ?? '')
        .filter((name) => name !== '' && !name.startsWith('standard-'));
    default:
      return [];
  }
};

/** A standard object that is not known may come with a feature elsewhere; this package names none of those. */
export const knownObjects: Rule = ({ contents, org }) =>
  contents.components.flatMap((component) =>
    objectsIn(component)
      .filter((name) => !isCustom(name) && org.object(name) === undefined)
      .map((name) =>
        problem('known-object', component, `${name} is no object that is known.${meant(name, org.objectNames)}`),
      ),
  );

/** Standard fields that permission sets grant are known. */
export const knownFields: Rule = ({ of, org }) =>
  of('PermissionSet').flatMap((set) =>
    (set.xml?.all('fieldPermissions') ?? []).flatMap((entry): readonly Problem[] => {
      const [object = '', field = ''] = (entry.text('field') ?? '').split('.');
      return !isCustom(field) && org.object(object)?.field(field) === undefined
        ? [problem('known-field', set, `${object}.${field} is no field that is known.`, entry)]
        : [];
    }),
  );

const columns = new Set([
  'NAME',
  'CREATED_DATE',
  'CREATEDBY_USER',
  'LAST_UPDATE',
  'UPDATEDBY_USER',
  'OWNER.ALIAS',
  'OWNER.FIRST_NAME',
  'OWNER.LAST_NAME',
]);

/** Lists name fields of their own, and the few columns that every object has. */
export const knownColumns: Rule = ({ of }) =>
  of('ListView').flatMap((list) =>
    [...(list.xml?.all('columns') ?? []), ...(list.xml?.all('filters') ?? []).flatMap((one) => one.one('field') ?? [])]
      .filter(({ content }) => !content.endsWith('__c') && !columns.has(content))
      .map((column) => problem('known-column', list, `${column.content} is no column that is known.`, column)),
  );

/** Related lists hang by a field of the children. */
export const knownRelatedLists: Rule = ({ of }) =>
  of('Layout').flatMap((layout) =>
    (layout.xml?.all('relatedLists') ?? []).flatMap((list) => {
      const name = list.one('relatedList');
      return name !== undefined && /__c\.(?!\w+__c$)/.test(name.content)
        ? [problem('known-related-list', layout, `${name.content} does not name the field of a lookup.`, name)]
        : [];
    }),
  );

const valueOf = (element: XmlElement | undefined): string => (element?.content ?? '').replaceAll(/^["']|["']$/g, '');

/** Values of picklists that pages compare with, and that fields are filled with, are among the picklist's. */
export const knownValues: Rule = ({ of, org }) => [
  ...of('CustomField').flatMap((field) => {
    const [object = '', name = ''] = field.fullName.split('.');
    const values = org.object(object)?.field(name)?.values;
    const preset = field.xml?.one('defaultValue');
    return preset === undefined ||
      values === undefined ||
      !/^["']/.test(preset.content) ||
      values.includes(valueOf(preset))
      ? []
      : [problem('known-value', field, `${name} has no value ${valueOf(preset)} to begin with.`, preset)];
  }),
  ...of('FlexiPage').flatMap((page) =>
    componentInstances(page)
      .flatMap((one) => one.one('visibilityRule')?.all('criteria') ?? [])
      .flatMap((criterion) => {
        const field = /^\{!Record\.(\w+)\}$/.exec(criterion.text('leftValue') ?? '')?.[1] ?? '';
        const values = org.object(page.xml?.text('sobjectType') ?? '')?.field(field)?.values;
        const compared = criterion.text('rightValue') ?? '';
        return values === undefined ||
          compared === '' ||
          values.includes(compared) ||
          !/^(EQUAL|NE)$/.test(criterion.text('operator') ?? '')
          ? []
          : [problem('known-value', page, `${field} has no value ${compared}.`, criterion)];
      }),
  ),
  ...of('QuickAction').flatMap((action) =>
    (action.xml?.all('fieldOverrides') ?? [])
      .filter((one) => one.one('formula') !== undefined && one.one('literalValue') !== undefined)
      .map((one) =>
        problem('known-value', action, `${one.text('field') ?? ''} is filled by a formula and by a value.`, one),
      ),
  ),
];

/** Endings of files by what static resources say of their content. */
const endings: Readonly<Record<string, RegExp>> = {
  'application/javascript': /\.js$/,
  'text/javascript': /\.js$/,
  'text/css': /\.css$/,
  'application/json': /\.json$/,
  'application/zip': /\.zip$|\//,
  'image/svg+xml': /\.svg$/,
};

/** A static resource is what its description says. */
export const resourceTypes: Rule = ({ of }) =>
  of('StaticResource').flatMap((resource) => {
    const type = resource.xml?.text('contentType') ?? '';
    const [file = ''] = resource.contents;
    const name = file.slice(file.lastIndexOf('/staticresources/') + '/staticresources/'.length);
    return file === '' || endings[type] === undefined || endings[type].test(name)
      ? []
      : [problem('resource-type', resource, `${name} is no ${type}.`)];
  });
