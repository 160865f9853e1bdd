import type { Field, PicklistValue, SObject } from '../metadata/schema.ts';
import type { Org } from '../org.ts';

/** Objects whose stage picklist is kept as records: whoever edits the sales process edits those. */
const staged: ReadonlySet<string> = new Set(['Opportunity', 'OpportunityHistory']);

/** The currencies of the org are records, too; one of a plain org's fields is no picklist. */
const withCurrencies = (org: Org, field: Field): Field => {
  if (field.type !== 'picklist' || org.schema.object('CurrencyType') === undefined) return field;
  const picklist = org
    .query(org.system, 'SELECT IsoCode, IsActive, IsCorporate FROM CurrencyType ORDER BY IsoCode')
    .records.map((row): PicklistValue => ({
      value: String(row['IsoCode']),
      label: String(row['IsoCode']),
      active: row['IsActive'] === true,
      default: row['IsCorporate'] === true,
    }));
  return { ...field, picklist, restrictedPicklist: true };
};

/**
 * The field as the org has it today: a deal's stages are the `OpportunityStage` records, active or not, in their
 * order, and so are currencies. Other fields are as the metadata says.
 */
export const withStages = (org: Org, object: SObject, field: Field): Field => {
  if (field.name === 'CurrencyIsoCode' || field.name === 'DefaultCurrencyIsoCode') return withCurrencies(org, field);
  if (field.name !== 'StageName' || !staged.has(object.name)) return field;
  const picklist = org
    .query(org.system, 'SELECT MasterLabel, ApiName, IsActive FROM OpportunityStage ORDER BY SortOrder, MasterLabel')
    .records.map((row): PicklistValue => ({
      value: String(row['ApiName'] ?? row['MasterLabel']),
      label: String(row['MasterLabel']),
      active: row['IsActive'] === true,
      default: false,
    }));
  return picklist.length === 0 ? field : { ...field, picklist };
};
