import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Field, SObject } from '../../local-org/metadata/schema.ts';
import type { Org } from '../../local-org/org.ts';
import { rowsOf } from '../contract/harness.ts';

/** What a run leaves in the CRM, by object and key: without ids of its own, instants and provenance. */
export type OrgState = ReadonlyMap<string, readonly string[]>;

const written = [
  ...['Takt_Period__c', 'Takt_Scope__c', 'Takt_Forecast__c', 'Takt_Deal_Insight__c', 'Takt_Data_Issue__c'],
  ...['Takt_Setting__c', 'Opportunity'],
];
/** Fields that tell when and by whom, not what. */
const passing = /^(Run__c|As_Of__c|Formula_Version__c|First_Seen_On__c)$/;
const contentElsewhere: ReadonlyMap<string, readonly string[]> = new Map([
  ['Opportunity', ['Amount', 'StageName', 'CloseDate', 'OwnerId']],
  // All else of it tells of the companion's day.
  ['Takt_Setting__c', ['Currency__c']],
]);

/** Reads the state as the org itself sees it. */
export const orgState = (org: Org): OrgState => {
  const state = new Map<string, string[]>();
  const keys = keysOfRows(org);
  for (const object of written.flatMap((name) => org.schema.object(name) ?? [])) {
    const fields = [...object.fields.values()].filter((field) => isContent(object, field)).map(({ name }) => name);
    for (const row of rowsOf(org, `SELECT Id, ${fields.join(', ')} FROM ${object.name}`)) {
      const content = fields.map((name) => [name, keys.get(String(row[name])) ?? row[name]]);
      const key = keys.get(String(row['Id'])) ?? `${object.name} ${String(row['Id'])}`;
      state.set(key, [...(state.get(key) ?? []), JSON.stringify(Object.fromEntries(content))]);
    }
  }
  return state;
};

/** Keys of the rows that runs write, by id: an id differs from org to org, a key does not. */
const keysOfRows = (org: Org): ReadonlyMap<string, string> =>
  new Map(
    written
      .filter((name) => org.schema.object(name)?.fields.has('external_key__c') === true)
      .flatMap((name) =>
        rowsOf(org, `SELECT Id, External_Key__c FROM ${name}`).map(
          (row) => [String(row['Id']), `${name} ${String(row['External_Key__c'])}`] as const,
        ),
      ),
  );

const isContent = (object: SObject, field: Field): boolean => {
  const { name, custom, type, formula, referenceTo } = field;
  const named = contentElsewhere.get(object.name);
  if (named !== undefined) return named.includes(name);
  if (name === 'OwnerId') return true;
  return (
    custom &&
    formula === undefined &&
    type !== 'datetime' &&
    !passing.test(name) &&
    !referenceTo.includes('Takt_Run__c') &&
    !field.nameField
  );
};

/** One text for the whole state: equal texts, equal states. */
export const hashOf = (state: OrgState): string => {
  const rows = [...state].map(([key, contents]) => [key, [...contents].sort()] as const);
  rows.sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(rows)).digest('base64url').slice(0, 16);
};

export interface StateDifference {
  /** Rows that are not there. */
  readonly lost: readonly string[];
  /** Rows that are there more than once. */
  readonly doubled: readonly string[];
  /** Rows that should not be there. */
  readonly invented: readonly string[];
  /** Rows that say something else. */
  readonly different: readonly string[];
}

export const differenceOf = (expected: OrgState, found: OrgState): StateDifference => ({
  lost: [...expected.keys()].filter((key) => !found.has(key)),
  doubled: [...found].filter(([, contents]) => contents.length > 1).map(([key]) => key),
  invented: [...found.keys()].filter((key) => !expected.has(key)),
  different: [...found].flatMap(([key, [content]]) => {
    const [other] = expected.get(key) ?? [];
    return other === undefined || other === content ? [] : [`${key}: ${changed(other, content ?? '{}')}`];
  }),
});

const content = z.record(z.string(), z.unknown());

const changed = (expected: string, found: string): string => {
  const [one, other] = [content.parse(JSON.parse(expected)), content.parse(JSON.parse(found))];
  return Object.keys(one)
    .filter((name) => one[name] !== other[name])
    .map((name) => `${name} ${String(other[name])} instead of ${String(one[name])}`)
    .join(', ');
};
