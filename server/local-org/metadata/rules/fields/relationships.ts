import type { Problem } from '../../package/component.ts';
import { isPackaged } from '../names.ts';
import { objectMissing } from '../references.ts';
import { problem, type Rule, warning } from '../rule.ts';
import { type FieldFault, fieldRule } from './custom-fields.ts';

const relations = new Set(['Lookup', 'MasterDetail', 'Hierarchy']);
const neverMasters = new Set(['user', 'group', 'profile', 'userrole', 'lead', 'task', 'event', 'pricebookentry']);

/** What a lookup looks up exists. */
export const lookupTargets = fieldRule('lookup-target', ({ xml, kind, name, object, context }) => {
  const targets = xml.all('referenceTo');
  if (!relations.has(kind)) {
    const stray = kind === '' || /Lookup$|MetadataRelationship|Array/.test(kind) ? undefined : targets[0];
    return stray === undefined ? [] : [{ message: `${name} is a ${kind} field and looks nothing up.`, at: stray }];
  }
  if (kind === 'Hierarchy') return [];
  if (targets.length === 0 || targets[0]?.content === '')
    return [`The ${kind} field ${name} does not say what it looks up (referenceTo).`];
  return targets.flatMap((target): readonly FieldFault[] => {
    const missing = objectMissing(context.org, target.content);
    if (missing !== undefined) return [{ message: missing, at: target }];
    if (kind === 'MasterDetail' && target.content.toLowerCase() === object.toLowerCase()) {
      return [{ message: `${object} cannot be its own master, as ${name} would have it.`, at: target }];
    }
    return kind === 'MasterDetail' && neverMasters.has(target.content.toLowerCase())
      ? [{ message: `${target.content} cannot be the master of ${name}.`, at: target }]
      : [];
  });
});

/** What happens to a lookup when its target is deleted fits whether it may be empty. */
export const deleteConstraints = fieldRule('lookup-delete', ({ xml, kind, name }) => {
  const constraint = xml.one('deleteConstraint');
  if (kind !== 'Lookup') {
    return constraint === undefined || /^ExternalLookup|^IndirectLookup/.test(kind)
      ? []
      : [{ message: `${name} is a ${kind} field, which has no deleteConstraint.`, at: constraint }];
  }
  if (!xml.flag('required')) return [];
  return constraint === undefined || constraint.content === 'SetNull'
    ? [
        {
          message: `The lookup ${name} is required, so its deleteConstraint must be Restrict or Cascade.`,
          at: constraint,
        },
      ]
    : [];
});

/** The name of the list on the parent: well-formed, and there for details. */
export const relationshipNames = fieldRule('relationship-name', ({ xml, kind, name, field }) => {
  const element = xml.one('relationshipName');
  if (kind !== 'Lookup' && kind !== 'MasterDetail') {
    return element === undefined || kind === '' || /Relationship|Lookup|Hierarchy/.test(kind)
      ? []
      : [{ message: `${name} is a ${kind} field, which has no relationshipName.`, at: element }];
  }
  if (element === undefined || element.content === '') {
    const mdt = /__(mdt|e)\./.test(field.fullName);
    return kind === 'MasterDetail' && !mdt ? [`The master-detail field ${name} has no relationshipName.`] : [];
  }
  const wellFormed = /^[A-Za-z]\w*$/.test(element.content) && !/__|_$/.test(element.content);
  if (!wellFormed && !isPackaged(element.content)) {
    return [
      {
        message: `The relationshipName of ${name}, ${element.content}, is not well-formed: letters, digits and single underscores, a letter first.`,
        at: element,
      },
    ];
  }
  return element.content.length > 40
    ? [{ message: `The relationshipName of ${name} is longer than 40 characters.`, at: element }]
    : [];
});

/** A lookup without a name for its list has none on the parent; it is allowed, and seldom meant. */
export const namelessLookups: Rule = ({ of }) =>
  of('CustomField')
    .filter(
      ({ xml, fullName }) =>
        xml?.text('type') === 'Lookup' && (xml.text('relationshipName') ?? '') === '' && !/__(mdt|e)\./.test(fullName),
    )
    .map((field) =>
      warning(
        'lookup-nameless',
        field,
        `The lookup ${field.fullName} has no relationshipName, so no list and no query leads from its parent to it.`,
      ),
    );

