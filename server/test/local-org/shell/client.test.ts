import { describe, expect, it, vi } from 'vitest';
import { createSend, type Send } from '../../../local-org/shell/client/api.ts';
import { deepFreeze } from '../../../local-org/shell/client/deep-freeze.ts';
import { GraphQLClient, isComplete, type GraphQLAnswer } from '../../../local-org/shell/client/graphql-client.ts';
import { fieldNames, RecordClient } from '../../../local-org/shell/client/record-client.ts';
import { Resource, type Emission } from '../../../local-org/shell/client/resource.ts';
import { pageAt, urlOf } from '../../../local-org/shell/client/routes.ts';

const ticks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Promises that the test answers in whatever order it likes. */
const deferred = <Value>() => {
  const waiting: ((value: Value) => void)[] = [];
  const ask = (): Promise<Value> =>
    new Promise((resolve) => {
      waiting.push(resolve);
    });
  return { ask, answer: (index: number, value: Value) => waiting[index]?.(value), asked: () => waiting.length };
};

describe('a watched answer', () => {
  it('is asked for once, however many watch, and reaches all', async () => {
    const fetchData = vi.fn(() => Promise.resolve({ n: 1 }));
    const resource = new Resource(fetchData);
    const heard: unknown[] = [];
    resource.watch(({ data }) => heard.push(data));
    resource.watch(({ data }) => heard.push(data));
    await ticks();
    resource.watch(({ data }) => heard.push(data));
    expect(heard).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }]);
    expect(fetchData).toHaveBeenCalledTimes(1);
  });

  it('drops an answer that a later question has overtaken', async () => {
    const { ask, answer, asked } = deferred<string>();
    const resource = new Resource(ask);
    const heard: unknown[] = [];
    resource.watch(({ data }) => heard.push(data));
    const refreshed = resource.refresh();
    expect(asked()).toBe(2);
    answer(1, 'new');
    await refreshed;
    answer(0, 'old');
    await ticks();
    expect(heard).toEqual(['new']);
  });

  it('is told again only when it changed', async () => {
    const answers = ['a', 'a', 'b'];
    const resource = new Resource(() => Promise.resolve(answers.shift()));
    const heard: unknown[] = [];
    resource.watch(({ data }) => heard.push(data));
    await ticks();
    await resource.refresh();
    await resource.refresh();
    expect(heard).toEqual(['a', 'b']);
  });

  it('is an error where asking failed, and data again when it no longer does', async () => {
    let fail = true;
    const resource = new Resource(() => (fail ? Promise.reject(new Error('gone')) : Promise.resolve(1)));
    const heard: Emission<number>[] = [];
    resource.watch((emission) => heard.push(emission));
    await ticks();
    fail = false;
    await resource.refresh();
    expect(heard.map(({ data, error }) => [data, error instanceof Error])).toEqual([
      [undefined, true],
      [1, false],
    ]);
  });

  it('cannot be changed by who receives it', async () => {
    const resource = new Resource(() => Promise.resolve({ rows: [{ a: 1 }] }));
    let data: { rows: { a: number }[] } | undefined;
    resource.watch((emission) => {
      data = emission.data;
    });
    await ticks();
    expect(() => data?.rows.push({ a: 2 })).toThrow(TypeError);
    expect(Object.isFrozen(deepFreeze({ a: { b: [] } }).a.b)).toBe(true);
  });
});

describe('requests', () => {
  const sendTo = (status: number, body: string, onSessionEnd = vi.fn()): Send =>
    createSend({
      fetch: () => Promise.resolve(new Response(body === '' ? null : body, { status })),
      token: () => 'T',
      onSessionEnd,
    });

  it('fail with one object as the body, be the answer a list or an object', async () => {
    const list = sendTo(404, '[{"errorCode":"NOT_FOUND","message":"Gone"}]');
    await expect(list('GET', '/')).rejects.toMatchObject({ ok: false, status: 404, body: { message: 'Gone' } });
    const object = sendTo(400, '{"message":"No","output":{"fieldErrors":{}},"statusCode":400}');
    await expect(object('POST', '/', {})).rejects.toMatchObject({
      body: { message: 'No', output: { fieldErrors: {} } },
    });
    await expect(sendTo(502, '<html>')('GET', '/')).rejects.toMatchObject({ status: 502 });
  });

  it('say so when the org cannot be reached', async () => {
    const send = createSend({
      fetch: () => Promise.reject(new TypeError()),
      token: () => undefined,
      onSessionEnd: vi.fn(),
    });
    await expect(send('GET', '/')).rejects.toMatchObject({ status: 0, body: { message: /cannot be reached/ } });
  });

  it('end the session on 401', async () => {
    const onSessionEnd = vi.fn();
    await expect(sendTo(401, '[]', onSessionEnd)('GET', '/')).rejects.toMatchObject({ status: 401 });
    expect(onSessionEnd).toHaveBeenCalledOnce();
  });
});

const record = (id: string, value: unknown) => ({ id, apiName: 'X', fields: { A: { value, displayValue: null } } });

