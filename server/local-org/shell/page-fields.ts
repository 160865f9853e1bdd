import type { XmlElement } from '../metadata/xml.ts';
import type { LayoutSection, PageComponent } from './app-model.ts';

/** The component of a page that holds fields in columns, each column a facet that holds them. */
export const fieldSection = 'flexipage:fieldSection';

const components = (region: XmlElement): readonly XmlElement[] =>
  region.all('itemInstances').flatMap((item) => item.all('componentInstance'));

/** `Record.Won__c`: the field of the record that the page is about. */
const fieldsOf = (region: XmlElement): readonly string[] =>
  region
    .all('itemInstances')
    .flatMap((item) => item.all('fieldInstance'))
    .map((field) => (field.text('fieldItem') ?? '').replace(/^Record\./, ''))
    .filter((name) => name !== '' && !name.includes('.'));

/** Reads a page's field sections: gives each of them the columns of fields that its facets hold. */
export const sectionReader = (regions: readonly XmlElement[]): ((component: PageComponent) => PageComponent) => {
  const facets = new Map(regions.map((region) => [region.text('name') ?? '', region]));
  const propertyOf = (component: XmlElement, name: string): string =>
    component
      .all('componentInstanceProperties')
      .find((property) => property.text('name') === name)
      ?.text('value') ?? '';
  return (component) => {
    if (component.name !== fieldSection) return component;
    const columns = facets.get(component.properties['columns'] ?? '');
    const section: LayoutSection = {
      label: component.properties['label'] ?? '',
      columns: (columns === undefined ? [] : components(columns))
        .map((column) => facets.get(propertyOf(column, 'body')))
        .map((facet) => (facet === undefined ? [] : fieldsOf(facet)))
        .filter((names) => names.length > 0),
    };
    return { ...component, sections: [section] };
  };
};

/** Sections that follow each other become one form, so that a record is read and edited as one. */
export const asOneForm = (list: readonly PageComponent[]): readonly PageComponent[] =>
  list.reduce<readonly PageComponent[]>((done, component) => {
    const last = done.at(-1);
    if (last?.sections === undefined || component.sections === undefined) return [...done, component];
    return [...done.slice(0, -1), { ...last, sections: [...last.sections, ...component.sections] }];
  }, []);
