import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { Connection } from './connection.ts';
import { resultMaps } from './result-map.ts';
import { restQuery, valueAt } from './rest-query.ts';
import { soqlText } from './soql.ts';

/**
 * Checks on one row that belongs to somebody else whether the service user may change it and give it away: what the
 * public group and Transfer Record are for, which no description of an object tells.
 * @returns false where there is no such row yet.
 * @throws CrmFailure `missing`, with the remedy.
 */
export const checkReach = async (connection: Connection): Promise<boolean> => {
  const { object } = resultMaps.forecast;
  const { userId } = await connection.signIn();
  const first = async (soql: string, field: string): Promise<unknown> => {
    for await (const [row] of restQuery(connection, { soql, object })) return row && valueAt(row, field);
    return undefined;
  };
  const foreign = `SELECT Id FROM ${object} WHERE OwnerId != ${soqlText(userId)} LIMIT 1`;
  const id = await first(foreign, 'Id');
  if (typeof id !== 'string') return false;
  const may = (access: string): Promise<unknown> =>
    first(
      `SELECT ${access} FROM UserRecordAccess WHERE UserId = ${soqlText(userId)} AND RecordId = ${soqlText(id)}`,
      access,
    );
  if ((await may('HasEditAccess')) !== true) {
    throw refused(
      'The service user may not change rows that belong to others. Make it a member of the public group Takt Service.',
    );
  }
  if ((await may('HasTransferAccess')) !== true) {
    throw refused(
      'The service user may not give rows to others (Transfer Record). Assign the permission set Takt_Integration.',
    );
  }
  return true;
};

const refused = (message: string): CrmFailure =>
  new CrmFailure('missing', message, { code: 'INSUFFICIENT_ACCESS_OR_READONLY' });
