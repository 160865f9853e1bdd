import type { Component } from '../../../server/local-org/metadata/package/component.ts';
import { problem, type Rule, type RuleContext } from '../../../server/local-org/metadata/rules/rule.ts';
import type { XmlElement } from '../../../server/local-org/metadata/xml.ts';

const machine = 'Takt_Integration';

/** Where a result is from: written by the companion alone. */
const provenance = new Set(['Run__c', 'As_Of__c', 'Formula_Version__c']);

/** Objects with a provenance are results. */
const results = (context: RuleContext): ReadonlySet<string> =>
  new Set(
    context.org.customObjects
      .filter(
        (object) => object.field('Run__c')?.referenceTo[0] === 'Takt_Run__c' && object.field('As_Of__c') !== undefined,
      )
      .map((object) => object.name),
  );

/** No person's permission set edits where a result is from. */
export const provenanceReadOnly: Rule = (context) => {
  const objects = results(context);
  return context.of('PermissionSet').flatMap((set) =>
    set.fullName === machine
      ? []
      : (set.xml?.all('fieldPermissions') ?? [])
          .filter((entry) => entry.flag('editable'))
          .filter((entry) => {
            const [object = '', field = ''] = (entry.text('field') ?? '').split('.');
            return objects.has(object) && provenance.has(field);
          })
          .map((entry) =>
            problem(
              'provenance',
              set,
              `${entry.text('field') ?? ''} says where a result is from: ${set.fullName} must not edit it.`,
              entry,
            ),
          ),
  );
};

/** What is calculated is granted to be read only: some orgs take more, and it would mean nothing. */
export const calculatedFieldsReadOnly: Rule = ({ of, org }) =>
  of('PermissionSet').flatMap((set) =>
    (set.xml?.all('fieldPermissions') ?? []).flatMap((entry) => {
      const [object = '', name = ''] = (entry.text('field') ?? '').split('.');
      const found = entry.flag('editable') ? org.findField(object, name) : undefined;
      return found?.is === 'there' && found.value.custom && found.value.calculated
        ? [
            problem(
              'calculated-field',
              set,
              `${object}.${name} is calculated: ${set.fullName} must not edit it.`,
              entry,
            ),
          ]
        : [];
    }),
  );

/** Fields that both write, each for its reason; others say in their help that whoever creates the row writes them. */
const shared: ReadonlyMap<string, string> = new Map([
  ['Takt_Run__c.Parameters__c', 'scheduled runs are requested by the companion itself'],
  ['Takt_Plan__c.Status__c', 'an import by a person ends, and a publication by the companion ends, in a status'],
  ['Takt_Plan__c.External_Key__c', 'a plan comes from an import by a person or from the companion'],
  ['Takt_Quota__c.External_Key__c', 'a quota comes from an import by a person or from the companion'],
]);

const helpOf = (context: RuleContext, field: string): string =>
  context.org.component('CustomField', field)?.xml?.text('inlineHelpText') ?? '';

const editableBy = (set: Component): readonly XmlElement[] =>
  (set.xml?.all('fieldPermissions') ?? []).filter((entry) => entry.flag('editable'));

/** A field is written by the companion or by people, never by both. */
export const oneWriter: Rule = (context) => {
  const sets = context.of('PermissionSet');
  const written = new Set(
    sets
      .filter((set) => set.fullName === machine)
      .flatMap((set) => editableBy(set).map((entry) => entry.text('field') ?? '')),
  );
  return sets.flatMap((set) => {
    if (set.fullName === machine) return [];
    return editableBy(set).flatMap((entry) => {
      const field = entry.text('field') ?? '';
      const help = helpOf(context, field);
      if (/Written by the companion service(?! or)/.test(help)) {
        return [
          problem(
            'one-writer',
            set,
            `${field} is the companion's, as its help says: ${set.fullName} must not edit it.`,
            entry,
          ),
        ];
      }
      return !written.has(field) || shared.has(field) || /Written by (whoever|.* or an? import)/.test(help)
        ? []
        : [
            problem(
              'one-writer',
              set,
              `${field} is written by ${machine}, so ${set.fullName} must not edit it.`,
              entry,
            ),
          ];
    });
  });
};
