import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** Platform licences of contributors open ten custom objects. */
const most = 10;

/** The contributors' set stands alone within its licence: at most ten objects, and no deals. */
export const contributorStandsAlone: Rule = ({ of }) =>
  of('PermissionSet')
    .filter((set) => set.fullName === 'Takt_Contributor')
    .flatMap((set) => {
      const objects = (set.xml?.all('objectPermissions') ?? []).filter((entry) => entry.flag('allowRead'));
      const custom = objects.filter((entry) => (entry.text('object') ?? '').endsWith('__c'));
      const standard = objects.filter((entry) => !(entry.text('object') ?? '').endsWith('__c'));
      return [
        ...(custom.length > most
          ? [
              problem(
                'contributor',
                set,
                `Takt_Contributor reads ${custom.length} objects; its licence allows ${most}.`,
              ),
            ]
          : []),
        ...standard.map((entry) =>
          problem('contributor', set, `Takt_Contributor must not read ${entry.text('object') ?? ''}.`, entry),
        ),
      ];
    });
