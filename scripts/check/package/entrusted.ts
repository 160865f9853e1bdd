import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** Which sets hold which custom permission: each opens what a validation rule or a button asks for. */
const holders: Readonly<Record<string, readonly string[]>> = {
  Takt_Call_For_Others: ['Takt_Admin', 'Takt_Manager'],
  Takt_Demand_Consensus: ['Takt_Meeting_Lead'],
  Takt_Lead_Meetings: ['Takt_Meeting_Lead'],
  Takt_Run_Forecast: ['Takt_Base', 'Takt_Integration'],
  Takt_Run_Publish: ['Takt_Plan_Edit'],
};
/** Sets that are strong or stand alone, and the groups that hold them. */
const groups: Readonly<Record<string, readonly string[]>> = {
  Takt_Admin: ['Takt_Admin_User'],
  Takt_Compensation: ['Takt_Compensation_User'],
  Takt_Contributor: ['Takt_Contributor_User'],
  Takt_Integration: [],
};

/** A custom permission is held by those who are entrusted with it; a new one is written down here first. */
export const customPermissionHolders: Rule = ({ of }) =>
  of('PermissionSet').flatMap((set) =>
    (set.xml?.all('customPermissions') ?? [])
      .filter((entry) => entry.flag('enabled') && holders[entry.text('name') ?? '']?.includes(set.fullName) !== true)
      .map((entry) =>
        problem(
          'custom-permission-holder',
          set,
          `${set.fullName} must not hold ${entry.text('name') ?? ''}, or entrusted.ts should say so.`,
          entry,
        ),
      ),
  );

/** Strong sets are in the groups that are made for them only. */
export const strongSetsApart: Rule = ({ of }) =>
  of('PermissionSetGroup').flatMap((group) =>
    (group.xml?.all('permissionSets') ?? [])
      .filter((entry) => groups[entry.content]?.includes(group.fullName) === false)
      .map((entry) => problem('group-member', group, `${group.fullName} must not hold ${entry.content}.`, entry)),
  );

/** The contributors' group holds their set and no other, and no set waits to be activated by a session. */
export const standsAlone: Rule = ({ of }) => [
  ...of('PermissionSetGroup')
    .filter(({ xml }) => {
      const sets = xml?.texts('permissionSets') ?? [];
      return sets.includes('Takt_Contributor') && sets.length > 1;
    })
    .map((group) => problem('group-member', group, `${group.fullName} holds more than Takt_Contributor.`)),
  ...['PermissionSet', 'PermissionSetGroup'].flatMap((type) =>
    of(type)
      .filter(({ xml }) => xml?.flag('hasActivationRequired') === true)
      .map((set) => problem('group-member', set, `${set.fullName} gives nothing before a session activates it.`)),
  ),
];
