/** What a profile gives. The rest comes from permission sets. */
export interface ProfileRights {
  readonly name: string;
  readonly description: string;
  readonly userPermissions: readonly string[];
  /** Business objects of Salesforce's own, with the actions allowed on them. */
  readonly standardObjects: Readonly<Record<string, readonly ('read' | 'create' | 'edit' | 'delete')[]>>;
}

const worksWith = ['read', 'create', 'edit'] as const;

export const profiles: readonly ProfileRights[] = [
  {
    name: 'System Administrator',
    description: 'All objects and all data.',
    userPermissions: [
      'ApiEnabled',
      'AuthorApex',
      'CustomizeApplication',
      'ManageUsers',
      'ModifyAllData',
      'ModifyMetadata',
      'ViewAllData',
      'ViewSetup',
    ],
    standardObjects: {},
  },
  {
    name: 'Standard User',
    description: 'Works with accounts, contacts, leads and opportunities; sees campaigns, products and prices.',
    userPermissions: ['ApiEnabled'],
    standardObjects: {
      Account: worksWith,
      Contact: worksWith,
      Lead: worksWith,
      Campaign: ['read'],
      Opportunity: worksWith,
      Product2: ['read'],
      Pricebook2: ['read'],
    },
  },
  {
    name: 'Minimum Access',
    description: 'Nothing but what permission sets give.',
    userPermissions: ['ApiEnabled'],
    standardObjects: {},
  },
];

export const nothing: ProfileRights = { name: '', description: '', userPermissions: [], standardObjects: {} };
