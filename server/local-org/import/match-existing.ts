import type { Org, RecordInput, RecordOutput } from '../org.ts';

/** Text of a record's field, empty where it has none. */
export const textField = (record: RecordOutput, field: string): string => {
  const value = record[field];
  return typeof value === 'string' ? value : '';
};

/** All rows of a query as the org itself. */
export const allRows = (org: Org, soql: string): readonly RecordOutput[] => {
  const records: RecordOutput[] = [];
  for (let page = org.query(org.system, soql); ; page = org.queryMore(org.system, page.cursor)) {
    records.push(...page.records);
    if (page.cursor === undefined) return records;
  }
};

/** Objects of which the org has rows before anything is imported, with the field by which those are recognised. */
const matchField: Readonly<Record<string, string>> = { OpportunityStage: 'MasterLabel', User: 'Username' };

/** Finds the org's own row that a record stands for: it is updated, not written a second time. */
export const matcherOf = (org: Org, object: string): ((record: RecordInput) => string | undefined) => {
  if (object === 'Organization') {
    const [own] = allRows(org, 'SELECT Id FROM Organization');
    return () => (own === undefined ? undefined : textField(own, 'Id'));
  }
  const field = matchField[object];
  if (field === undefined) return () => undefined;
  const ids = new Map(
    allRows(org, `SELECT Id, ${field} FROM ${object}`).map((row) => [
      textField(row, field).toLowerCase(),
      textField(row, 'Id'),
    ]),
  );
  return (record) => {
    const value = record[field];
    return typeof value === 'string' ? ids.get(value.toLowerCase()) : undefined;
  };
};
