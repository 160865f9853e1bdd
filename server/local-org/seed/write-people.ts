import { dateOfDay } from '../import/calendar.ts';
import type { Persona } from '../import/draft.ts';
import { allRows, matcherOf, textField } from '../import/match-existing.ts';
import { grantPersonas, offered, profileOf, serviceUsername } from '../import/personas.ts';
import type { DemoUser } from '../import/report.ts';
import { slug } from '../import/values/text.ts';
import { noonOf } from '../import/values/date.ts';
import type { Org, RecordInput } from '../org.ts';
import { regions, type Person, type SalesForce } from './company/sales-force.ts';
import { created, onlyId } from './saved.ts';

interface Member {
  readonly person: Person;
  readonly persona: Persona;
  readonly title: string;
  readonly roleId?: string;
  readonly managerUsername?: string;
  readonly hiredOn: number;
  readonly active: boolean;
}

interface Roles {
  readonly company: string;
  readonly regions: readonly string[];
  readonly teams: readonly string[];
  readonly reps: readonly string[];
}

const writeRoles = (org: Org, force: SalesForce): Roles => {
  const company = onlyId(created(org, 'UserRole', [{ Name: 'VP Sales' }]));
  const regionIds = created(
    org,
    'UserRole',
    regions.map((name) => ({ Name: `Region ${name}`, ParentRoleId: company })),
  );
  const teams = created(
    org,
    'UserRole',
    force.teams.map(({ city, region }) => ({ Name: `Team ${city}`, ParentRoleId: regionIds[region] ?? company })),
  );
  const reps = created(
    org,
    'UserRole',
    force.teams.map(({ city, index }) => ({ Name: `Sales ${city}`, ParentRoleId: teams[index] ?? company })),
  );
  return { company, regions: regionIds, teams, reps };
};

const staff = (firstName: string, lastName: string, username: string): Person => ({ firstName, lastName, username });

export const operations = staff('Ilka', 'Nebelthau', 'operations@nordlicht.example');
/** Leads the monthly meetings. Has no place in the role tree, so nobody's forecast comes to her through it. */
export const meetingLead = staff('Frauke', 'Wasserscheid', 'meetings@nordlicht.example');

/** Everybody who has a login, superiors first. */
const membersOf = (force: SalesForce, roles: Roles, start: number): readonly Member[] => {
  const always = { hiredOn: start - 900, active: true };
  const role = (id: string | undefined): { roleId?: string } => (id === undefined ? {} : { roleId: id });
  const vp = force.vicePresident.username;
  return [
    { ...always, person: force.vicePresident, persona: 'executive', title: 'VP Sales', roleId: roles.company },
    ...force.directors.map((person, index): Member => ({
      ...always,
      person,
      persona: 'manager',
      title: `Regional Director ${regions[index] ?? ''}`,
      ...role(roles.regions[index]),
      managerUsername: vp,
    })),
    ...force.teams.map(({ manager, city, region, index }): Member => ({
      ...always,
      person: manager,
      persona: 'manager',
      title: `Sales Manager ${city}`,
      ...role(roles.teams[index]),
      managerUsername: force.directors[region]?.username ?? vp,
    })),
    ...force.reps.map((rep): Member => {
      const team = force.teams[force.seats[rep.seat]?.team ?? 0];
      const active = rep.leftOn < 0;
      return {
        person: rep,
        persona: active ? 'rep' : 'none',
        title: `Account Executive ${team?.city ?? ''}`,
        ...role(roles.reps[team?.index ?? 0]),
        managerUsername: team?.manager.username ?? vp,
        hiredOn: rep.hiredOn,
        active,
      };
    }),
    {
      ...always,
      person: operations,
      persona: 'admin',
      title: 'Sales Operations',
    },
    {
      ...always,
      person: meetingLead,
      persona: 'meetingLead',
      title: 'S&OP Meeting Lead',
    },
    {
      ...always,
      person: staff('Momme', 'Querfurth', 'guest@nordlicht.example'),
      persona: 'none',
      title: 'Marketing (no access to Takt)',
    },
    {
      ...always,
      person: staff('Takt', 'Integration', serviceUsername),
      persona: 'integration',
      title: 'Service user of the companion',
    },
  ];
};

const aliasOf = ({ firstName, lastName }: Person): string =>
  slug(`${firstName} ${lastName}`).replaceAll('.', '').slice(0, 8) || 'user';

const userRecord = (member: Member, profileId: string, managerId: string | undefined): RecordInput => ({
  FirstName: member.person.firstName,
  LastName: member.person.lastName,
  Username: member.person.username,
  Email: member.person.username,
  Alias: aliasOf(member.person),
  Title: member.title,
  IsActive: member.active,
  ProfileId: profileId,
  LocaleSidKey: 'en_IE',
  TimeZoneSidKey: 'Europe/Berlin',
  CompanyName: 'Nordlicht Pumpen & Systeme',
  CreatedDate: noonOf(dateOfDay(member.hiredOn)),
  ...(member.roleId === undefined ? {} : { UserRoleId: member.roleId }),
  ...(managerId === undefined ? {} : { ManagerId: managerId }),
});

/** Users for the login page: the top, a director and a manager of another team, three reps, operations, the meeting lead, a guest. */
const offeredUsers = (members: readonly Member[]): readonly DemoUser[] => {
  const active = members.filter((member) => member.active);
  const manager = active.findIndex(({ title }) => title.startsWith('Sales Manager'));
  const ordered = [...active.slice(manager, manager + 1), ...active];
  return offered.flatMap(([persona, count]) =>
    [...new Set(ordered.filter((member) => member.persona === persona))].slice(0, count).map(({ person, title }) => ({
      username: person.username,
      name: `${person.firstName} ${person.lastName}`,
      title,
      persona,
    })),
  );
};

export interface WrittenPeople {
  readonly userIds: ReadonlyMap<string, string>;
  readonly roleCount: number;
  /** Roles of the teams' managers, in the order of the teams. */
  readonly teamRoleIds: readonly string[];
  readonly demoUsers: readonly DemoUser[];
}

/** Writes the role tree and its people, and gives them their permissions. */
export const writePeople = (org: Org, force: SalesForce, start: number): WrittenPeople => {
  const roles = writeRoles(org, force);
  const profiles = new Map(
    allRows(org, 'SELECT Id, Name FROM Profile').map((row) => [textField(row, 'Name'), textField(row, 'Id')]),
  );
  const members = membersOf(force, roles, start);
  const match = matcherOf(org, 'User');
  const userIds = new Map<string, string>();
  for (const member of members) {
    const managerId = member.managerUsername === undefined ? undefined : userIds.get(member.managerUsername);
    const record = userRecord(member, profiles.get(profileOf[member.persona]) ?? '', managerId);
    const known = match(record);
    if (known === undefined) userIds.set(member.person.username, onlyId(created(org, 'User', [record])));
    else {
      org.update(org.system, 'User', [{ ...record, Id: known }], { allOrNone: true });
      userIds.set(member.person.username, known);
    }
  }
  grantPersonas(
    org,
    members.flatMap(({ person, persona }) => {
      const userId = userIds.get(person.username);
      return userId === undefined ? [] : [{ userId, persona }];
    }),
  );
  const roleCount = 1 + roles.regions.length + roles.teams.length + roles.reps.length;
  return { userIds, roleCount, teamRoleIds: roles.teams, demoUsers: offeredUsers(members) };
};
