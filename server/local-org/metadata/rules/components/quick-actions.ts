import type { Problem } from '../../package/component.ts';
import { targetsOf } from '../bundles/bundle-meta.ts';
import { globalProblem } from '../formulas/globals.ts';
import { valueProblem } from '../lists/filters.ts';
import type { OrgView } from '../org-view.ts';
import type { XmlElement } from '../../xml.ts';
import { isCustom, isPackaged, meant } from '../names.ts';
import { fieldMissing, objectMissing } from '../references.ts';
import { repeated } from '../duplicates.ts';
import { problem, type Rule } from '../rule.ts';

const contents: readonly (readonly [string, string])[] = [
  ['lightningWebComponent', 'LightningComponentBundle'],
  ['lightningComponent', 'AuraDefinitionBundle'],
  ['page', 'ApexPage'],
  ['flowDefinition', 'Flow'],
];

/** A preset value is one that the field has; a preset formula names globals that there are. */
const presetProblem = (org: OrgView, object: string, preset: XmlElement): string | undefined => {
  const found = org.findField(object, preset.text('field') ?? '');
  const value = preset.text('literalValue');
  if (value !== undefined && found.is === 'there') return valueProblem(found.value, value);
  const globals =
    preset
      .text('formula')
      ?.replaceAll(/"[^"]*"|'[^']*'/g, '')
      .match(/\$\w+(?:\.\w+)+/g) ?? [];
  return globals.map((name) => globalProblem(org, name)).find((reason) => reason !== undefined);
};

/** What a quick action opens or makes exists. */
export const quickActions: Rule = ({ of, org }) =>
  of('QuickAction').flatMap((action): readonly Problem[] => {
    const { xml, fullName } = action;
    if (xml === undefined) return [];
    const problems: Problem[] = [];
    const say = (message: string, at = xml): void => void problems.push(problem('quick-action', action, message, at));
    const [parent = ''] = fullName.split('.');
    if (fullName.includes('.')) {
      const missing = objectMissing(org, parent);
      if (missing !== undefined) say(missing);
    }
    for (const [element, type] of contents) {
      const at = xml.one(element);
      if (at === undefined || isPackaged(at.content) || at.content.includes(':')) continue;
      const found = org.component(type, at.content);
      if (found === undefined)
        say(`There is no ${type} ${at.content}, which ${fullName} opens.${meant(at.content, org.names(type))}`, at);
      else if (
        type === 'LightningComponentBundle' &&
        found.xml !== undefined &&
        !targetsOf(found).some((one) => /RecordAction|GlobalAction/.test(one))
      ) {
        say(`The component ${at.content} is for no quick action: its targets lack lightning__RecordAction.`, at);
      }
    }
    const target = xml.one('targetObject');
    if (target !== undefined) {
      const missing = objectMissing(org, target.content);
      if (missing !== undefined) say(missing, target);
    }
    const object = target?.content ?? (fullName.includes('.') ? parent : undefined);
    if (object === undefined) return problems;
    const items = (xml.one('quickActionLayout')?.all('quickActionLayoutColumns') ?? []).flatMap((column) =>
      column.all('quickActionLayoutItems').flatMap((item) => item.one('field') ?? []),
    );
    const named = [
      ...items,
      ...xml.all('fieldOverrides').flatMap((one) => one.one('field') ?? []),
      ...xml.all('targetParentField'),
    ];
    for (const field of named) {
      // Standard lookups go by their relationship's name there.
      if (field.name === 'targetParentField' && !isCustom(field.content)) continue;
      const missing = fieldMissing(org, object, field.content);
      if (missing !== undefined) say(missing, field);
    }
    for (const preset of xml.all('fieldOverrides')) {
      const reason = presetProblem(org, object, preset);
      if (reason !== undefined) say(reason, preset);
    }
    for (const item of xml
      .one('quickActionLayout')
      ?.all('quickActionLayoutColumns')
      .flatMap((column) => column.all('quickActionLayoutItems')) ?? []) {
      if (item.one('field') === undefined && !item.flag('emptySpace'))
        say("An item of the action's layout shows nothing.", item);
    }
    for (const again of repeated(items, (one) => one.content))
      say(`${again.content} stands twice on the action's layout.`, again);
    return problems;
  });

const wantsTarget = new Set(['Create', 'LogACall', 'SendEmail']);

/** A quick action has what its kind needs. */
export const quickActionKinds: Rule = ({ of }) =>
  of('QuickAction').flatMap((action) => {
    const { xml, fullName } = action;
    const type = xml?.text('type') ?? '';
    const needed = {
      LightningWebComponent: 'lightningWebComponent',
      LightningComponent: 'lightningComponent',
      VisualforcePage: 'page',
      Flow: 'flowDefinition',
    }[type];
    if (xml === undefined) return [];
    if (needed !== undefined && (xml.text(needed) ?? '') === '')
      return [problem('quick-action-kind', action, `${fullName} is a ${type} and has no ${needed}.`)];
    if (wantsTarget.has(type) && type === 'Create' && (xml.text('targetObject') ?? '') === '')
      return [
        problem(
          'quick-action-kind',
          action,
          `${fullName} makes a record and does not say of which object (targetObject).`,
        ),
      ];
    return xml.one('label') === undefined && xml.one('standardLabel') === undefined
      ? [problem('quick-action-kind', action, `${fullName} has no label.`)]
      : [];
  });
