import { apiName } from '../names.ts';
import { type FieldFault, type FieldUnderCheck, fieldRule, isFormula } from './custom-fields.ts';

/** A field says what it is and what it is called. */
export const fieldBasics = fieldRule('field-basics', ({ xml, name, object, context }) => {
  const faults: FieldFault[] = [];
  const before = context.org.components.filter(
    (one) => one.type === 'CustomField' && one.fullName === `${object}.${name}`,
  );
  if ((xml.text('type') ?? '') === '' && before.length < 2) faults.push(`The field ${name} has no type.`);
  if ((xml.text('label') ?? '').trim() === '' && before.length < 2) faults.push(`The field ${name} has no label.`);
  return faults;
});

const bounds: Readonly<Record<string, readonly [number, number]>> = {
  Text: [1, 255],
  LongTextArea: [256, 131072],
  Html: [256, 131072],
  EncryptedText: [1, 175],
};

/** Text fields have a length that their type allows; no other field has one. */
export const textFieldLengths = fieldRule('field-length', ({ xml, kind, name, ...rest }) => {
  const element = xml.one('length');
  const range = bounds[kind];
  if (range === undefined) {
    const barred = [
      'Checkbox',
      'Currency',
      'Date',
      'DateTime',
      'Lookup',
      'MasterDetail',
      'Number',
      'Percent',
      'Picklist',
      'AutoNumber',
      'Summary',
      'Time',
      'Location',
    ];
    return element !== undefined && barred.includes(kind)
      ? [{ message: `${name} is a ${kind} field, which has no length.`, at: element }]
      : [];
  }
  if (isFormula({ xml, ...rest })) return [];
  if (element === undefined) return [`The ${kind} field ${name} has no length.`];
  const length = Number(element.content);
  const [least, most] = range;
  return Number.isInteger(length) && length >= least && length <= most
    ? []
    : [
        {
          message: `The length of ${name} is ${element.content}; a ${kind} field takes ${least} to ${most}.`,
          at: element,
        },
      ];
});

const lineBounds: Readonly<Record<string, readonly [number, number]>> = {
  LongTextArea: [2, 50],
  Html: [10, 50],
  MultiselectPicklist: [3, 10],
};

/** Fields that show several lines say how many. */
export const visibleLines = fieldRule('field-visible-lines', ({ xml, kind, name }) => {
  const range = lineBounds[kind];
  const element = xml.one('visibleLines');
  if (range === undefined) return [];
  if (element === undefined) return [`The ${kind} field ${name} has no visibleLines.`];
  const lines = Number(element.content);
  return Number.isInteger(lines) && lines >= Math.min(range[0], 2) && lines <= range[1]
    ? []
    : [
        {
          message: `visibleLines of ${name} is ${element.content}; a ${kind} field takes ${range[0]} to ${range[1]}.`,
          at: element,
        },
      ];
});

const numeric = new Set(['Number', 'Currency', 'Percent']);

/** Numbers have a precision of at most 18 digits, of which the scale is a part. */
export const numberPrecision = fieldRule('field-precision', ({ xml, kind, name }) => {
  const [precision, scale] = [xml.one('precision'), xml.one('scale')];
  if (!numeric.has(kind)) {
    const barred = new Set([
      'Text',
      'TextArea',
      'LongTextArea',
      'Checkbox',
      'Date',
      'DateTime',
      'Picklist',
      'Lookup',
      'MasterDetail',
      'Email',
      'Url',
      'Phone',
      'AutoNumber',
    ]);
    const given = precision ?? scale;
    return given !== undefined && barred.has(kind)
      ? [{ message: `${name} is a ${kind} field, which has no ${given.name}.`, at: given }]
      : [];
  }
  const faults: FieldFault[] = [];
  if (xml.one('formula') === undefined) {
    if (precision === undefined) faults.push(`The ${kind} field ${name} has no precision.`);
    if (scale === undefined) faults.push(`The ${kind} field ${name} has no scale.`);
  }
  const [digits, places] = [Number(precision?.content ?? 18), Number(scale?.content ?? 0)];
  if (!(digits >= 1 && digits <= 18)) {
    faults.push({
      message: `The precision of ${name} is ${precision?.content ?? ''}; 1 to 18 digits it takes.`,
      at: precision,
    });
  } else if (!(places >= 0 && places <= 17)) {
    faults.push({ message: `The scale of ${name} is ${scale?.content ?? ''}; 0 to 17 digits it takes.`, at: scale });
  } else if (places > digits) {
    faults.push({
      message: `The scale of ${name} is more than its precision: the decimals are among the digits.`,
      at: scale,
    });
  }
  return faults;
});

const uniqueKinds = new Set(['Text', 'Number', 'Email', 'AutoNumber', 'EncryptedText']);
const keyKinds = new Set(['Text', 'Number', 'Email', 'AutoNumber']);

