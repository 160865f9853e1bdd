import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListFilter, ListView } from '../../../local-org/shell/app-model.ts';
import { whereOf } from '../../../local-org/shell/client/list-filter.ts';
import { insert, serveCompany, type Person, type Served } from './company.ts';

let company: Served;

beforeAll(async () => {
  company = await serveCompany();
  const { org, ann, ben } = company;
  const action = (Name: string, owner: Person, Status__c: string, Due_Date__c: string, Priority__c = 'Normal') => ({
    Name,
    OwnerId: owner.id,
    Assignee__c: owner.id,
    Status__c,
    Due_Date__c,
    Priority__c,
    Forecast__c: company.forecasts[0] ?? null,
    Money_At_Risk__c: Status__c === 'Done' ? 900 : null,
    Outcome__c: Status__c === 'Done' ? 'Done well' : null,
  });
  insert(org, 'Takt_Action__c', [
    action('call', ann, 'Open', '2026-11-24', 'High'),
    action('write 50%', ann, 'Done', '2026-11-20'),
    action('visit', ben, 'Open', '2026-12-31'),
    action('offer', ann, 'In_Progress', '2026-10-01'),
  ]);
});
afterAll(() => company.close());

const view = (part: Partial<ListView>): ListView => ({
  name: 'View',
  label: 'View',
  columns: [],
  mine: false,
  filters: [],
  ...part,
});
const filter = (field: string, operation: string, value: string): ListFilter => ({ field, operation, value });

/** Names of the actions that Ann sees in the view, by the org's own GraphQL. */
const listed = async (part: Partial<ListView>): Promise<readonly string[]> => {
  const call = async (path: string, body?: string): Promise<unknown> => {
    const response = await fetch(`${company.url}/services/data/v67.0${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${company.token(company.maya)}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
    return response.json();
  };
  const info = (await call('/ui-api/object-info/Takt_Action__c')) as Parameters<typeof whereOf>[1];
  const where = whereOf(view(part), info, company.ann.id);
  const query = `query { uiapi { query { Takt_Action__c(first: 50${where === undefined ? '' : `, where: ${where}`}) {
    edges { node { Name { value } } } } } } }`;
  const answer = (await call('/graphql', JSON.stringify({ query }))) as {
    readonly errors?: readonly unknown[];
    readonly data: {
      readonly uiapi: {
        readonly query: {
          readonly Takt_Action__c: { readonly edges: readonly { node: { Name: { value: string } } }[] };
        };
      };
    };
  };
  expect(answer.errors ?? []).toEqual([]);
  return answer.data.uiapi.query.Takt_Action__c.edges.map(({ node }) => node.Name.value).toSorted();
};

describe('a list view', () => {
  it('lists every record where it has no condition', async () => {
    expect(whereOf(view({}), { fields: {} }, 'me')).toBeUndefined();
    expect(await listed({})).toEqual(['call', 'offer', 'visit', 'write 50%']);
  });

  it('lists what the person owns', async () => {
    expect(await listed({ mine: true })).toEqual(['call', 'offer', 'write 50%']);
  });

  it('takes any of several values, and none of them where it says what is not', async () => {
    expect(await listed({ filters: [filter('Status__c', 'equals', 'Open, Done')] })).toEqual([
      'call',
      'visit',
      'write 50%',
    ]);
    expect(await listed({ filters: [filter('Status__c', 'notEqual', 'Open,Done')] })).toEqual(['offer']);
  });

  it('joins its conditions, all of them or as its logic says', async () => {
    const filters = [
      filter('Status__c', 'equals', 'Open'),
      filter('Due_Date__c', 'lessThan', '2026-12-01'),
      filter('Priority__c', 'equals', 'High'),
    ];
    expect(await listed({ filters: filters.slice(0, 2) })).toEqual(['call']);
    expect(await listed({ filters, logic: '1 OR 2' })).toEqual(['call', 'offer', 'visit', 'write 50%']);
    expect(await listed({ filters, logic: '(1 OR 2) AND NOT 3' })).toEqual(['offer', 'visit', 'write 50%']);
    expect(await listed({ mine: true, filters, logic: '1 OR 3' })).toEqual(['call']);
  });

  it('knows dates by name and by number of days', async () => {
    expect(await listed({ filters: [filter('Due_Date__c', 'equals', 'TODAY')] })).toEqual(['call']);
    expect(await listed({ filters: [filter('Due_Date__c', 'equals', 'LAST_N_DAYS:7')] })).toContain('write 50%');
    expect(await listed({ filters: [filter('Due_Date__c', 'greaterThan', 'THIS_MONTH')] })).toEqual(['visit']);
  });

  it('looks for a part of a text, and for its beginning', async () => {
    expect(await listed({ filters: [filter('Name', 'contains', '50%')] })).toEqual(['write 50%']);
    expect(await listed({ filters: [filter('Name', 'contains', '"}')] })).toEqual([]);
    expect(await listed({ filters: [filter('Name', 'startsWith', 'vi')] })).toEqual(['visit']);
    expect(await listed({ filters: [filter('Name', 'notContain', 'i')] })).toEqual(['call', 'offer']);
  });

  it('tells true from false and blank from filled', async () => {
    expect(await listed({ filters: [filter('Is_Overdue__c', 'equals', '1')] })).toEqual(['offer']);
    expect(await listed({ filters: [filter('Money_At_Risk__c', 'equals', '')] })).toHaveLength(3);
  });
});