/** Two lists of one parent are not called the same. */
export const relationshipNamesOnce: Rule = ({ org, contents }) => {
  const seen = new Map<string, string>();
  return org.all('CustomField').flatMap((field): readonly Problem[] => {
    const { xml } = field;
    const element = xml?.one('relationshipName');
    if (xml === undefined || element === undefined || element.content === '' || !relations.has(xml.text('type') ?? ''))
      return [];
    return xml.texts('referenceTo').flatMap((target) => {
      const key = `${target}.${element.content}`.toLowerCase();
      const other = seen.get(key);
      seen.set(key, field.fullName);
      if (other === undefined || other.toLowerCase() === field.fullName.toLowerCase()) return [];
      const message = `The relationshipName ${element.content} on ${target} is taken by ${other}.`;
      return contents.components.includes(field) ? [problem('relationship-name-once', field, message, element)] : [];
    });
  });
};

/** Where an object has two masters, one is the first and one the second; nothing else has an order. */
export const masterOrder = fieldRule('master-order', ({ xml, kind, name, object, context }) => {
  const order = xml.one('relationshipOrder');
  if (kind !== 'MasterDetail') {
    return order === undefined || kind === ''
      ? []
      : [{ message: `${name} is a ${kind} field, which has no relationshipOrder.`, at: order }];
  }
  if (order !== undefined && !/^[01]$/.test(order.content)) {
    return [
      { message: `The relationshipOrder of ${name} is ${order.content}; 0 (first master) or 1 it can be.`, at: order },
    ];
  }
  const masters = [...(context.org.object(object)?.fields.values() ?? [])].filter(
    (field) => field.kind === 'MasterDetail',
  );
  const orderOf = (one: (typeof masters)[number]): string => one.component?.xml?.text('relationshipOrder') ?? '0';
  const same = masters.filter((one) => orderOf(one) === (order?.content ?? '0'));
  if (same.length > 1) {
    return [
      {
        message: `${same.map((one) => one.name).join(' and ')} of ${object} have the same relationshipOrder.`,
        at: order,
      },
    ];
  }
  return masters.length === 1 && order?.content === '1'
    ? [{ message: `${name} is the only master of ${object}, so its relationshipOrder is 0.`, at: order }]
    : [];
});

/** A summary counts or adds up details of its own object. */
export const summaries = fieldRule('summary', ({ xml, kind, name, object, context }) => {
  if (kind !== 'Summary') return [];
  const key = xml.one('summaryForeignKey');
  const operation = xml.text('summaryOperation');
  if (key === undefined) return [`The summary ${name} does not say over which details (summaryForeignKey).`];
  if (operation === undefined) return [`The summary ${name} does not say how it sums up (summaryOperation).`];
  const [child = '', link = ''] = key.content.split('.');
  const found = context.org.findField(child, link);
  if (found.is === 'missing')
    return [{ message: `The summary ${name} goes over ${key.content}, which does not exist.`, at: key }];
  if (found.is === 'there' && found.value.custom) {
    const { kind: linkKind, referenceTo } = found.value;
    if (linkKind !== 'MasterDetail' || !referenceTo.some((one) => one.toLowerCase() === object.toLowerCase())) {
      return [
        { message: `${key.content} is no master-detail field to ${object}, so ${name} cannot sum over it.`, at: key },
      ];
    }
  }
  const summed = xml.one('summarizedField');
  if (operation === 'count') {
    return summed === undefined
      ? []
      : [{ message: `The summary ${name} counts, so it has no summarizedField.`, at: summed }];
  }
  if (summed === undefined) return [`The summary ${name} does not say what it sums up (summarizedField).`];
  const [, summedName = ''] = summed.content.split('.');
  const what = context.org.findField(child, summedName);
  return what.is === 'missing'
    ? [{ message: `The summary ${name} sums up ${summed.content}, which does not exist.`, at: summed }]
    : [];
});
