import { problem, type Rule } from '../rule.ts';

const counts = ['length', 'precision', 'scale', 'visibleLines', 'relationshipOrder', 'startingNumber', 'maskLength'];

/** Lengths and digits of fields are whole numbers. */
export const wholeNumbers: Rule = ({ of }) =>
  of('CustomField').flatMap((field) =>
    counts
      .flatMap((name) => field.xml?.one(name) ?? [])
      .filter(({ content }) => content !== '' && !/^\d+$/.test(content))
      .map((element) =>
        problem('whole-number', field, `${element.name} is ${element.content}; a whole number it must be.`, element),
      ),
  );
