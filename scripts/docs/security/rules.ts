import type { SharingRule } from '../../../server/local-org/metadata/access-metadata.ts';
import { inWords } from './markdown.ts';

const where = ({ criteria }: SharingRule): string =>
  criteria
    .map(({ field, operation, value }) => {
      const values = value.split(',').map(inWords).join(', ');
      return value === 'True' && operation === 'equals'
        ? inWords(field)
        : `${inWords(field)} ${operation === 'equals' ? 'is' : operation} ${values}`;
    })
    .join(' and ');

/** A sharing rule in words: whom it opens what, by its name. */
export const ruleInWords = (rule: SharingRule): string => {
  const to = rule.sharedTo.name === '' ? 'everybody' : inWords(rule.sharedTo.name);
  const rows = rule.sharedFrom === undefined ? `rows whose ${where(rule)}` : 'all rows';
  return `${to} ${rule.access === 'Edit' ? 'may change' : 'may read'} ${rows} (\`${rule.name}\`)`;
};
