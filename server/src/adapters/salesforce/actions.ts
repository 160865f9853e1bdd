import { z } from 'zod';
import type { Actions, Completion } from '../../application/ports/actions.ts';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { Connection } from './connection.ts';
import { readJson } from './errors.ts';
import { restQuery, valueAt } from './rest-query.ts';

const object = 'Takt_Action__c';
/** What the companion writes of an action. */
export const actionFields = ['Completed_At__c'];
export const actionObject = object;

const saved = z.array(
  z.object({
    success: z.boolean(),
    errors: z.array(z.object({ statusCode: z.string(), message: z.string() })).optional(),
  }),
);
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
    const results = readJson(answer, saved, what);
    if (results.length !== completions.length) {
      throw new CrmFailure('protocol', `The CRM answered ${results.length} results to ${what}.`);
    }
    return completions.map(({ id }, at) => {
      const result = results[at];
      if (result?.success === true) return { id };
      const reason = (result?.errors ?? []).map(({ statusCode, message }) => `${message} (${statusCode})`).join('; ');
      return { id, reason: reason === '' ? 'refused without a reason' : reason };
    });
  },
});
