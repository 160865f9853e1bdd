import type { LocalOrg } from '../../local-org/local-org.ts';
import type { RecordInput } from '../../local-org/org.ts';
import { create, foundCompany, idOf } from '../contract/company.ts';
import { rowsOf } from '../contract/harness.ts';

/** Enough deals for several calls of each kind of row. */
const deals = 960;

/** The company that every seed begins with. */
export const foundCrashCompany = (org: LocalOrg): void => {
  foundCompany(org, deals);
};

/**
 * A day's work in the company, with every kind of change that a run has to carry: deals that grow, move, are won, go
 * to another seller, are deleted and are new; a seller who leaves, a team with another name.
 */
export const workForADay = (org: LocalOrg): void => {
  const [ann, ben] = ['ann', 'ben'].map((name) =>
    idOf(org, `SELECT Id FROM User WHERE Username = '${name}@takt.example'`),
  );
  const open = rowsOf(org, 'SELECT Id, Amount FROM Opportunity WHERE IsClosed = false ORDER BY Id');
  const change = (at: number, record: Readonly<Record<string, unknown>>): RecordInput => {
    const Id = String(record['Id']);
    if (at % 6 === 0) return { Id, Amount: Number(record['Amount'] ?? 0) + 1_000.5 };
    if (at % 6 === 1) return { Id, StageName: 'Closed Won', CloseDate: '2026-11-23' };
    if (at % 6 === 2) return { Id, CloseDate: '2026-10-30' };
    if (at % 6 === 3) return { Id, OwnerId: ann ?? null };
    return { Id, Amount: null };
  };
  const moved = open.slice(0, 150).map((record, at) => change(at, record));
  succeed(org.update(org.system, 'Opportunity', moved));
  succeed(
    org.remove(
      org.system,
      open.slice(150, 170).map(({ Id }) => String(Id)),
    ),
  );
  const AccountId = idOf(org, 'SELECT Id FROM Account LIMIT 1');
  create(
    org,
    'Opportunity',
    Array.from({ length: 30 }, (_, at) => ({
      Name: `New deal ${at}`,
      AccountId,
      OwnerId: ben ?? null,
      Amount: 5_000 + at,
      StageName: 'Negotiation/Review',
      CloseDate: '2026-12-18',
    })),
  );
  succeed(org.update(org.system, 'User', [{ Id: ben ?? null, IsActive: false }]));
  const west = idOf(org, "SELECT Id FROM UserRole WHERE Name = 'West'");
  succeed(org.update(org.system, 'UserRole', [{ Id: west, Name: 'West and South' }]));
};

const succeed = (results: ReturnType<LocalOrg['update']>): void => {
  const refused = results.flatMap(({ errors }) => errors.map(({ message }) => message));
  if (refused.length > 0) throw new Error(refused.join('; '));
};
