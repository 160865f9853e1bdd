import type { LocalOrg } from '../../local-org/local-org.ts';
import { rowsOf } from '../contract/harness.ts';

/** Everything that a run leaves in the CRM, but ids and times. */
export const resultsLeft = (org: LocalOrg): readonly unknown[] =>
  ['Takt_Period__c', 'Takt_Scope__c', 'Takt_Forecast__c', 'Takt_Deal_Insight__c'].flatMap((object) => {
    const { fields } = org.schema.object(object) ?? { fields: new Map<string, never>() };
    const names = [...fields.values()]
      .filter(({ custom, type, referenceTo }) => custom && type !== 'datetime' && !referenceTo.includes('Takt_Run__c'))
      .filter(({ referenceTo }) => !referenceTo.some((target) => target.startsWith('Takt_')))
      .map(({ name }) => name);
    return rowsOf(org, `SELECT ${names.join(', ')} FROM ${object} ORDER BY External_Key__c`);
  });
