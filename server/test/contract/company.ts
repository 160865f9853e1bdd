import type { Id, Org, RecordInput } from '../../local-org/org.ts';

/** What the tests know of the company in the local org. */
export interface Company {
  readonly users: Readonly<Record<'cora' | 'ed' | 'ann' | 'ben' | 'wes' | 'cal' | 'service', Id>>;
  readonly accountId: Id;
}

export const serviceUsername = 'service@takt.example';

/** Creates records as the org itself, and fails when one is refused. */
export const create = (org: Org, objectName: string, records: readonly RecordInput[]): readonly Id[] => {
  const results = org.create(org.system, objectName, records, { auditFields: true });
  return results.map(({ id, errors }) => {
    if (id === null) throw new Error(`${objectName}: ${errors.map(({ message }) => message).join('; ')}`);
    return id;
  });
};

const one = (ids: readonly Id[]): Id => {
  const [id] = ids;
  if (id === undefined) throw new Error('nothing was created');
  return id;
};

export const idOf = (org: Org, soql: string): Id => {
  const id = org.query(org.system, soql).records[0]?.['Id'];
  if (typeof id !== 'string') throw new Error(`nothing found: ${soql}`);
  return id;
};

/**
 * Two teams under one head of sales, three sellers, and nobody without access to Takt.
 * @param deals How many deals, spread over six quarters up to the end of 2026.
 */
export const foundCompany = (org: Org, deals: number): Company => {
  const profile = (name: string): Id => idOf(org, `SELECT Id FROM Profile WHERE Name = '${name}'`);
  const [standard, minimum] = [profile('Standard User'), profile('Minimum Access')];
  const role = (Name: string, ParentRoleId?: Id): Id =>
    one(create(org, 'UserRole', [{ Name, ...(ParentRoleId === undefined ? {} : { ParentRoleId }) }]));
  const sales = role('Sales');
  const [east, west] = [role('East', sales), role('West', sales)];
  const [eastReps, westReps] = [role('East Reps', east), role('West Reps', west)];
  const user = (name: string, ProfileId: Id, UserRoleId?: Id): Id =>
    one(
      create(org, 'User', [
        {
          FirstName: name,
          LastName: 'Doe',
          Username: name === 'Takt' ? serviceUsername : `${name.toLowerCase()}@takt.example`,
          Email: `${name.toLowerCase()}@takt.example`,
          Alias: name.toLowerCase(),
          IsActive: true,
          ProfileId,
          ...(UserRoleId === undefined ? {} : { UserRoleId }),
        },
      ]),
    );
  const users = {
    cora: user('Cora', standard, sales),
    ed: user('Ed', standard, east),
    wes: user('Wes', standard, west),
    ann: user('Ann', standard, eastReps),
    ben: user('Ben', standard, eastReps),
    cal: user('Cal', standard, westReps),
    service: user('Takt', minimum),
  };
  const grant = (AssigneeId: Id, set: string): void => {
    const PermissionSetId = idOf(org, `SELECT Id FROM PermissionSet WHERE Name = '${set}'`);
    create(org, 'PermissionSetAssignment', [{ AssigneeId, PermissionSetId }]);
  };
  grant(users.service, 'Takt_Integration');
  const GroupId = idOf(org, "SELECT Id FROM Group WHERE DeveloperName = 'Takt_Service'");
  create(org, 'GroupMember', [{ GroupId, UserOrGroupId: users.service }]);
  for (const id of [users.cora, users.ed, users.wes]) grant(id, 'Takt_Manager');
  for (const id of [users.ann, users.ben, users.cal]) grant(id, 'Takt_Rep');
  for (const id of Object.values(users)) if (id !== users.service) grant(id, 'Takt_Base');
  const accountId = one(create(org, 'Account', [{ Name: 'Änne & "Söhne", Ltd' }]));
  create(
    org,
    'Opportunity',
    Array.from({ length: deals }, (_, at) => dealOf(at, accountId, [users.ann, users.ben, users.cal])),
  );
  return { users, accountId };
};

const quarters = ['2025-08-15', '2025-11-15', '2026-02-15', '2026-05-15', '2026-08-15', '2026-11-15'];

const dealOf = (at: number, AccountId: Id, owners: readonly Id[]): RecordInput => {
  const CloseDate = at % 4 === 3 ? '2026-12-20' : (quarters[at % quarters.length] ?? '2026-11-15');
  return {
    Name: `Deal ${at}, "quoted"\nsecond line`,
    AccountId,
    OwnerId: owners[at % owners.length] ?? null,
    Amount: at % 10 === 9 ? null : 100 + at + (at % 100) / 100,
    StageName: at % 4 === 3 ? 'Negotiation/Review' : at % 5 < 2 ? 'Closed Lost' : 'Closed Won',
    CloseDate,
    CreatedDate: '2025-07-01T12:00:00.000Z',
  };
};

/** Won cents by owner and fiscal quarter, counted straight from the org's records. */
export const wonCents = (org: Org): ReadonlyMap<string, number> => {
  const won = new Map<string, number>();
  let page = org.query(org.system, 'SELECT OwnerId, Amount, CloseDate FROM Opportunity WHERE IsWon = true');
  for (;;) {
    for (const { OwnerId, Amount, CloseDate } of page.records as readonly Readonly<Record<string, unknown>>[]) {
      const [year, month] = String(CloseDate).split('-').map(Number);
      const quarter = `${year}-${String(Math.floor(((month ?? 1) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
      const cents = Math.round(Number(Amount ?? 0) * 100);
      for (const scope of [`person:${String(OwnerId)}`, 'total']) {
        const key = `${scope}|quarter:${quarter}`;
        won.set(key, (won.get(key) ?? 0) + cents);
      }
    }
    if (page.cursor === undefined) return won;
    page = org.queryMore(org.system, page.cursor);
  }
};
