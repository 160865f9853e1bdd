import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { RecordPresence } from '../../application/ports/eraser.ts';
import type { Connection } from './connection.ts';

/** By the first three characters of their ids; Salesforce gives these to standard objects in every org. */
const objectByPrefix: Readonly<Record<string, string>> = {
  '001': 'Account',
  '005': 'User',
  '006': 'Opportunity',
  '008': 'OpportunityHistory',
  '00Q': 'Lead',
  '00k': 'OpportunityLineItem',
  '701': 'Campaign',
};

/** Asks the CRM for single records. */
export const createRecordPresence = (connection: Connection): RecordPresence => ({
  async isThere(id) {
    const object = objectByPrefix[id.slice(0, 3)];
    if (object === undefined) return undefined;
    try {
      await connection.call({
        method: 'GET',
        path: `/sobjects/${object}/${encodeURIComponent(id)}`,
        query: { fields: 'Id' },
        what: `the record ${id}`,
      });
      return true;
    } catch (error) {
      const gone = error instanceof CrmFailure && (error.code === 'NOT_FOUND' || error.code === 'ENTITY_IS_DELETED');
      if (gone) return false;
      throw error;
    }
  },
});
