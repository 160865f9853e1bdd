import { quoted, type Cell } from './cells.ts';
import { recordId } from './record-id.ts';
import type { ImportPerson, ImportTeam } from './types.ts';

/** Whose quota a row is. */
export type Whose =
  { readonly type: 'Person'; readonly person: ImportPerson } | { readonly type: 'Team'; readonly team: ImportTeam };

/** Finds people by username, e-mail address or id, teams by name, role id or key. */
export interface Directory {
  person(text: string): Cell<ImportPerson>;
  team(text: string): Cell<ImportTeam>;
}

const USER_PREFIX = '005';
const GROUP_PREFIX = '00G';

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

function index<Value>(values: readonly Value[], keyOf: (value: Value) => string | undefined): Map<string, Value[]> {
  const found = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === undefined) continue;
    const others = found.get(key);
    if (others) others.push(value);
    else found.set(key, [value]);
  }
  return found;
}

const refuse = (reason: string, text: string, remedy: string) => ({ ok: false, reason, text, remedy }) as const;

/** Prepares the lookups once for all rows. */
export function directory(people: readonly ImportPerson[], teams: readonly ImportTeam[]): Directory {
  const byId = index(people, ({ id }) => recordId(id) ?? id);
  const byUsername = index(people, ({ username }) => fold(username));
  const byEmail = index(people, ({ email }) => (email === undefined ? undefined : fold(email)));
  const byName = index(people, ({ name }) => fold(name));
  const teamByKey = index(teams, ({ key }) => teamKeyOf(key));
  const teamByName = index(teams, ({ name }) => fold(name));

  return {
    person(text) {
      const id = recordId(text);
      if (id !== undefined) return personById(id, text, byId.get(id));
      if (/^005[A-Za-z0-9]{15}$/.test(text)) {
        const remedy = 'Copy it again, or write the username.';
        return refuse('wrong-id', `The last characters of ${quoted(text)} do not fit the rest of the id`, remedy);
      }
      const found = byUsername.get(fold(text)) ?? byEmail.get(fold(text)) ?? [];
      const [person, second] = found;
      if (person && !second) return { ok: true, value: person };
      if (person) {
        const names = found.map(({ username }) => username).slice(0, 3);
        return refuse(
          'ambiguous',
          `${quoted(text)} is the address of ${found.length} users`,
          `Write one of the usernames: ${names.join(', ')}.`,
        );
      }
      const namesake = byName.get(fold(text))?.[0];
      if (namesake) {
        return refuse(
          'unknown-person',
          `${quoted(text)} is a name, and names are not unique`,
          `Write the username: ${namesake.username}.`,
        );
      }
      return refuse(
        'unknown-person',
        `There is no user ${quoted(text)}`,
        'Write a username, an e-mail address or the id of a user.',
      );
    },
    team(text) {
      const [byItsKey] = teamByKey.get(teamKeyOf(text)) ?? [];
      if (byItsKey) return { ok: true, value: byItsKey };
      const found = teamByName.get(fold(text)) ?? [];
      const [team, second] = found;
      if (team && !second) return { ok: true, value: team };
      if (team)
        return refuse('ambiguous', `${found.length} teams are called ${quoted(text)}`, 'Write the id of the role.');
      return refuse(
        'unknown-team',
        `There is no team ${quoted(text)}`,
        'Write the name of a team or the id of its role.',
      );
    },
  };
}

function personById(id: string, text: string, found: readonly ImportPerson[] | undefined): Cell<ImportPerson> {
  const [person] = found ?? [];
  if (person) return { ok: true, value: person };
  if (id.startsWith(GROUP_PREFIX)) {
    return refuse('queue', `${quoted(text)} is a queue or group`, 'Quotas belong to people: write a user.');
  }
  if (!id.startsWith(USER_PREFIX)) {
    return refuse(
      'wrong-record',
      `${quoted(text)} is the id of no user`,
      'Write the id of a user: it begins with 005.',
    );
  }
  return refuse(
    'unknown-person',
    `There is no user with the id ${quoted(text)}`,
    'Check the id; it may be of another org.',
  );
}

/** `team:<role id in 18 characters>` of a key or of a role's id. */
function teamKeyOf(text: string): string {
  const id = text.replace(/^team:/, '');
  return text === 'total' ? text : `team:${recordId(id) ?? id}`;
}
