import type { Component, Problem } from '../../package/component.ts';
import type { XmlElement } from '../../xml.ts';
import { repeated } from '../duplicates.ts';
import { problem, type Rule, warning } from '../rule.ts';

export const instances = (page: Component): readonly XmlElement[] =>
  (page.xml?.all('flexiPageRegions') ?? []).flatMap((region) =>
    region.all('itemInstances').flatMap((item) => item.elements),
  );

export const componentInstances = (page: Component): readonly XmlElement[] =>
  instances(page).filter((one) => one.name === 'componentInstance');

/** Whether a page shows records, and so says of which object. */
export const pageObjects: Rule = ({ of }) =>
  of('FlexiPage').flatMap((page): readonly Problem[] => {
    const { xml } = page;
    const type = xml?.text('type');
    const object = xml?.one('sobjectType');
    if (xml === undefined) return [];
    if (type === 'RecordPage' && (object === undefined || object.content === '')) {
      return [problem('page-object', page, 'A RecordPage says which object it shows (sobjectType).')];
    }
    return (type === 'HomePage' || type === 'UtilityBar') && object !== undefined
      ? [problem('page-object', page, `A ${type} shows no object, and yet names ${object.content}.`, object)]
      : [];
  });

const valuesOf = (property: XmlElement): readonly XmlElement[] => [
  ...property.all('value'),
  ...(property.one('valueList')?.all('valueListItems') ?? []).flatMap((item) => item.all('value')),
];

/** Properties of the platform's own containers that name a facet. */
const facetProperties: Readonly<Record<string, string>> = {
  'flexipage:column': 'body',
  'flexipage:fieldSection': 'columns',
  'flexipage:tab': 'body',
  'flexipage:tabset': 'tabs',
};

const facetValues = (instance: XmlElement): readonly XmlElement[] => {
  const name = facetProperties[instance.text('componentName') ?? ''];
  return instance
    .all('componentInstanceProperties')
    .filter((property) => name !== undefined && property.text('name') === name)
    .flatMap((property) => property.all('value').filter(({ content }) => content !== ''));
};

/** Regions are called once; a facet is shown by one component, and what a component shows is there. */
export const pageFacets: Rule = ({ of }) =>
  of('FlexiPage').flatMap((page): readonly Problem[] => {
    const regions = page.xml?.all('flexiPageRegions') ?? [];
    const facets = new Set(regions.filter((one) => one.text('type') === 'Facet').map((one) => one.text('name') ?? ''));
    const values = componentInstances(page).flatMap((one) => one.all('componentInstanceProperties').flatMap(valuesOf));
    const used = new Set(values.map((value) => value.content));
    const lost = [
      ...values.filter(({ content }) => /^Facet-/.test(content)),
      ...componentInstances(page).flatMap(facetValues),
    ].filter(
      ({ content }, index, all) => !facets.has(content) && all.findIndex((one) => one.content === content) === index,
    );
    const unused = regions.filter((one) => one.text('type') === 'Facet' && !used.has(one.text('name') ?? ''));
    return [
      ...repeated(regions, (one) => one.text('name')).map((one) =>
        problem('page-facet', page, `The page has two regions ${one.text('name') ?? ''}.`, one),
      ),
      ...lost.map((one) =>
        problem('page-facet', page, `The page has no region ${one.content}, which a component shows.`, one),
      ),
      ...unused.map((one) =>
        warning('page-facet', page, `No component shows the facet ${one.text('name') ?? ''}.`, one),
      ),
    ];
  });

/** Components and fields of a page are told apart by their identifiers. */
export const pageIdentifiers: Rule = ({ of }) =>
  of('FlexiPage').flatMap((page) =>
    repeated(instances(page), (one) => one.text('identifier')).map((one) =>
      problem(
        'page-identifier',
        page,
        `The page has two items with the identifier ${one.text('identifier') ?? ''}.`,
        one,
      ),
    ),
  );
