import { isAuditField } from '../audit-fields.ts';
import type { Field, SObject } from '../../metadata/schema.ts';

/** What becomes of a column of an export. */
export type ColumnUse =
  | { readonly use: 'id' }
  | { readonly use: 'deletedMark' }
  | { readonly use: 'field'; readonly field: Field }
  /** The org derives the value itself. */
  | { readonly use: 'derived' }
  | { readonly use: 'unknown' };

/** Written by the org as a rule, but told by the past: an import takes them over, as it does audit fields. */
const pastNames = new Set([
  'pushcount',
  'laststagechangedate',
  'isconverted',
  'converteddate',
  'convertedaccountid',
  'convertedcontactid',
  'convertedopportunityid',
  'hasresponded',
  'firstrespondeddate',
]);

/** Salesforce derives these too; the local org does not have all of them. */
const derivedNames = new Set([
  'amountallopportunities',
  'amountwonopportunities',
  'attributes',
  'bannerphotourl',
  'fullphotourl',
  'hasopenactivity',
  'hasoverduetask',
  'iqscore',
  'isdeleted',
  'issplit',
  'lastactivitydate',
  'lastpasswordchangedate',
  'lastreferenceddate',
  'laststagechangeindays',
  'lastvieweddate',
  'mediumphotourl',
  'numberofcontacts',
  'numberofconvertedleads',
  'numberoffailedlogins',
  'numberofleads',
  'numberofopportunities',
  'numberofresponses',
  'numberofwonopportunities',
  'photourl',
  'smallphotourl',
  'systemmodstamp',
]);

/** Objects whose rows are written by the org alone, save by an import. */
const historyObjects = new Set(['opportunityhistory']);

/** Columns that say again what another column of the export says. */
const repeats: Readonly<Record<string, readonly (readonly [column: string, saidBy: string])[]>> = {
  opportunitylineitem: [['totalprice', 'unitprice']],
};

/** Which use an export's column has; names count without case. */
export const columnUse = (sobject: SObject, column: string, columns: ReadonlySet<string>): ColumnUse => {
  const name = column.toLowerCase();
  if (name === 'id') return { use: 'id' };
  if (name === 'isdeleted') return { use: 'deletedMark' };
  const repeated = repeats[sobject.name.toLowerCase()]?.some(([what, by]) => what === name && columns.has(by));
  if (repeated === true || derivedNames.has(name)) return { use: 'derived' };
  const field = sobject.fields.get(name);
  if (field === undefined) return { use: 'unknown' };
  const taken =
    field.createable || isAuditField(name) || pastNames.has(name) || historyObjects.has(sobject.name.toLowerCase());
  return taken ? { use: 'field', field } : { use: 'derived' };
};
