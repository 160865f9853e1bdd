import { isPackaged, meant } from '../names.ts';
import { fieldMissing } from '../references.ts';
import type { OrgView } from '../org-view.ts';

const recordGlobals: Readonly<Record<string, string>> = {
  $user: 'User',
  $profile: 'Profile',
  $userrole: 'UserRole',
  $organization: 'Organization',
};

/** Globals whose names come from elsewhere, or that are nobody's to check. */
const free = new Set([
  '$api',
  '$system',
  '$recordtype',
  '$objecttype',
  '$action',
  '$site',
  '$network',
  '$resource',
  '$component',
  '$source',
  '$credential',
  '$request',
  '$client',
  '$flow',
  '$record',
  '$rule',
  '$currentpage',
  '$page',
  '$scontrol',
  '$tab',
  '$cachesession',
  '$fieldset',
  '$asset',
]);

/** What is wrong with a global of a formula, `$User.Id`; undefined where nothing is. */
export const globalProblem = (org: OrgView, name: string): string | undefined => {
  const [root = '', first = '', ...rest] = name.split('.');
  const key = root.toLowerCase();
  const object = recordGlobals[key];
  if (object !== undefined) return rest.length > 0 ? undefined : fieldMissing(org, object, first);
  switch (key) {
    case '$permission': {
      if (isPackaged(first) || org.has('CustomPermission', first)) return undefined;
      return `There is no custom permission ${first}.${meant(first, org.names('CustomPermission'))}`;
    }
    case '$label': {
      const label = rest[0] ?? first;
      if (rest.length > 0 || isPackaged(label) || org.has('CustomLabel', label)) return undefined;
      return `There is no label ${label}.${meant(label, org.names('CustomLabel'))}`;
    }
    case '$setup':
      return rest.length === 1 ? fieldMissing(org, first, rest[0] ?? '') : undefined;
    case '$custommetadata':
      return rest.length === 2 ? fieldMissing(org, first, rest[1] ?? '') : undefined;
    default:
      return free.has(key) ? undefined : `Formulas have no global ${root}.`;
  }
};
