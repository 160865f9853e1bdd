/** What an org has or has not, by its setup: objects and fields come with it, and it never goes again. */
export const orgFeatures = ['MultiCurrency', 'OpportunitySplits', 'ProductSchedules', 'TerritoryManagement'] as const;

export type OrgFeature = (typeof orgFeatures)[number];

export const isOrgFeature = (name: string): name is OrgFeature => orgFeatures.some((feature) => feature === name);