describe('records', () => {
  it('are read again for who watches them when this page changes them', async () => {
    let value = 1;
    const send: Send = (method, _path, body) => {
      if (method === 'PATCH') value = (body as { fields: { A: number } }).fields.A;
      return Promise.resolve(record('001', value));
    };
    const changed = vi.fn(() => Promise.resolve());
    const client = new RecordClient(send, changed);
    const heard: unknown[] = [];
    const request = { recordId: '001', fields: ['X.A'], optionalFields: [], layoutTypes: [] };
    const stop = client.watch(request, ({ data }) => heard.push(data?.fields['A']?.value));
    await ticks();
    await client.update({ Id: '001', A: 2 });
    expect(heard).toEqual([1, 2]);
    expect(changed).toHaveBeenCalledWith('001');
    stop();
    await client.update({ Id: '001', A: 3 });
    expect(heard).toEqual([1, 2]);
  });

  it('are told apart by their fields, in whatever form and order they are named', () => {
    expect(fieldNames([{ objectApiName: 'X', fieldApiName: 'B' }, 'X.A', 'X.B'])).toEqual(['X.A', 'X.B']);
    expect(fieldNames('X.A')).toEqual(['X.A']);
    expect(fieldNames(undefined)).toEqual([]);
  });
});

describe('GraphQL in the page', () => {
  const request = (text: string, variables: Readonly<Record<string, unknown>> = {}) => ({
    query: { kind: 'Document', text } as const,
    variables,
  });

  it('waits for required variables only', () => {
    const text = 'query q($id: ID!, $names: [String!]!, $first: Int, $n: Int! = 3) { a }';
    expect(isComplete(request(text))).toBe(false);
    expect(isComplete(request(text, { id: '1' }))).toBe(false);
    expect(isComplete(request(text, { id: '1', names: [] }))).toBe(true);
    expect(isComplete(request('query q($names: [String!]) { a }'))).toBe(true);
  });

  it('gives data without errors, or errors without data', async () => {
    const answers: unknown[] = [
      { data: { a: 1 }, errors: [] },
      { data: null, errors: [{ message: 'No' }] },
    ];
    const client = new GraphQLClient(() => Promise.resolve(answers.shift()));
    const heard: GraphQLAnswer[] = [];
    const { resource } = client.watch(request('{ a }'), (answer) => heard.push(answer));
    await ticks();
    await resource.refresh();
    expect(heard).toEqual([
      { data: { a: 1 }, errors: undefined },
      { data: undefined, errors: [{ message: 'No' }] },
    ]);
  });

  it('turns a failed request into errors', async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the platform's errors are plain objects
    const client = new GraphQLClient(() => Promise.reject({ status: 500, body: { message: 'Down' } }));
    const heard: GraphQLAnswer[] = [];
    client.watch(request('{ a }'), (answer) => heard.push(answer));
    await ticks();
    expect(heard).toMatchObject([{ data: undefined, errors: [{ message: 'Down' }] }]);
  });

  it('asks again for answers that hold a changed record, and for no others', async () => {
    const send = vi.fn((_method: string, _path: string, body: unknown) =>
      Promise.resolve({ data: { Id: (body as { query: string }).query === '{ one }' ? '001' : '002' } }),
    );
    const client = new GraphQLClient(send);
    client.watch(request('{ one }'), () => undefined);
    client.watch(request('{ two }'), () => undefined);
    await ticks();
    await client.recordChanged('001');
    expect(send.mock.calls.map(([, , body]) => (body as { query: string }).query)).toEqual([
      '{ one }',
      '{ two }',
      '{ one }',
    ]);
  });
});

describe('addresses', () => {
  it.each([
    ['/lightning/page/home', { type: 'standard__namedPage', attributes: { pageName: 'home' } }],
    ['/lightning/n/Takt_Board', { type: 'standard__navItemPage', attributes: { apiName: 'Takt_Board' } }],
    [
      '/lightning/o/Account/list',
      { type: 'standard__objectPage', attributes: { objectApiName: 'Account', actionName: 'list' } },
    ],
    [
      '/lightning/r/Account/001000000000001AAA/view',
      {
        type: 'standard__recordPage',
        attributes: { objectApiName: 'Account', recordId: '001000000000001AAA', actionName: 'view' },
      },
    ],
    [
      // As long as an id without its check.
      '/lightning/r/Takt_Meeting__c/001000000000001AAA/view',
      {
        type: 'standard__recordPage',
        attributes: { objectApiName: 'Takt_Meeting__c', recordId: '001000000000001AAA', actionName: 'view' },
      },
    ],
    [
      '/lightning/r/001000000000001AAA/view',
      { type: 'standard__recordPage', attributes: { recordId: '001000000000001AAA', actionName: 'view' } },
    ],
  ])('%s is a page there and back', (path, page) => {
    expect(pageAt(path, '?c__tab=2')).toEqual({ ...page, state: { c__tab: '2' } });
    expect(urlOf({ ...page, state: { c__tab: '2' } })).toBe(`${path}?c__tab=2`);
  });

  it('without a page lead home, unknown ones nowhere', () => {
    expect(pageAt('/', '')).toMatchObject({ attributes: { pageName: 'home' } });
    expect(pageAt('/lightning/z/1', '').type).toBe('unknown');
    expect(urlOf({ type: 'standard__knowledgeArticlePage', attributes: {}, state: {} })).toBeUndefined();
  });
});
