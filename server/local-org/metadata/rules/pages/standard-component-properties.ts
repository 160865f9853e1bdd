import type { Component, Problem } from '../../package/component.ts';
import type { XmlElement } from '../../xml.ts';
import { isPackaged, meant } from '../names.ts';
import type { OrgView } from '../org-view.ts';
import { problem, type Rule, warning } from '../rule.ts';
import { componentInstances } from './page-parts.ts';

interface Standard {
  readonly needed: readonly string[];
  readonly others: readonly string[];
}

/** Properties of the platform's own components, as far as pages such as these set them. */
const components: Readonly<Record<string, Standard>> = {
  'flexipage:fieldSection': {
    needed: ['columns'],
    others: ['label', 'horizontalAlignment', 'collapsed', 'collapsible'],
  },
  'flexipage:column': { needed: ['body'], others: ['width'] },
  'flexipage:tab': { needed: ['body'], others: ['title', 'active', 'lazy', 'customTitle', 'icon'] },
  'flexipage:tabset': { needed: ['tabs'], others: ['label', 'context'] },
  'force:highlightsPanel': {
    needed: [],
    others: [
      'actionNames',
      'collapsed',
      'enableActionsConfiguration',
      'enableActionsInNative',
      'hideChatterActions',
      'numVisibleActions',
      'hideActionButtons',
      'primaryField',
      'secondaryFields',
    ],
  },
  'force:relatedListSingleContainer': {
    needed: ['parentFieldApiName', 'relatedListApiName'],
    others: [
      'relatedListComponentOverride',
      'rowsToDisplay',
      'showActionBar',
      'adminFilters',
      'relatedListDisplayType',
    ],
  },
  'lst:dynamicRelatedList': {
    needed: ['parentFieldApiName', 'relatedListApiName'],
    others: [
      'actionNames',
      'adminFilters',
      'maxRecordsToDisplay',
      'numVisibleActions',
      'relatedListDisplayType',
      'relatedListFieldAliases',
      'relatedListLabel',
      'showActionBar',
      'sortFieldAlias',
      'sortFieldOrder',
    ],
  },
};

const propertiesOf = (instance: XmlElement): readonly XmlElement[] =>
  instance.all('componentInstanceProperties').filter((one) => one.text('type') !== 'decorator');

/** Values of the platform's components that are written as a number or as yes and no. */
const written: readonly (readonly [RegExp, RegExp, string])[] = [
  [/^(numVisibleActions|rowsToDisplay|maxRecordsToDisplay|height|width)$/, /^\d+$/, 'a whole number'],
  [
    /^(collapsed|collapsible|enableActionsConfiguration|enableActionsInNative|hideChatterActions|showActionBar|eager|scrollable)$/,
    /^(true|false)$/,
    'true or false',
  ],
];

const valueProblem = (property: XmlElement): string | undefined => {
  const name = property.text('name') ?? '';
  const value = property.text('value') ?? '';
  const [, , wanted] = written.find(([names, values]) => names.test(name) && value !== '' && !values.test(value)) ?? [];
  return wanted === undefined ? undefined : `${name} is ${value}; ${wanted} it must be.`;
};

/** The list of children behind `Calls__r` of the page's object. */
const listMissing = (page: Component, org: OrgView, name: string): boolean => {
  if (!name.endsWith('__r') || isPackaged(name.replace(/__r$/, '__c'))) return false;
  const object = page.xml?.text('sobjectType')?.toLowerCase() ?? '';
  const wanted = name.toLowerCase();
  return !org
    .all('CustomField')
    .some(
      ({ xml }) =>
        `${xml?.text('relationshipName') ?? ''}__r`.toLowerCase() === wanted &&
        xml?.texts('referenceTo').some((one) => one.toLowerCase() === object) === true,
    );
};

/** The platform's components on a page get the properties that they need, and none that they do not know. */
export const standardComponentProperties: Rule = ({ of, org }) =>
  of('FlexiPage').flatMap((page) =>
    componentInstances(page).flatMap((instance): readonly Problem[] => {
      const name = instance.text('componentName') ?? '';
      const own = name.startsWith('c:') || !name.includes(':');
      const known = components[name];
      const given = propertiesOf(instance);
      const names = known === undefined ? [] : [...known.needed, ...known.others];
      const placed = own
        ? instance.all('componentInstanceProperties').filter((one) => one.text('type') === 'decorator')
        : instance.all('componentInstanceProperties');
      const list = /relatedList|RelatedList/.test(name)
        ? given.find((one) => one.text('name') === 'relatedListApiName')
        : undefined;
      return [
        ...(known?.needed ?? [])
          .filter((needed) => !given.some((one) => one.text('name') === needed))
          .map((needed) => problem('standard-component', page, `${name} needs its property ${needed}.`, instance)),
        ...given
          .filter((one) => known !== undefined && !names.includes(one.text('name') ?? ''))
          .map((one) =>
            warning(
              'standard-component',
              page,
              `${name} has no property ${one.text('name') ?? ''} that is known.${meant(one.text('name') ?? '', names)}`,
              one,
            ),
          ),
        ...placed.flatMap((one) => {
          const reason = valueProblem(one);
          return reason === undefined ? [] : [problem('standard-component', page, reason, one)];
        }),
        ...(list !== undefined && listMissing(page, org, list.text('value') ?? '')
          ? [
              problem(
                'standard-component',
                page,
                `${page.xml?.text('sobjectType') ?? 'The object'} has no list ${list.text('value') ?? ''}.`,
                list,
              ),
            ]
          : []),
      ];
    }),
  );
