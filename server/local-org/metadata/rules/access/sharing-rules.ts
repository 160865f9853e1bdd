import type { Component, Problem } from '../../package/component.ts';
import { booleanFilterProblem } from '../boolean-filter.ts';
import { valueProblem } from '../lists/filters.ts';
import { isPackaged, meant } from '../names.ts';
import { fieldMissing, objectMissing } from '../references.ts';
import { problem, type Rule, warning } from '../rule.ts';

const ruleTypes = ['SharingCriteriaRule', 'SharingOwnerRule', 'SharingGuestRule'];
const partyTypes: Readonly<Record<string, string>> = {
  group: 'Group',
  role: 'Role',
  roleAndSubordinates: 'Role',
  roleAndSubordinatesInternal: 'Role',
  queue: 'Queue',
};

const insiders = new Set([
  'allInternalUsers',
  'role',
  'roleAndSubordinatesInternal',
  'managerSubordinates',
  'managers',
]);

/** Whether a rule shares with a group or role that may hold users of a portal. */
const mayReachOutside = (rule: Component): boolean =>
  (rule.xml?.one('sharedTo')?.elements ?? []).some(({ name }) => !insiders.has(name));

/** Sharing rules are for objects that are not open already, and say who gets what. */
export const sharedObjects: Rule = ({ of, org }) =>
  of('SharingRules').flatMap((rules): readonly Problem[] => {
    const missing = objectMissing(org, rules.fullName);
    if (missing !== undefined) return [problem('sharing-object', rules, missing)];
    const definition = org.object(rules.fullName)?.component?.xml;
    const model = definition?.text('sharingModel');
    const outside = definition?.text('externalSharingModel');
    const entries = ruleTypes
      .flatMap((type) => of(type))
      .filter((one) => one.fullName.startsWith(`${rules.fullName}.`));
    return entries.flatMap((rule) => {
      const at = rule.xml?.one('accessLevel');
      const level = at?.content ?? '';
      if (model === 'ControlledByParent') {
        return [
          problem(
            'sharing-object',
            rule,
            `${rules.fullName} is shared as its master is, so it takes no sharing rules.`,
          ),
        ];
      }
      if (level !== 'Read' && level !== 'Edit') {
        return [
          problem(
            'sharing-object',
            rule,
            `The accessLevel of ${rule.fullName} is ${level === '' ? 'missing' : level}; Read or Edit it must be.`,
            at,
          ),
        ];
      }
      const opens = (one: string | undefined): boolean => one === 'ReadWrite' || (one === 'Read' && level === 'Read');
      // What everybody inside sees already may still have to be opened to people outside.
      const forOutside = outside !== undefined && !opens(outside) && mayReachOutside(rule);
      const open = opens(model) && !forOutside;
      const say = model === 'ReadWrite' ? problem : warning;
      return open && rule.type !== 'SharingGuestRule'
        ? [
            say(
              'sharing-object',
              rule,
              `Everybody may ${level === 'Read' ? 'read' : 'edit'} ${rules.fullName} already (sharingModel ${model}), so the rule opens nothing.`,
              at,
            ),
          ]
        : [];
    });
  });

/** Groups, roles and queues that records are shared with exist. */
export const sharedParties: Rule = ({ of, org }) =>
  ruleTypes.flatMap((type) =>
    of(type).flatMap((rule) => {
      const { xml } = rule;
      if (xml === undefined) return [];
      const to = xml.one('sharedTo');
      if (to === undefined || to.elements.length === 0)
        return [problem('sharing-party', rule, `${rule.fullName} does not say with whom it shares.`, to)];
      if (type === 'SharingOwnerRule' && (xml.one('sharedFrom')?.elements ?? []).length === 0) {
        return [problem('sharing-party', rule, `${rule.fullName} does not say whose records it shares.`)];
      }
      return [to, xml.one('sharedFrom')].flatMap((side) =>
        (side?.elements ?? []).flatMap((party) => {
          const kind = partyTypes[party.name];
          if (kind === undefined || isPackaged(party.content) || org.has(kind, party.content)) return [];
          return [
            problem(
              'sharing-party',
              rule,
              `There is no ${kind} ${party.content}, which ${rule.fullName} names.${meant(party.content, org.names(kind))}`,
              party,
            ),
          ];
        }),
      );
    }),
  );

const unfit = new Set(['LongTextArea', 'Html', 'EncryptedText', 'Location']);

/** Conditions of sharing rules are about fields that exist and that such rules can read. */
export const sharingCriteria: Rule = ({ of, org }) =>
  of('SharingCriteriaRule').flatMap((rule): readonly Problem[] => {
    const [object = ''] = rule.fullName.split('.');
    const items = rule.xml?.all('criteriaItems') ?? [];
    if (items.length === 0 && rule.xml !== undefined)
      return [problem('sharing-criteria', rule, `${rule.fullName} has no condition.`)];
    const logic = rule.xml?.one('booleanFilter');
    const faulty = logic === undefined ? undefined : booleanFilterProblem(logic.content, items.length);
    return [
      ...(faulty === undefined ? [] : [problem('sharing-criteria', rule, faulty, logic)]),
      ...items.flatMap((item) => {
        const at = item.one('field');
        const name = at?.content ?? '';
        const missing = fieldMissing(org, object, name);
        if (missing !== undefined) return [problem('sharing-criteria', rule, missing, at)];
        const found = org.findField(object, name);
        if (found.is !== 'there' || !found.value.custom) return [];
        const formula = found.value.component?.xml?.one('formula') !== undefined;
        const strange = valueProblem(found.value, item.text('value') ?? '');
        if (strange !== undefined) return [problem('sharing-criteria', rule, strange, item)];
        return formula || unfit.has(found.value.kind ?? '')
          ? [
              problem(
                'sharing-criteria',
                rule,
                `${object}.${name} is a ${formula ? 'formula' : (found.value.kind ?? '')} field, on which no sharing rule can depend.`,
                at,
              ),
            ]
          : [];
      }),
    ];
  });
