import type { DescribedComponent } from '../metadata/package/described.ts';
import type { XmlElement } from '../metadata/xml.ts';
import type { Page, PageComponent } from './app-model.ts';
import { asOneForm, fieldSection, sectionReader } from './page-fields.ts';

const pageComponent = (xml: XmlElement): PageComponent => {
  const name = xml.text('componentName') ?? '';
  return {
    name,
    identifier: xml.text('identifier') ?? name,
    properties: Object.fromEntries(
      xml
        .all('componentInstanceProperties')
        .map((property) => [property.text('name') ?? '', property.text('value') ?? '']),
    ),
  };
};

const componentsOf = (region: XmlElement): readonly PageComponent[] =>
  region
    .all('itemInstances')
    .flatMap((item) => item.all('componentInstance'))
    .map(pageComponent);

type Facets = ReadonlyMap<string, readonly PageComponent[]>;

/** Tab sets, tabs and columns name the facets that they hold; here what they hold stands in their place. */
const flattened = (component: PageComponent, facets: Facets): readonly PageComponent[] => {
  if (component.name === fieldSection) return [component];
  const inner = Object.values(component.properties).flatMap((value) => {
    const without = new Map([...facets].filter(([name]) => name !== value));
    return (facets.get(value) ?? []).flatMap((each) => flattened(each, without));
  });
  const holdsFacets = Object.values(component.properties).some((value) => facets.has(value));
  return holdsFacets ? inner : [component];
};

/** Reads a flexipage: its regions, with the components of tabs and columns one below the other. */
export const readPage = ({ fullName: name, xml }: DescribedComponent): Page => {
  const objectApiName = xml.text('sobjectType');
  const all = xml.all('flexiPageRegions');
  const sectionOf = sectionReader(all);
  const facets: Facets = new Map(
    all
      .filter((region) => region.text('type') === 'Facet')
      .map((region) => [region.text('name') ?? '', componentsOf(region)]),
  );
  return {
    name,
    label: xml.text('masterLabel') ?? name,
    type: xml.text('type') ?? 'AppPage',
    template: xml.one('template')?.text('name') ?? '',
    ...(objectApiName !== undefined && { objectApiName }),
    regions: all
      .filter((region) => region.text('type') !== 'Facet')
      .map((region) => ({
        name: region.text('name') ?? '',
        components: asOneForm(
          componentsOf(region)
            .flatMap((component) => flattened(component, facets))
            .map((component) => sectionOf(component)),
        ),
      })),
  };
};
