import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/**
 * A permission set that opens a field opens its object as well: alone the grant does nothing, and with another set it
 * gives what that one never meant to.
 */
export const objectBehindFields: Rule = ({ of }) =>
  of('PermissionSet').flatMap((set) => {
    const readable = new Set(
      (set.xml?.all('objectPermissions') ?? [])
        .filter((entry) => entry.flag('allowRead'))
        .map((entry) => entry.text('object') ?? ''),
    );
    return (set.xml?.all('fieldPermissions') ?? []).flatMap((entry) => {
      const [object = '', field = ''] = (entry.text('field') ?? '').split('.');
      if (!entry.flag('readable') || readable.has(object)) return [];
      const sentence = `${set.fullName} opens ${object}.${field}, and does not read ${object}; take the field out or the object in.`;
      return [problem('object-behind-fields', set, sentence, entry)];
    });
  });
