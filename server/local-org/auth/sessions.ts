import { randomBytes } from 'node:crypto';
import { ApiError } from '../errors.ts';
import type { Id, Org } from '../org.ts';

/** Who is logged on. Sessions live as long as the process, as tokens die with a restart of the platform's session. */
export class Sessions {
  readonly #org: Org;
  readonly #userOfToken = new Map<string, Id>();

  constructor(org: Org) {
    this.#org = org;
  }

  /** A token of the shape that the `sf` CLI expects: `<orgId15>!<secret>`. */
  issue(userId: Id): string {
    const token = `${this.#org.id.slice(0, 15)}!AQ${randomBytes(60).toString('base64url')}`;
    this.#userOfToken.set(token, userId);
    return token;
  }

  userOf(token: string): Id | undefined {
    return this.#userOfToken.get(token);
  }

  /** Nobody is logged on any more. */
  revokeAll(): void {
    this.#userOfToken.clear();
  }

  revoke(token: string): boolean {
    return this.#userOfToken.delete(token);
  }
}

const sessions = new WeakMap<Org, Sessions>();

export const sessionsOf = (org: Org): Sessions => {
  const known = sessions.get(org) ?? new Sessions(org);
  sessions.set(org, known);
  return known;
};

const escapeSoql = (text: string): string => text.replace(/[\\']/g, '\\$&');

/** The active user of a username, or why there is none. */
export const findUser = (org: Org, username: string): { readonly id: Id; readonly active: boolean } | undefined => {
  const soql = `SELECT Id, IsActive FROM User WHERE Username = '${escapeSoql(username)}'`;
  const [user] = org.query(org.system, soql).records;
  return user === undefined ? undefined : { id: String(user['Id']), active: user['IsActive'] === true };
};

export interface Login {
  readonly token: string;
  readonly userId: Id;
}

/**
 * A token for a username, without a password: for the local shell's demo login, never for a network.
 * @throws ApiError INVALID_LOGIN when there is no active user of that name.
 */
export const issueToken = (org: Org, username: string): Login => {
  const user = findUser(org, username);
  if (user?.active !== true) {
    throw new ApiError(401, 'INVALID_LOGIN', 'Invalid username, password, security token; or user locked out.');
  }
  return { token: sessionsOf(org).issue(user.id), userId: user.id };
};
