import { afterAll, describe, expect, it } from 'vitest';
import { openCompany } from '../shell/company.ts';
import { ask, at, nodes } from './ask.ts';

const company = openCompany();
const { ann, maya, nora, sam, org } = company;
afterAll(() => {
  org.close();
});

const names =
  '{ uiapi { query { Takt_Forecast__c(orderBy: { Name: { order: ASC } }) { edges { node { Name { value } } } totalCount } } } }';

describe('what a person may see through GraphQL', () => {
  it('a rep sees only the own row, a manager the team, the administrator all', () => {
    const seen = (person: typeof ann): readonly unknown[] =>
      nodes(ask(company, person, names), 'Takt_Forecast__c').map((node) => at(node, 'Name', 'value'));
    expect(seen(ann)).toEqual(['Forecast 1']);
    expect(seen(maya)).toEqual(['Forecast 1', 'Forecast 2', 'Forecast 3']);
    expect(seen(sam)).toEqual(['Forecast 1', 'Forecast 2', 'Forecast 3']);
  });

  it('totals count only what is seen', () => {
    expect(at(ask(company, ann, names).data, 'uiapi', 'query', 'Takt_Forecast__c', 'totalCount')).toBe(1);
  });

  it('an object that the person may not read does not exist, in graphql-java’s words', () => {
    const answer = ask(company, nora, names);
    expect(answer.data).toBeNull();
    expect(answer.errors).toEqual([
      {
        message:
          "Validation error of type FieldUndefined: Field 'Takt_Forecast__c' in type 'RecordQuery' is undefined @ 'uiapi/query/Takt_Forecast__c'",
        locations: [{ line: 1, column: 19 }],
        paths: [],
        extensions: { ErrorType: 'ValidationError' },
      },
    ]);
  });

  it('neither does a misspelt field, nor an object that User Interface API does not serve', () => {
    const field = ask(company, sam, '{ uiapi { query { Takt_Period__c { edges { node { Nmae { value } } } } } } }');
    expect(field.errors[0]?.message).toMatch(/'Nmae' in type 'Takt_Period__c' is undefined @ '.*\/edges\/node\/Nmae'/);
    const role = ask(company, sam, '{ uiapi { query { UserRole { edges { node { Id } } } } } }');
    expect(role.errors[0]?.message).toMatch(/'UserRole' in type 'RecordQuery' is undefined/);
  });

  it('an @optional field that the person may not read is left out instead', () => {
    const query = `{ uiapi { query {
      Takt_Period__c { edges { node { Name { value } Secret__c @optional { value } } } }
      Takt_Forecast__c @optional { edges { node { Won__c @optional { value } } } }
    } } }`;
    const rep = ask(company, ann, query);
    expect(rep.errors).toEqual([]);
    expect(nodes(rep, 'Takt_Period__c')).toEqual([{ Name: { value: 'Q4 2026' } }]);
    const none = ask(company, nora, '{ uiapi { query { Takt_Forecast__c @optional { edges { node { Id } } } } } }');
    expect(none.errors).toEqual([]);
    expect(at(none.data, 'uiapi', 'query', 'Takt_Forecast__c')).toBeUndefined();
  });

  it('a row that is filtered by is not betrayed by aggregates', () => {
    const sum =
      '{ uiapi { aggregate { Takt_Forecast__c { edges { node { aggregate { Won__c { sum { value } } } } } } } } }';
    const edge = ['uiapi', 'aggregate', 'Takt_Forecast__c', 'edges', 0, 'node', 'aggregate', 'Won__c', 'sum', 'value'];
    expect(at(ask(company, ann, sum).data, ...edge)).toBe(120_000.5);
  });
});

describe('mutations', () => {
  const runs = (): number => org.query(org.system, 'SELECT COUNT() FROM Takt_Run__c').totalSize;

  it('create a record and give back what is asked of it', () => {
    const answer = ask(
      company,
      ann,
      `mutation { uiapi { Takt_Run__cCreate(input: { Takt_Run__c: { Kind__c: "Forecast" } }) {
        Record { Status__c { value } Owner { ... on User { Name { value } } } }
      } } }`,
    );
    expect(answer.errors).toEqual([]);
    expect(at(answer.data, 'uiapi', 'Takt_Run__cCreate', 'Record')).toEqual({
      Status__c: { value: 'Requested' },
      Owner: { Name: { value: 'Ann Ash' } },
    });
  });

  it('are all or nothing unless they say otherwise', () => {
    const both = (input: string): string => `mutation { uiapi${input} {
      good: Takt_Run__cCreate(input: { Takt_Run__c: { Kind__c: "Forecast" } }) { Record { Id } }
      bad: Takt_Run__cDelete(input: { Id: "${company.forecasts[0] ?? ''}" }) { Id }
    } }`;
    const before = runs();
    expect(ask(company, ann, both('')).errors).toHaveLength(1);
    expect(runs()).toBe(before);
    expect(ask(company, ann, both('(input: { allOrNone: false })')).errors).toHaveLength(1);
    expect(runs()).toBe(before + 1);
  });

  it('change and delete records', () => {
    const id = company.forecasts[1] ?? '';
    const changed = ask(
      company,
      sam,
      `mutation($id: ID!) { uiapi { Takt_Forecast__cUpdate(input: { Id: $id, Takt_Forecast__c: { Won__c: 1.25 } }) { Record { Won__c { value } } } } }`,
      { id },
    );
    expect(at(changed.data, 'uiapi', 'Takt_Forecast__cUpdate', 'Record', 'Won__c', 'value')).toBe(1.25);
    ask(company, sam, 'mutation($id: ID!) { uiapi { Takt_Forecast__cDelete(input: { Id: $id }) { Id } } }', { id });
    expect(org.query(org.system, `SELECT Id FROM Takt_Forecast__c WHERE Id = '${id}'`).totalSize).toBe(0);
  });

  it('say why the org refuses, and refuse what the person may not write', () => {
    const answer = ask(
      company,
      ann,
      `mutation { uiapi { Takt_Forecast__cUpdate(input: { Id: "${company.forecasts[0] ?? ''}", Takt_Forecast__c: { Won__c: 1 } }) { Record { Id } } } }`,
    );
    expect(answer.data).toBeNull();
    expect(answer.errors).toHaveLength(1);
  });
});
