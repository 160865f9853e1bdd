import { readFileSync } from 'node:fs';
import { nearest } from '../names.ts';
import { userPermissionNames } from '../standard-knowledge.ts';
import { warning, problem, type Rule } from '../rule.ts';
import { grantTypes } from './grants.ts';

const names: ReadonlySet<string> = new Set([
  ...userPermissionNames(),
  ...readFileSync(new URL('user-permissions.txt', import.meta.url), 'utf8')
    .split(/\s+/)
    .filter((name) => name !== ''),
]);

/** System permissions are ones that the platform has. New releases bring new ones, so a stranger is only warned of. */
export const userPermissions: Rule = ({ of }) =>
  grantTypes.flatMap((type) =>
    of(type).flatMap((owner) =>
      (owner.xml?.all('userPermissions') ?? []).flatMap((entry) => {
        const name = entry.text('name') ?? '';
        if (names.has(name)) return [];
        const near = nearest(name, names);
        const message = `Salesforce has no user permission ${name}.${near === undefined ? '' : ` Did you mean ${near}?`}`;
        return [
          near === undefined
            ? warning('user-permission', owner, message, entry)
            : problem('user-permission', owner, message, entry),
        ];
      }),
    ),
  );
