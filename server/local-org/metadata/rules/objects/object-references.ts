import type { Problem } from '../../package/component.ts';
import { repeated } from '../duplicates.ts';
import { problem, type Rule } from '../rule.ts';
import { pageOfOverride } from '../pages/action-overrides.ts';

/** The compact layout that an object is assigned exists. */
export const assignedCompactLayouts: Rule = ({ contents, org }) =>
  contents.components.flatMap((component) => {
    if (component.type !== 'CustomObject' && component.type !== 'RecordType') return [];
    const at = component.xml?.one('compactLayoutAssignment');
    const [object = ''] = component.fullName.split('.');
    if (
      at === undefined ||
      at.content === '' ||
      at.content === 'SYSTEM' ||
      org.has('CompactLayout', `${object}.${at.content}`)
    ) {
      return [];
    }
    // A standard object's may be in the org; a custom object's is in the package.
    if (org.object(object)?.custom !== true || at.content.includes('__')) return [];
    return [problem('compact-layout-assigned', component, `${object} has no compact layout ${at.content}.`, at)];
  });

/** Pages and components that stand in for an object's standard actions exist. */
export const objectOverrides: Rule = ({ of, org }) =>
  of('CustomObject').flatMap((object) => {
    const overrides = object.xml?.all('actionOverrides') ?? [];
    const problems: Problem[] = overrides.flatMap((override) => {
      const reason = pageOfOverride(org, override, object.fullName);
      return reason === undefined ? [] : [problem('override-content', object, reason, override)];
    });
    const again = repeated(overrides, (one) => `${one.text('actionName') ?? ''}/${one.text('formFactor') ?? ''}`);
    return [
      ...problems,
      ...again.map((one) =>
        problem(
          'override-content',
          object,
          `The action ${one.text('actionName') ?? ''} is overridden twice for one form factor.`,
          one,
        ),
      ),
    ];
  });

/** How many of a kind an object may have. */
export const objectCounts: Rule = ({ of, org }) =>
  of('CustomObject').flatMap((object) => {
    const fields = [...(org.object(object.fullName)?.fields.values() ?? [])].filter((field) => field.custom);
    const count = (
      test: (xml: NonNullable<NonNullable<(typeof fields)[number]['component']>['xml']>) => boolean,
    ): number => fields.filter((field) => field.component?.xml !== undefined && test(field.component.xml)).length;
    const limits: readonly (readonly [string, number, number])[] = [
      ['master-detail fields', count((xml) => xml.text('type') === 'MasterDetail'), 2],
      ['lookup fields', count((xml) => xml.text('type') === 'Lookup'), 40],
      ['external ids', count((xml) => xml.flag('externalId')), 25],
      [
        'fields with tracked history',
        count((xml) => xml.flag('trackHistory')) +
          (object.xml?.one('nameField')?.flag('trackHistory') === true ? 1 : 0),
        20,
      ],
      ['custom fields', fields.length, 800],
    ];
    return limits
      .filter(([, found, most]) => found > most)
      .map(([what, found, most]) =>
        problem('object-counts', object, `${object.fullName} has ${found} ${what}; ${most} are the most.`),
      );
  });
