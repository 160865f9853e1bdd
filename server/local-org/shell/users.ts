import { ApiError } from '../errors.ts';
import type { Id, Org, RecordOutput } from '../org.ts';
import type { ShellUser } from './app-model.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const userFields = 'Id, Name, Username, Title, UserRoleId';

/** A row of User as the shell knows it. */
export const userOf = (row: RecordOutput): ShellUser => ({
  id: text(row['Id']),
  name: text(row['Name']),
  username: text(row['Username']),
  title: text(row['Title']),
});

/** The rows of the active users, by name. */
export const activeUsers = (org: Org): readonly RecordOutput[] =>
  org.query(
    org.system,
    `SELECT ${userFields} FROM User WHERE IsActive = true AND UserType = 'Standard' ORDER BY Name, Id`,
  ).records;

/** @throws ApiError 404 when there is no such active user. */
export const shellUser = (org: Org, id: Id): ShellUser => {
  const row = activeUsers(org).find((each) => each['Id'] === id);
  if (row === undefined) throw new ApiError(404, 'NOT_FOUND', 'This person is not an active user of the org.');
  return userOf(row);
};

/** @throws ApiError 400 when nobody active has this user name. */
export const userNamed = (org: Org, username: string): ShellUser => {
  const row = activeUsers(org).find((each) => text(each['Username']).toLowerCase() === username.toLowerCase());
  if (row === undefined) throw new ApiError(400, 'INVALID_LOGIN', `No active user is called ${username}.`);
  return userOf(row);
};
