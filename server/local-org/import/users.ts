import { existingKey, comparableKey, isReference, type Draft, type DraftValue, type Persona } from './draft.ts';
import { profileOf, serviceUsername } from './personas.ts';
import { slug } from './values/text.ts';

const textOf = (value: DraftValue | undefined): string => (typeof value === 'string' ? value : '');

/**
 * A user with what Salesforce requires and exports for analysis often leave out: user name, address, alias, and a
 * profile of this org (the source's are not ours).
 */
export const completedUser = (draft: Draft): Draft => {
  const fields = new Map(draft.fields);
  const setIfBlank = (field: string, value: () => DraftValue): void => {
    if ((fields.get(field) ?? '') === '') fields.set(field, value());
  };
  const name = slug(`${textOf(fields.get('FirstName'))} ${textOf(fields.get('LastName'))}`);
  setIfBlank('Username', () => `${[name, slug(draft.key ?? '')].filter(Boolean).join('.')}@import.example`);
  setIfBlank('Email', () => textOf(fields.get('Username')));
  setIfBlank('Alias', () => name.replaceAll('.', '').slice(0, 8) || 'user');
  setIfBlank('IsActive', () => true);
  setIfBlank('ProfileId', () => ({
    objects: ['Profile'],
    key: existingKey('Profile', profileOf[draft.persona ?? 'rep']),
  }));
  return { ...draft, fields };
};

const referredKey = (value: DraftValue | undefined): string | undefined =>
  value !== undefined && isReference(value) ? comparableKey(value.key) : undefined;

/** Where a user's place in the role tree puts them: top of the tree, above others, or at its leaves. */
export const personaByRole = (drafts: readonly Draft[]): ((user: Draft) => Persona) => {
  const roles = drafts.filter(({ object }) => object === 'UserRole');
  const parents = new Set(roles.map(({ fields }) => referredKey(fields.get('ParentRoleId'))));
  const roots = new Set(
    roles.filter(({ fields }) => !referredKey(fields.get('ParentRoleId'))).map(({ key }) => comparableKey(key ?? '')),
  );
  return ({ fields }) => {
    if (fields.get('IsActive') === false) return 'none';
    const role = referredKey(fields.get('UserRoleId'));
    if (role === undefined || !parents.has(role)) return 'rep';
    return roots.has(role) ? 'executive' : 'manager';
  };
};

const demoUser = (
  key: string,
  first: string,
  last: string,
  title: string,
  username: string,
  persona: Persona,
): Draft => ({
  object: 'User',
  key: `demo:${key}`,
  file: '(demo users)',
  persona,
  fields: new Map<string, DraftValue>([
    ['FirstName', first],
    ['LastName', last],
    ['Title', title],
    ['Username', username],
  ]),
});

/** Users that every imported company gets besides its own; plainly invented, so that nobody takes them for real. */
export const addedUsers: readonly Draft[] = [
  demoUser('lead', 'Demo', 'Lead', 'Sees the whole company', 'lead@takt.example', 'executive'),
  demoUser('ops', 'Demo', 'Operations', 'Sales Operations', 'operations@takt.example', 'admin'),
  demoUser('guest', 'Demo', 'Guest', 'Has no access to Takt', 'guest@takt.example', 'none'),
  demoUser('service', 'Takt', 'Integration', 'Service user of the companion', serviceUsername, 'integration'),
];
