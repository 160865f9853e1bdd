import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** What the companion computes and nobody else writes. */
const results = new Set([
  'Takt_Deal_Insight__c',
  'Takt_Forecast__c',
  'Takt_Kpi_Value__c',
  'Takt_Period__c',
  'Takt_Pipeline_Change__c',
  'Takt_Scope__c',
  'Takt_Setting__c',
]);
/** Results on which people note something of their own: who may edit them does not create or delete them. */
const annotated = new Set(['Takt_Data_Issue__c', 'Takt_Earning__c', 'Takt_Product_Plan__c', 'Takt_Signal__c']);
/** The import writes and takes back rows of these. */
const importers = new Set(['Takt_Plan_Edit']);
const companion = 'Takt_Integration';

const barred = (object: string, set: string): readonly string[] => {
  if (set === companion) return [];
  if (results.has(object)) return ['allowCreate', 'allowEdit', 'allowDelete'];
  if (annotated.has(object)) return ['allowCreate', 'allowDelete'];
  return object === 'Takt_Quota__c' && !importers.has(set) ? ['allowCreate', 'allowEdit', 'allowDelete'] : [];
};

/** People read results and do not make, change or remove them. */
export const resultsReadOnly: Rule = ({ of }) =>
  of('PermissionSet').flatMap((set) =>
    (set.xml?.all('objectPermissions') ?? []).flatMap((entry) => {
      const object = entry.text('object') ?? '';
      return barred(object, set.fullName)
        .filter((right) => entry.flag(right))
        .map((right) =>
          problem('result', set, `${object} is the companion's: ${set.fullName} must not have ${right} on it.`, entry),
        );
    }),
  );
