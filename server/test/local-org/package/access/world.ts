import path from 'node:path';
import { issueToken } from '../../../../local-org/auth/sessions.ts';
import type { Id } from '../../../../local-org/org.ts';
import type { RunningOrg } from '../../../../local-org/start.ts';
import { createOne, idOf } from '../../support/company.ts';
import { startOrg } from '../../support/server.ts';
import type { Persona } from './matrix.ts';
import { Rows } from './rows.ts';

export const projectRoot = path.resolve(import.meta.dirname, '../../../../..');

/** Somebody who holds one persona's permissions and nothing else, with rows of their own. */
export interface Session {
  readonly userId: Id;
  readonly rows: Rows;
  /** One request; the body as JSON, or as text where it is none. */
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const caller =
  (url: string, token: string): Session['call'] =>
  async (method, resource, body, headers = {}) => {
    const response = await fetch(`${url}/services/data/v67.0${resource}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: parsed(await response.text()) };
  };

/** An org with the package of a folder in it and nothing else. */
export const openWorld = (root = projectRoot): Promise<RunningOrg> => startOrg({ projectRoot: root });

/** Somebody with a profile and nothing else. */
export const join = ({ org, url }: RunningOrg, nickname: string, profile: string, persona = nickname): Session => {
  const username = `${nickname.replaceAll(' ', '.')}@acme.example`;
  const userId = createOne(org, 'User', {
    LastName: nickname,
    Username: username,
    Email: username,
    Alias: nickname.slice(0, 8),
    IsActive: true,
    ProfileId: idOf(org, `SELECT Id FROM Profile WHERE Name = '${profile}'`),
  });
  return { userId, rows: new Rows(org, userId, persona), call: caller(url, issueToken(org, username).token) };
};

/** Somebody with the persona's permissions on top of a profile that gives none. */
export const enter = (running: RunningOrg, { name, assigned }: Persona, nickname = name): Session => {
  const { org } = running;
  const session = join(running, nickname, 'Minimum Access', name);
  const groups = org.query(org.system, `SELECT Id FROM PermissionSetGroup WHERE DeveloperName = '${assigned}'`).records;
  const assignment =
    groups.length > 0
      ? { PermissionSetGroupId: String(groups[0]?.['Id']) }
      : { PermissionSetId: idOf(org, `SELECT Id FROM PermissionSet WHERE Name = '${assigned}'`) };
  createOne(org, 'PermissionSetAssignment', { AssigneeId: session.userId, ...assignment });
  return session;
};
