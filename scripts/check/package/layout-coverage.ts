import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** Every custom field of an object that has layouts stands on one of them. */
export const layoutCoverage: Rule = ({ of }) => {
  const shown = new Map<string, Set<string>>();
  for (const layout of of('Layout')) {
    const [object = ''] = layout.fullName.split('-');
    const fields = (layout.xml?.all('layoutSections') ?? []).flatMap((section) =>
      section
        .all('layoutColumns')
        .flatMap((column) => column.all('layoutItems').flatMap((item) => item.texts('field'))),
    );
    shown.set(object, new Set([...(shown.get(object) ?? []), ...fields]));
  }
  return of('CustomField').flatMap((field) => {
    const [object = '', name = ''] = field.fullName.split('.');
    // The standard objects' layouts are the org's own.
    if (!object.endsWith('__c')) return [];
    const fields = shown.get(object);
    if (fields === undefined)
      return [problem('layout-coverage', field, `${object} has no layout that could show ${name}.`)];
    return fields.has(name)
      ? []
      : [problem('layout-coverage', field, `${field.fullName} is on no layout, so nobody sees it on the record.`)];
  });
};
