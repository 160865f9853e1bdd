import type { Component, Problem } from '../../package/component.ts';
import type { FieldType } from '../../schema.ts';
import type { XmlElement } from '../../xml.ts';
import { isCustom } from '../names.ts';
import { problem, type Rule, warning } from '../rule.ts';
import { formulaFaults, type FormulaUnderCheck } from './check-formula-text.ts';

const results: Readonly<Record<string, FieldType>> = {
  Checkbox: 'boolean',
  Currency: 'currency',
  Date: 'date',
  DateTime: 'datetime',
  Number: 'double',
  Percent: 'percent',
  Text: 'string',
  TextArea: 'string',
  LongTextArea: 'string',
  Email: 'string',
  Phone: 'string',
  Url: 'string',
};

/** Names in a formula, texts and comments left out. */
const wordsOf = (formula: string): readonly string[] =>
  formula.replaceAll(/"[^"]*"|'[^']*'|\/\*[^]*?\*\//g, '""').match(/[\w.$:]+/g) ?? [];

const lineOf = (element: XmlElement, position: number): number =>
  element.line + (element.content.slice(0, position).match(/\n/g)?.length ?? 0);

const report = (rule: string, owner: Component, element: XmlElement, check: FormulaUnderCheck): readonly Problem[] =>
  formulaFaults(check).map(({ message, position }) => ({
    ...problem(
      rule,
      owner,
      `The formula of ${owner.fullName}: ${message.endsWith('.') || message.endsWith('?') ? message : `${message}.`}`,
      element,
    ),
    line: lineOf(element, position),
  }));

/** Formulas of fields parse, name what exists, and give a value of the field's type. */
export const fieldFormulas: Rule = ({ of, org }) =>
  of('CustomField').flatMap((field) => {
    const [object = '', name = ''] = field.fullName.split('.');
    const element = field.xml?.one('formula');
    if (element === undefined || !isCustom(name)) return [];
    if (element.content === '')
      return [problem('field-formula', field, `The formula of ${field.fullName} is empty.`, element)];
    const type = results[field.xml?.text('type') ?? ''];
    const blanks = field.xml?.text('formulaTreatBlanksAs') === 'BlankAsBlank' ? 'BlankAsBlank' : 'BlankAsZero';
    const returns = type === undefined ? {} : { returns: { type, scale: field.xml?.number('scale') ?? 0 } };
    const itself = wordsOf(element.content).some((word) => word.toLowerCase() === name.toLowerCase());
    if (itself) return [problem('field-formula', field, `The formula of ${field.fullName} names itself.`, element)];
    return report('field-formula', field, element, {
      org,
      object,
      text: element.content,
      use: 'field',
      blanks,
      ...returns,
    });
  });

/** Validation rules parse, name what exists, and are true or false. */
export const ruleFormulas: Rule = ({ of, org }) =>
  of('ValidationRule').flatMap((rule) => {
    const [object = ''] = rule.fullName.split('.');
    const element = rule.xml?.one('errorConditionFormula');
    return element === undefined || element.content === ''
      ? []
      : report('rule-formula', rule, element, { org, object, text: element.content, use: 'validation' });
  });

/** Defaults of fields are formulas of the field's type. */
export const defaultFormulas: Rule = ({ of, org }) =>
  of('CustomField').flatMap((field) => {
    const [object = '', name = ''] = field.fullName.split('.');
    const { xml } = field;
    const element = xml?.one('defaultValue');
    const kind = xml?.text('type') ?? '';
    const type = kind === 'Picklist' ? 'string' : results[kind];
    if (
      element === undefined ||
      element.content === '' ||
      kind === 'Checkbox' ||
      !isCustom(name) ||
      type === undefined ||
      xml?.one('formula') !== undefined
    )
      return [];
    // Long texts take their default as it is, without quotes; metadata types and events as well.
    if (kind === 'LongTextArea' || /__(mdt|e)$/.test(object)) return [];
    return report('default-formula', field, element, {
      org,
      object,
      text: element.content,
      use: 'default',
      returns: { type, scale: xml?.number('scale') ?? 0 },
    });
  });

/** A formula field needs no other that needs it in turn. */
export const formulaCircles: Rule = ({ of, org }) => {
  const needs = (fullName: string): readonly string[] => {
    const [object = ''] = fullName.split('.');
    const text =
      org
        .component('CustomField', fullName)
        ?.xml?.text('formula')
        ?.replaceAll(/"[^"]*"|'[^']*'|\/\*[^]*?\*\//g, '""') ?? '';
    return [...text.matchAll(/(?<![\w.$])(\w+__c)(?![\w.])/gi)].map(([, name = '']) => `${object}.${name}`);
  };
  return of('CustomField').flatMap((field) => {
    if (field.xml?.one('formula') === undefined) return [];
    const seen = new Set<string>();
    const waiting = needs(field.fullName).filter((one) => one.toLowerCase() !== field.fullName.toLowerCase());
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.toLowerCase() === field.fullName.toLowerCase()) {
        return [
          problem(
            'formula-circle',
            field,
            `The formula of ${field.fullName} needs itself over other formulas.`,
            field.xml.one('formula'),
          ),
        ];
      }
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(...needs(next));
    }
    return [];
  });
};

const picklistTests = /\bISPICKVAL\(\s*(?:PRIORVALUE\(\s*)?([\w.]+)\s*\)?\s*,\s*(?:"([^"]*)"|'([^']*)')\s*\)/gi;

/** A formula that asks for a value which a restricted picklist lacks is never true. Salesforce takes it, so it is a warning. */
export const picklistTestValues: Rule = ({ contents, org }) =>
  contents.components.flatMap((component): readonly Problem[] => {
    const [object = ''] = component.fullName.split('.');
    const element =
      component.type === 'ValidationRule'
        ? component.xml?.one('errorConditionFormula')
        : component.type === 'CustomField'
          ? component.xml?.one('formula')
          : undefined;
    return [...(element?.content.matchAll(picklistTests) ?? [])].flatMap((match): readonly Problem[] => {
      const [, path = '', double, single] = match;
      const value = double ?? single ?? '';
      const found = org.findPath(object, path);
      const values = found.is === 'there' ? found.value.values : undefined;
      if (
        value === '' ||
        values === undefined ||
        element === undefined ||
        values.some((one) => one.toLowerCase() === value.toLowerCase())
      )
        return [];
      return [
        {
          ...warning(
            'formula-picklist-value',
            component,
            `${path} has no value ${value}, so the condition is never true.`,
            element,
          ),
          line: lineOf(element, match.index),
        },
      ];
    });
  });
