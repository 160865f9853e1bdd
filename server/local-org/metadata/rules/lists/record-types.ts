import { fieldMissing } from '../references.ts';
import { problem, type Rule } from '../rule.ts';

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The picklists of a record type, and the values that it offers, exist. */
export const recordTypes: Rule = ({ of, org }) =>
  of('RecordType').flatMap((recordType) => {
    const [object = ''] = recordType.fullName.split('.');
    return (recordType.xml?.all('picklistValues') ?? []).flatMap((entry) => {
      const name = entry.text('picklist') ?? '';
      const missing = fieldMissing(org, object, name);
      if (missing !== undefined) return [problem('record-type', recordType, missing, entry)];
      const found = org.findField(object, name);
      const values = found.is === 'there' && found.value.custom ? found.value.values : undefined;
      if (values === undefined) return [];
      const known = new Set(values.map((one) => decoded(one).toLowerCase()));
      return entry
        .all('values')
        .filter((value) => !known.has(decoded(value.text('fullName') ?? '').toLowerCase()))
        .map((value) =>
          problem('record-type', recordType, `${name} has no value ${decoded(value.text('fullName') ?? '')}.`, value),
        );
    });
  });

/** The field that a validation rule's message stands at exists. */
export const ruleDisplayFields: Rule = ({ of, org }) =>
  of('ValidationRule').flatMap((rule) => {
    const [object = ''] = rule.fullName.split('.');
    const at = rule.xml?.one('errorDisplayField');
    const missing = at === undefined || at.content === '' ? undefined : fieldMissing(org, object, at.content);
    return missing === undefined ? [] : [problem('rule-display-field', rule, missing, at)];
  });
