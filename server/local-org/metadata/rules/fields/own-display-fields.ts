import { problem, type Rule } from '../rule.ts';

/** A validation rule shows its message at a field of the record itself. */
export const ownDisplayFields: Rule = ({ of }) =>
  of('ValidationRule').flatMap((rule) => {
    const shown = rule.xml?.one('errorDisplayField');
    return shown?.content.includes('.') === true
      ? [problem('rule-display-field', rule, `${shown.content} is no field of the record itself.`, shown)]
      : [];
  });
