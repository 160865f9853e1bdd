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

const fields = 'Id, Name, Kind__c, Fiscal_Year__c, Version__c, Status__c';
const planRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  fiscalYear: z.string(),
  version: z.number().nullable(),
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
    async setStatus(id, status) {
      await connection.call({
        method: 'PATCH',
        path: `/sobjects/${object}/${encodeURIComponent(id)}`,
        body: JSON.stringify({ Status__c: status }),
        replayable: true,
        what: 'the update of the plan',
      });
    },
  };
};

const planOf = (record: QueriedRecord): Plan => {
  const parsed = planRow.safeParse({
    id: valueAt(record, 'Id'),
    name: valueAt(record, 'Name'),
    kind: valueAt(record, 'Kind__c'),
    fiscalYear: valueAt(record, 'Fiscal_Year__c'),
    version: valueAt(record, 'Version__c'),
    status: valueAt(record, 'Status__c'),
  });
  if (!parsed.success) throw new CrmFailure('protocol', `A plan of the CRM cannot be read: ${parsed.error.message}`);
  const { version, status, ...rest } = parsed.data;
  return { ...rest, version: version ?? undefined, status: status ?? 'Draft' };
};
