import { afterAll, describe, expect, it } from 'vitest';
import { insert, openCompany } from '../shell/company.ts';
import { ask, at, nodes } from './ask.ts';

const company = openCompany();
const { maya, org } = company;
afterAll(() => {
  org.close();
});

const forecasts = (
  filter: string,
  variables: Readonly<Record<string, unknown>> = {},
  head = '',
): readonly unknown[] => {
  const query = `query q${head} { uiapi { query { Takt_Forecast__c(${filter}) { edges { node { Name { value } } } } } } }`;
  return nodes(ask(company, maya, query, variables), 'Takt_Forecast__c').map((node) => at(node, 'Name', 'value'));
};

describe('a GraphQL query', () => {
  it('wraps values, and shows them in the person’s locale and time zone', () => {
    const answer = ask(
      company,
      maya,
      `{ uiapi { query { Takt_Forecast__c(where: { Name: { eq: "Forecast 1" } }) { edges { node {
        Id ApiName Won__c { value displayValue } Backtest_Wape__c { displayValue } Open_Deals__c { displayValue }
        As_Of__c { value displayValue } Method__c { value label } Commit__c { value displayValue }
        Period__r { Start_Date__c { value displayValue } }
      } } } } } }`,
    );
    expect(answer.errors).toEqual([]);
    expect(nodes(answer, 'Takt_Forecast__c')).toEqual([
      {
        Id: company.forecasts[0],
        ApiName: 'Takt_Forecast__c',
        Won__c: { value: 120_000.5, displayValue: '$120,000.50' },
        Backtest_Wape__c: { displayValue: '14.20%' },
        Open_Deals__c: { displayValue: '1' },
        // New York is five hours behind in November.
        As_Of__c: { value: '2026-11-24T05:28:19.000Z', displayValue: '11/24/2026, 12:28 AM' },
        Method__c: { value: 'Naive', label: 'Naive' },
        Commit__c: { value: null, displayValue: null },
        Period__r: { Start_Date__c: { value: '2026-10-01', displayValue: '10/1/2026' } },
      },
    ]);
  });

  it('reads parents through several levels, and an owner as a user', () => {
    const answer = ask(
      company,
      maya,
      `{ uiapi { query { Takt_Forecast__c(where: { Name: { eq: "Forecast 2" } }) { edges { node {
        Scope__r { Person__r { Name { value } } } Owner { ... on User { Name { value } } }
      } } } } } }`,
    );
    expect(nodes(answer, 'Takt_Forecast__c')).toEqual([
      { Scope__r: { Person__r: { Name: { value: 'Ben Birch' } } }, Owner: { Name: { value: 'Ben Birch' } } },
    ]);
  });

  it('reads the children of a record, sorted and cut as asked', () => {
    const answer = ask(
      company,
      maya,
      `{ uiapi { query { Takt_Period__c { edges { node {
        Forecasts__r(first: 2, orderBy: { Won__c: { order: ASC } }) {
          edges { node { Won__c { value } } } totalCount pageInfo { hasNextPage }
        }
      } } } } } }`,
    );
    expect(nodes(answer, 'Takt_Period__c')).toEqual([
      {
        Forecasts__r: {
          edges: [{ node: { Won__c: { value: 80_000 } } }, { node: { Won__c: { value: 120_000.5 } } }],
          totalCount: 3,
          pageInfo: { hasNextPage: true },
        },
      },
    ]);
  });

  it('sorts by several fields in the order of the request, not of the schema', () => {
    expect(forecasts('orderBy: { Won__c: { order: DESC }, Name: { order: ASC } }')).toEqual([
      'Forecast 3',
      'Forecast 1',
      'Forecast 2',
    ]);
    expect(
      forecasts(
        'orderBy: $o',
        { o: { Method__c: { order: 'ASC' }, Name: { order: 'DESC' } } },
        '($o: Takt_Forecast__c_OrderBy)',
      ),
    ).toEqual(['Forecast 3', 'Forecast 2', 'Forecast 1']);
  });

  it.each([
    ['eq', 'Won__c: { eq: 80000 }', ['Forecast 2']],
    ['ne', 'Method__c: { ne: "Model" }', ['Forecast 1']],
    ['gt and lte together', 'Won__c: { gt: 80000, lte: 120000.5 }', ['Forecast 1']],
    ['in', 'Name: { in: ["Forecast 1", "Forecast 3"] }', ['Forecast 1', 'Forecast 3']],
    ['nin', 'Name: { nin: ["Forecast 1", "Forecast 3"] }', ['Forecast 2']],
    ['an empty list', 'Name: { in: [] }', []],
    ['like', 'Name: { like: "%cast 2" }', ['Forecast 2']],
    ['null', 'Commit__c: { eq: null }, Open_Deals__c: { gte: 3 }', ['Forecast 3']],
    ['or', 'or: [{ Won__c: { lt: 100000 } }, { Method__c: { eq: "Naive" } }]', ['Forecast 1', 'Forecast 2']],
    ['not', 'not: { or: [{ Won__c: { lt: 100000 } }, { Method__c: { eq: "Naive" } }] }', ['Forecast 3']],
    ['a parent’s field', 'Scope__r: { Type__c: { eq: "Team" } }', ['Forecast 3']],
    ['a parent’s date', 'Period__r: { Start_Date__c: { gt: { value: "2026-10-01" } } }', []],
    ['a date literal', 'As_Of__c: { eq: { literal: THIS_YEAR } }, Open_Deals__c: { eq: 2 }', ['Forecast 2']],
    ['a range of days', 'As_Of__c: { lt: { range: { last_n_days: 3 } } }', []],
  ])('filters by %s', (_what, filter, expected) => {
    expect(forecasts(`where: { ${filter} }, orderBy: { Name: { order: ASC } }`)).toEqual(expected);
  });

  it('takes any text as a value, quotes and backslashes included', () => {
    const filter = 'where: { Scope__r: { Name: { eq: $name } } }';
    expect(forecasts(filter, { name: "Team 'North' \\ West" }, '($name: String)')).toEqual(['Forecast 3']);
    expect(forecasts(filter, { name: "x' OR Name != 'x" }, '($name: String)')).toEqual([]);
  });

  it('honours @skip and @include', () => {
    const query = `query q($no: Boolean!) { uiapi { query { Takt_Period__c { edges { node {
      Name { value } Type__c @include(if: $no) { value }
    } } } } } }`;
    expect(nodes(ask(company, maya, query, { no: false }), 'Takt_Period__c')).toEqual([{ Name: { value: 'Q4 2026' } }]);
  });

  it('says what is wrong with a malformed document, and with a value of the wrong kind', () => {
    expect(ask(company, maya, '{ uiapi {').errors[0]?.extensions.ErrorType).toBe('InvalidSyntax');
    const wrong = ask(
      company,
      maya,
      '{ uiapi { query { Takt_Period__c(where: { Start_Date__c: { eq: { value: "soon" } } }) { totalCount } } } }',
    );
    expect(wrong.errors[0]?.extensions.ErrorType).toBe('ValidationError');
  });
});

