import type { XmlElement } from '../../xml.ts';
import { repeated } from '../duplicates.ts';
import { meant } from '../names.ts';
import { problem, type Rule } from '../rule.ts';
import type { OrgView } from '../org-view.ts';
import { type FieldFault, fieldRule } from './custom-fields.ts';

const picklists = new Set(['Picklist', 'MultiselectPicklist']);

const valueFaults = (owner: string, values: readonly XmlElement[]): readonly FieldFault[] => {
  const faults: FieldFault[] = [];
  for (const value of values) {
    const name = value.text('fullName') ?? '';
    if (name === '') faults.push({ message: `A value of ${owner} has no fullName.`, at: value });
    if (name.length > 255)
      faults.push({ message: `The value ${name.slice(0, 30)}… of ${owner} is longer than 255 characters.`, at: value });
    if ((value.text('label') ?? '').length > 255)
      faults.push({ message: `The label of the value ${name} of ${owner} is longer than 255 characters.`, at: value });
  }
  for (const again of repeated(values, (one) => one.text('fullName'))) {
    faults.push({ message: `${owner} has the value ${again.text('fullName') ?? ''} twice.`, at: again });
  }
  const presets = values.filter((one) => one.flag('default'));
  if (presets.length > 1) faults.push({ message: `${owner} has more than one default value.`, at: presets[1] });
  return faults;
};

/** A picklist has values, each once, or a value set that exists. */
export const picklistValues = fieldRule('picklist-values', ({ xml, kind, name, context }) => {
  const set = xml.one('valueSet');
  if (!picklists.has(kind)) {
    return set === undefined || kind === ''
      ? []
      : [{ message: `${name} is a ${kind} field, which has no valueSet.`, at: set }];
  }
  if (set === undefined) return [`The picklist ${name} has no valueSet.`];
  const [named, own] = [set.one('valueSetName'), set.one('valueSetDefinition')];
  if (named !== undefined && own !== undefined)
    return [{ message: `The picklist ${name} has values of its own and names a value set too.`, at: named }];
  if (named !== undefined) {
    const exists =
      context.org.has('GlobalValueSet', named.content.replace(/__gvs$/, '')) || named.content.includes('__');
    return exists || context.org.has('StandardValueSet', named.content)
      ? []
      : [
          {
            message: `There is no global value set ${named.content}, which ${name} uses.${meant(named.content, context.org.names('GlobalValueSet'))}`,
            at: named,
          },
        ];
  }
  if (own === undefined)
    return [{ message: `The valueSet of ${name} neither defines values nor names a value set.`, at: set }];
  return valueFaults(name, own.all('value'));
});

/** A global value set has each value once. */
export const globalValues: Rule = ({ of }) =>
  of('GlobalValueSet').flatMap((set) =>
    valueFaults(set.fullName, set.xml?.all('customValue') ?? []).map((fault) =>
      typeof fault === 'string'
        ? problem('picklist-values', set, fault)
        : problem('picklist-values', set, fault.message, fault.at),
    ),
  );

const valuesOf = (org: OrgView, object: string, field: string): readonly string[] | undefined => {
  const found = org.findField(object, field);
  if (found.is !== 'there') return undefined;
  return found.value.kind === 'Checkbox' ? ['checked', 'unchecked'] : found.value.values;
};

/** A dependent picklist follows a picklist or checkbox of its object, value by value. */
export const controllingFields = fieldRule('picklist-control', ({ xml, kind, name, object, context }) => {
  const set = xml.one('valueSet');
  if (!picklists.has(kind) || set === undefined) return [];
  const control = set.one('controllingField');
  const settings = set.all('valueSettings');
  if (control === undefined) {
    return settings.length === 0
      ? []
      : [{ message: `${name} has valueSettings and no controllingField.`, at: settings[0] }];
  }
  if (control.content === name) return [{ message: `${name} cannot control itself.`, at: control }];
  const found = context.org.findField(object, control.content);
  if (found.is === 'missing')
    return [{ message: `${name} is controlled by ${control.content}, which ${object} does not have.`, at: control }];
  if (found.is === 'there' && found.value.kind !== undefined && !['Picklist', 'Checkbox'].includes(found.value.kind)) {
    return [{ message: `${name} is controlled by ${control.content}, which is no picklist or checkbox.`, at: control }];
  }
  const own = valuesOf(context.org, object, name);
  const controlling = valuesOf(context.org, object, control.content);
  return settings.flatMap((setting): readonly FieldFault[] => {
    const value = setting.one('valueName');
    if (own !== undefined && value !== undefined && !own.includes(value.content)) {
      return [{ message: `${name} has no value ${value.content}, which its valueSettings name.`, at: value }];
    }
    const strange = setting.all('controllingFieldValue').find((one) => controlling?.includes(one.content) === false);
    return strange === undefined
      ? []
      : [{ message: `${control.content} has no value ${strange.content}, on which ${name} depends.`, at: strange }];
  });
});

/** A filter on what a lookup offers names fields that exist. */
export const lookupFilters = fieldRule('lookup-filter', ({ xml, name, object, context }) => {
  const filter = xml.one('lookupFilter');
  const [target] = xml.texts('referenceTo');
  if (filter === undefined || target === undefined) return [];
  const faults: FieldFault[] = [];
  for (const item of filter.all('filterItems')) {
    for (const element of [item.one('field'), item.one('valueField')]) {
      if (element === undefined) continue;
      const [root = '', ...rest] = element.content.split('.');
      const base = root === '$Source' ? object : root.startsWith('$') ? undefined : root;
      if (base === undefined || rest.length === 0) continue;
      const found = context.org.findPath(base, rest.join('.'));
      if (found.is === 'missing')
        faults.push({
          message: `The lookupFilter of ${name} names ${element.content}, which does not exist.`,
          at: element,
        });
    }
  }
  return faults;
});
