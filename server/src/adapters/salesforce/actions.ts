import type { Actions, Completion } from '../../application/ports/actions.ts';
import { outcomesOf } from './collections.ts';
import type { Connection } from './connection.ts';
import { restQuery, valueAt } from './rest-query.ts';

const object = 'Takt_Action__c';
/** What the companion writes of an action. */
export const actionFields = ['Completed_At__c'];
export const actionObject = object;

/** The newest first, so that rows which are refused each time never stand before others. */
const unsettled = `SELECT Id, Status__c, LastModifiedDate, Completed_At__c FROM ${object}
  WHERE (Status__c IN ('Done', 'Dropped') AND Completed_At__c = null)
     OR (Status__c IN ('Open', 'In_Progress') AND Completed_At__c != null)
  ORDER BY LastModifiedDate DESC, Id`;

/** Action items as `Takt_Action__c` records. */
export const createActions = (connection: Connection): Actions => ({
  async unsettled(most) {
    const found: Completion[] = [];
    const soql = `${unsettled.replace(/\s+/g, ' ')} LIMIT ${most}`;
    for await (const records of restQuery(connection, { soql, object })) {
      for (const record of records) {
        const isOpen = valueAt(record, 'Completed_At__c') !== null;
        const changedAt = new Date(String(valueAt(record, 'LastModifiedDate'))).toISOString();
        found.push({ id: String(valueAt(record, 'Id')), completedAt: isOpen ? undefined : changedAt });
      }
    }
    return found;
  },

  async write(completions) {
    const what = `stamping ${completions.length} actions`;
    const records = completions.map(({ id, completedAt }) => ({
      attributes: { type: object },
      id,
      Completed_At__c: completedAt ?? null,
    }));
    const answer = await connection.call({
      method: 'PATCH',
      path: '/composite/sobjects',
      body: JSON.stringify({ allOrNone: false, records }),
      replayable: true,
      what,
    });
    const ids = completions.map(({ id }) => id);
    return outcomesOf(ids, answer, what).map(({ key, reason }) =>
      reason === undefined ? { id: key } : { id: key, reason },
    );
  },
});