/** Only some types can be unique or an external id, and a calculated value neither. */
export const keyFields = fieldRule('field-key', ({ xml, kind, name, context, object }) => {
  const faults: FieldFault[] = [];
  const say = (flag: string, reason: string): void => {
    faults.push({
      message: `${name} cannot be ${flag === 'unique' ? 'unique' : 'an external id'}: ${reason}.`,
      at: xml.one(flag),
    });
  };
  // Objects of other kinds (metadata types, external objects) have rules of their own.
  if (apiName(object).ending !== 'c' && context.org.object(object)?.custom === true) return [];
  for (const [flag, kinds] of [
    ['unique', uniqueKinds],
    ['externalId', keyKinds],
  ] as const) {
    if (!xml.flag(flag)) continue;
    if (xml.one('formula') !== undefined) say(flag, 'it is a formula');
    else if (!kinds.has(kind)) say(flag, `a ${kind} field is not among the types that can`);
  }
  if (xml.flag('caseSensitive') && kind !== 'Text' && kind !== 'EncryptedText' && kind !== 'Email') {
    faults.push({
      message: `${name} is a ${kind} field, which cannot be case-sensitive.`,
      at: xml.one('caseSensitive'),
    });
  }
  return faults;
});

const neverRequired = new Set(['Checkbox', 'AutoNumber', 'Summary', 'LongTextArea', 'Html', 'MasterDetail']);

/** Only a field that a person can leave empty can be required. */
export const requiredFields = fieldRule('field-required', ({ xml, kind, name }) => {
  const element = xml.one('required');
  if (element?.content !== 'true') return [];
  if (xml.one('formula') !== undefined)
    return [{ message: `${name} is a formula and cannot be required.`, at: element }];
  return neverRequired.has(kind)
    ? [{ message: `${name} is a ${kind} field and cannot be required.`, at: element }]
    : [];
});

/** A checkbox says how it begins. */
export const checkboxDefaults = fieldRule('field-checkbox-default', ({ xml, kind, name }) => {
  if (kind !== 'Checkbox' || xml.one('formula') !== undefined) return [];
  const preset = xml.one('defaultValue');
  if (preset === undefined || preset.content === '') return [`The checkbox ${name} has no defaultValue.`];
  return /^(true|false)$/i.test(preset.content)
    ? []
    : [
        {
          message: `The defaultValue of the checkbox ${name} is ${preset.content}; true or false it must be.`,
          at: preset,
        },
      ];
});

/** An automatic number says how it is written. */
export const autoNumberFormats = fieldRule('field-display-format', ({ xml, kind, name }) => {
  const format = xml.one('displayFormat');
  if (kind !== 'AutoNumber') {
    return format === undefined
      ? []
      : [{ message: `${name} is a ${kind} field, which has no displayFormat.`, at: format }];
  }
  if (format === undefined) return [`The automatic number ${name} has no displayFormat.`];
  return /\{0+\}/.test(format.content) && format.content.length <= 30
    ? []
    : [{ message: `The displayFormat of ${name}, ${format.content}, has no counter such as {0000}.`, at: format }];
});

const formulaKinds = new Set(['Checkbox', 'Currency', 'Date', 'DateTime', 'Number', 'Percent', 'Text', 'Time']);

/** A formula gives a value of a type that formulas can give, and has nothing that only stored fields have. */
export const formulaTypes = fieldRule('field-formula-type', ({ xml, kind, name }) => {
  const formula = xml.one('formula');
  const blanks = xml.one('formulaTreatBlanksAs');
  if (formula === undefined) {
    return blanks === undefined
      ? []
      : [{ message: `${name} says formulaTreatBlanksAs and has no formula.`, at: blanks }];
  }
  if (!formulaKinds.has(kind)) return [{ message: `A formula cannot give a ${kind}, as ${name} would.`, at: formula }];
  const extra = xml.one('defaultValue') ?? xml.one('length') ?? xml.one('valueSet');
  return extra === undefined ? [] : [{ message: `${name} is a formula and has no ${extra.name}.`, at: extra }];
});

/** What is tracked belongs to an object that keeps a history. */
export const trackedFields = fieldRule('field-history', ({ xml, kind, name, object, context }) => {
  const faults: FieldFault[] = [];
  const owner = context.org.object(object);
  if (xml.flag('trackHistory')) {
    const element = xml.one('trackHistory');
    const definition = owner?.component?.xml;
    if (owner?.custom === true && definition !== undefined && !definition.flag('enableHistory')) {
      faults.push({ message: `${name} is tracked, but ${object} does not enableHistory.`, at: element });
    }
    if (xml.one('formula') !== undefined || kind === 'AutoNumber' || kind === 'Summary') {
      faults.push({ message: `${name} is calculated, so its history cannot be tracked.`, at: element });
    }
  }
  return faults;
});

export type { FieldUnderCheck };
