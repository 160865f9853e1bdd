import type { Problem } from '../../package/component.ts';
import { booleanFilterProblem } from '../boolean-filter.ts';
import { isPackaged } from '../names.ts';
import { fieldMissing, objectMissing } from '../references.ts';
import type { OrgView } from '../org-view.ts';
import { problem, type Rule } from '../rule.ts';
import type { XmlElement } from '../../xml.ts';
import { instances } from './page-parts.ts';

/** The object that a page shows exists. */
export const pageObjectExists: Rule = ({ of, org }) =>
  of('FlexiPage').flatMap((page) => {
    const at = page.xml?.one('sobjectType');
    const missing = at === undefined || at.content === '' ? undefined : objectMissing(org, at.content);
    return missing === undefined ? [] : [problem('page-object', page, missing, at)];
  });

/** Fields that a page shows exist, each once. */
export const pageFields: Rule = ({ of, org }) =>
  of('FlexiPage').flatMap((page) => {
    const object = page.xml?.text('sobjectType');
    if (object === undefined) return [];
    return instances(page).flatMap((one) => {
      const item = one.name === 'fieldInstance' ? one.one('fieldItem') : undefined;
      if (item === undefined) return [];
      const shown = one
        .all('fieldInstanceProperties')
        .find((property) => property.text('name') === 'uiBehavior')
        ?.one('value');
      if (shown !== undefined && !['none', 'readonly', 'required'].includes(shown.content)) {
        return [
          problem(
            'page-field',
            page,
            `${shown.content} is no uiBehavior of a field; none, readonly or required are.`,
            shown,
          ),
        ];
      }
      const [root, ...path] = item.content.split('.');
      if (root !== 'Record' || path.length === 0)
        return [problem('page-field', page, `A field of a page is called Record.Field; ${item.content} is not.`, item)];
      const missing = fieldMissing(org, object, path.join('.'));
      return missing === undefined ? [] : [problem('page-field', page, missing, item)];
    });
  });

const conditionProblem = (org: OrgView, object: string | undefined, left: string): string | undefined => {
  const inner = /^\{!(.*)\}$/.exec(left.trim())?.[1];
  if (inner === undefined) return `A condition is about {!Record.Field} or {!$User.Field}; ${left} is neither.`;
  const [root = '', ...path] = inner.split('.');
  if (root === 'Record') return object === undefined ? undefined : fieldMissing(org, object, path.join('.'));
  if (root === '$User') return fieldMissing(org, 'User', path.join('.'));
  if (root === '$Permission' && path[0] === 'CustomPermission') {
    const name = path[1] ?? '';
    return org.has('CustomPermission', name) || isPackaged(name) ? undefined : `There is no custom permission ${name}.`;
  }
  return undefined;
};

const operators = new Set(['EQUAL', 'NE', 'CONTAINS', 'GT', 'GE', 'LT', 'LE']);

const ruleProblems = (
  org: OrgView,
  object: string | undefined,
  rule: XmlElement,
): readonly (readonly [string, XmlElement])[] => {
  const criteria = rule.all('criteria');
  const logic = rule.one('booleanFilter');
  const faulty = logic === undefined ? undefined : booleanFilterProblem(logic.content, criteria.length);
  return [
    ...(faulty === undefined ? [] : [[faulty, logic ?? rule] as const]),
    ...criteria.flatMap((one) => {
      const operator = one.text('operator') ?? '';
      if (!operators.has(operator))
        return [[`${operator} is no operator of a condition; ${[...operators].join(', ')} are.`, one] as const];
      const reason = conditionProblem(org, object, one.text('leftValue') ?? '');
      return reason === undefined ? [] : [[reason, one] as const];
    }),
  ];
};

const everywhere = (element: XmlElement): readonly XmlElement[] =>
  element.elements.flatMap((child) => (child.name === 'visibilityRule' ? [child] : everywhere(child)));

/** Conditions under which a component is shown name fields and permissions that exist. */
export const pageVisibility: Rule = ({ of, org }) =>
  of('FlexiPage').flatMap((page): readonly Problem[] => {
    const object = page.xml?.text('sobjectType');
    return (page.xml === undefined ? [] : everywhere(page.xml)).flatMap((rule) =>
      ruleProblems(org, object, rule).map(([message, at]) => problem('page-visibility', page, message, at)),
    );
  });
