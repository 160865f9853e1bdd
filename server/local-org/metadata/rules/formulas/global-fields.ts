import type { Component, Problem } from '../../package/component.ts';
import type { XmlElement } from '../../xml.ts';
import { isCustom } from '../names.ts';
import { type Rule, warning } from '../rule.ts';

const objects: Readonly<Record<string, string>> = {
  $user: 'User',
  $profile: 'Profile',
  $userrole: 'UserRole',
  $organization: 'Organization',
};
/** Names that formulas have beside the object's fields. */
const further = new Set(['uitheme', 'uithemedisplayed', 'startday', 'endday', 'roleid', 'phone']);

const formulasOf = (component: Component): readonly XmlElement[] => {
  const { xml } = component;
  if (xml === undefined) return [];
  const direct = ['formula', 'errorConditionFormula', 'defaultValue'].flatMap((name) => xml.one(name) ?? []);
  return [...direct, ...xml.all('fieldOverrides').flatMap((one) => one.one('formula') ?? [])];
};

/** Standard fields that formulas take from the user and the organization are known. */
export const globalFields: Rule = ({ of, org }) =>
  ['CustomField', 'ValidationRule', 'QuickAction'].flatMap((type) =>
    of(type).flatMap((component) =>
      formulasOf(component).flatMap((formula): readonly Problem[] =>
        [...formula.content.replaceAll(/"[^"]*"/g, '""').matchAll(/(\$\w+)\.(\w+)(?![\w.])/g)]
          .filter(([, root = '', name = '']) => {
            const object = org.object(objects[root.toLowerCase()] ?? '');
            return (
              object !== undefined &&
              object.fields.size > 0 &&
              !isCustom(name) &&
              object.field(name) === undefined &&
              !further.has(name.toLowerCase())
            );
          })
          .map(([whole]) =>
            warning('global-field', component, `${whole} is not among the fields that are known.`, formula),
          ),
      ),
    ),
  );