describe('a connection', () => {
  insert(
    org,
    'Takt_Setting__c',
    Array.from({ length: 25 }, (_unused, index) => ({
      Name: `Setting ${String(index).padStart(2, '0')}`,
      External_Key__c: `s${index}`,
    })),
  );
  const settings = (given: string) =>
    ask(
      company,
      company.sam,
      `{ uiapi { query { Takt_Setting__c(${given}) { edges { node { Name { value } } } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } } } } }`,
    );
  const connection = (given: string): unknown => at(settings(given).data, 'uiapi', 'query', 'Takt_Setting__c');

  it('gives ten rows unless asked for more, and pages on from the cursor', () => {
    const order = 'orderBy: { Name: { order: ASC } }';
    const first = connection(order);
    expect(at(first, 'edges')).toHaveLength(10);
    expect(at(first, 'totalCount')).toBe(25);
    expect(at(first, 'pageInfo', 'hasNextPage')).toBe(true);
    const cursor = String(at(first, 'pageInfo', 'endCursor'));
    const last = connection(`first: 20, after: "${cursor}", ${order}`);
    expect(at(last, 'edges')).toHaveLength(15);
    expect(at(last, 'edges', 0, 'node', 'Name', 'value')).toBe('Setting 10');
    expect(at(last, 'pageInfo')).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it.each(['first: 0', 'first: 2001', 'first: 199, upperBound: 5000', 'after: "nonsense"'])('refuses %s', (given) => {
    expect(settings(given).errors).toHaveLength(1);
  });

  it('takes 2,000 rows at most, and 200 at least with an upper bound', () => {
    expect(at(connection('first: 2000'), 'edges')).toHaveLength(25);
    expect(at(connection('first: 200, upperBound: 5000'), 'edges')).toHaveLength(25);
  });

  it('allows ten subqueries in a request, and no eleventh', () => {
    const many = (count: number): string =>
      `{ uiapi { query { ${Array.from({ length: count }, (_unused, n) => `q${n}: Takt_Period__c { totalCount }`).join(' ')} } } }`;
    expect(ask(company, maya, many(10)).errors).toEqual([]);
    expect(ask(company, maya, many(11)).errors[0]?.message).toMatch(/10 subqueries/);
  });
});

describe('aggregates', () => {
  it('sum, average and count by group, and over all', () => {
    const answer = ask(
      company,
      maya,
      `{ uiapi { aggregate {
        Takt_Forecast__c(groupBy: { Method__c: { group: true } }) { edges { node { aggregate {
          Method__c { value } Won__c { sum { value displayValue } avg { value } } Id { count { value } }
        } } } }
        all: Takt_Forecast__c { edges { node { aggregate { Won__c { max { value } sum { value } } } } } }
      } } }`,
    );
    expect(answer.errors).toEqual([]);
    const row = (name: string, index: number): unknown =>
      at(answer.data, 'uiapi', 'aggregate', name, 'edges', index, 'node', 'aggregate');
    expect(row('Takt_Forecast__c', 0)).toEqual({
      Method__c: { value: 'Model' },
      Won__c: { sum: { value: 280_000.5, displayValue: '$280,000.50' }, avg: { value: 140_000.25 } },
      Id: { count: { value: 2 } },
    });
    expect(row('Takt_Forecast__c', 1)).toMatchObject({ Method__c: { value: 'Naive' }, Id: { count: { value: 1 } } });
    expect(row('all', 0)).toEqual({ Won__c: { max: { value: 200_000.5 }, sum: { value: 400_001 } } });
  });

  it('group by a parent’s field', () => {
    const answer = ask(
      company,
      maya,
      `{ uiapi { aggregate { Takt_Forecast__c(groupBy: { Scope__r: { Type__c: { group: true } } }) { edges { node {
        aggregate { Scope__r { Type__c { value } } Won__c { sum { value } } }
      } } } } } }`,
    );
    expect(at(answer.data, 'uiapi', 'aggregate', 'Takt_Forecast__c', 'edges', 0, 'node', 'aggregate')).toEqual({
      Scope__r: { Type__c: { value: 'Person' } },
      Won__c: { sum: { value: 200_000.5 } },
    });
  });

  it('refuse the value of a field that is not grouped', () => {
    const answer = ask(
      company,
      maya,
      '{ uiapi { aggregate { Takt_Forecast__c { edges { node { aggregate { Method__c { value } } } } } } } }',
    );
    expect(answer.errors[0]?.message).toMatch(/Method__c must be grouped/);
  });
});
