import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** Sets of people who see by sharing only, and take nothing away. */
const narrow = new Set(['Takt_Base', 'Takt_Rep', 'Takt_Manager', 'Takt_Contributor']);

/** Those who see by sharing have no View All and delete nothing; no set is tied to a licence. */
export const broadRights: Rule = ({ of }) =>
  of('PermissionSet').flatMap((set) => [
    ...(set.xml?.all('objectPermissions') ?? [])
      .filter(() => narrow.has(set.fullName))
      .flatMap((entry) =>
        ['viewAllRecords', 'allowDelete']
          .filter((right) => entry.flag(right))
          .map((right) =>
            problem(
              'broad-right',
              set,
              `${set.fullName} must not have ${right} on ${entry.text('object') ?? ''}: its people see by sharing and delete nothing.`,
              entry,
            ),
          ),
      ),
    ...(set.xml?.all('license') ?? []).map((entry) =>
      problem(
        'broad-right',
        set,
        `${set.fullName} is tied to the licence ${entry.content}, so others cannot get it.`,
        entry,
      ),
    ),
  ]);
