import { z } from 'zod';
import type { Plan, Plans } from '../../application/ports/plans.ts';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { Connection } from './connection.ts';
import { isNoId } from './errors.ts';
import { restQuery, valueAt, type QueriedRecord } from './rest-query.ts';
import { soqlText } from './soql.ts';

const object = 'Takt_Plan__c';
/** What the companion writes of a plan. */
export const planFields = ['Status__c'];
export const planObject = object;

const fields = 'Id, Name, Kind__c, Fiscal_Year__c, Version__c, Status__c, LastModifiedDate';
const planRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  fiscalYear: z.string(),
  version: z.number().nullable(),
  changedAt: z.iso.datetime({ offset: true }),
  status: z.enum(['Importing', 'Draft', 'Approved', 'Published', 'Superseded']).nullable(),
});

/** Plans as `Takt_Plan__c` records. */
export const createPlans = (connection: Connection): Plans => {
  const where = async (condition: string): Promise<readonly Plan[]> => {
    const found: Plan[] = [];
    const soql = `SELECT ${fields} FROM ${object} WHERE ${condition} ORDER BY Version__c, Id`;
    for await (const records of restQuery(connection, { soql, object })) found.push(...records.map(planOf));
    return found;
  };
  return {
    async find(id) {
      try {
        return (await where(`Id = ${soqlText(id)}`))[0];
      } catch (error) {
        if (isNoId(error)) return undefined;
        throw error;
      }
    },
    inForce: ({ kind, fiscalYear }) =>
      where(
        `Kind__c = ${soqlText(kind)} AND Fiscal_Year__c = ${soqlText(fiscalYear)} AND Status__c IN ('Approved', 'Published')`,
      ),
    async setStatus({ id, changedAt }, status) {
      try {
        await connection.call({
          method: 'PATCH',
          path: `/sobjects/${object}/${encodeURIComponent(id)}`,
          body: JSON.stringify({ Status__c: status }),
          unmodifiedSince: changedAt,
          replayable: true,
          what: 'the update of the plan',
        });
        return true;
      } catch (error) {
        if (!(error instanceof CrmFailure && error.code === 'HTTP_412')) throw error;
        // Where the reply of the first try was lost, it is the companion itself that has changed it.
        return (await where(`Id = ${soqlText(id)}`))[0]?.status === status;
      }
    },
  };
};

/** `2026-11-24T05:28:19.000+0000` as ISO 8601 writes it. */
const instantOf = (value: unknown): string => new Date(String(value)).toISOString();

const planOf = (record: QueriedRecord): Plan => {
  const parsed = planRow.safeParse({
    id: valueAt(record, 'Id'),
    name: valueAt(record, 'Name'),
    kind: valueAt(record, 'Kind__c'),
    fiscalYear: valueAt(record, 'Fiscal_Year__c'),
    version: valueAt(record, 'Version__c'),
    status: valueAt(record, 'Status__c'),
    changedAt: instantOf(valueAt(record, 'LastModifiedDate')),
  });
  if (!parsed.success) throw new CrmFailure('protocol', `A plan of the CRM cannot be read: ${parsed.error.message}`);
  const { version, status, ...rest } = parsed.data;
  return { ...rest, version: version ?? undefined, status: status ?? 'Draft' };
};
