/** Objects of an export that are not imported row by row, and why; the report repeats the reason. */
export const leftToTheOrg: Readonly<Record<string, string>> = {
  period: 'the org makes its periods from its fiscal year',
  fiscalyearsettings: 'the org makes its periods from its fiscal year',
  permissionset: 'permissions come with the package',
  permissionsetgroup: 'permissions come with the package',
  permissionsetgroupcomponent: 'permissions come with the package',
  permissionsetassignment: 'permissions are given by what a person does',
  group: 'public groups come with the package',
  groupmember: 'permissions are given by what a person does',
  profile: 'profiles are matched by name',
};
