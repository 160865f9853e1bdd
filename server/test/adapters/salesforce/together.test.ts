import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/adapters/salesforce/connection.ts';
import { describing } from '../../../src/adapters/salesforce/describe.ts';
import { newestStamps } from '../../../src/adapters/salesforce/newest-stamps.ts';
import { together } from '../../../src/adapters/salesforce/together.ts';
import { apiError, credentialsFor, json, recordedTiming, startStub, type Handler, type Stub } from './stub.ts';

describe('what is asked in the same turn', () => {
  it('travels together, in its order, some at a time', async () => {
    const sent: (readonly number[])[] = [];
    const double = together<number, number>(2, (given) => {
      sent.push(given);
      return Promise.resolve(given.map((one) => one * 2));
    });
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
    expect(await double(4)).toBe(8);
    expect(sent).toEqual([[1, 2], [3], [4]]);
  });

  it('fails for whom it failed, and for all where nothing came back', async () => {
    const ask = together<number, number>(3, (given) => {
      if (given.includes(13)) throw new Error('nothing came back');
      return Promise.resolve(given.map((one) => (one === 2 ? new Error('two') : one)));
    });
    expect(await Promise.allSettled([1, 2, 3].map(ask))).toMatchObject([
      { value: 1 },
      { reason: { message: 'two' } },
      { value: 3 },
    ]);
    const failed = await Promise.allSettled([1, 13].map(ask));
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

interface Part {
  readonly url: string;
  readonly referenceId: string;
}

/** Answers a composite part by part, and anything else alone. */
const org =
  (answerTo: (url: string) => { readonly status: number; readonly body: unknown }): Handler =>
  ({ url, body }, response) => {
    if (!url.endsWith('/composite')) {
      const { status, body: alone } = answerTo(url);
      json(response, status, alone);
      return;
    }
    const { compositeRequest } = JSON.parse(body) as { readonly compositeRequest: readonly Part[] };
    expect(compositeRequest.length).toBeLessThanOrEqual(8);
    json(response, 200, {
      compositeResponse: compositeRequest.map((part) => {
        const { status, body: answered } = answerTo(part.url);
        return { referenceId: part.referenceId, httpStatusCode: status, httpHeaders: {}, body: answered };
      }),
    });
  };
const on = (stub: Stub) => connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() });
const refusal = (errorCode: string) => [{ errorCode, message: errorCode }];

describe('descriptions of several objects', () => {
  const describeEach = org((url) => {
    const name = /sobjects\/(\w+)\/describe/.exec(url)?.[1] ?? '';
    if (name === 'Absent') return { status: 404, body: refusal('NOT_FOUND') };
    if (name === 'Broken') return { status: 400, body: refusal('UNKNOWN_EXCEPTION') };
    return { status: 200, body: { name, queryable: true, fields: [{ name: 'Id', type: 'id' }] } };
  });

  it('take one call for eight; what is not there is not there for itself alone', async () => {
    await using stub = await startStub(describeEach);
    const ask = describing(on(stub));
    const names = Array.from({ length: 9 }, (_, at) => (at === 4 ? 'Absent' : `Object${at}`));
    const found = await Promise.all(names.map(ask));
    expect(found.map(({ description }) => description?.name)).toEqual(
      names.map((name) => (name === 'Absent' ? undefined : name)),
    );
    expect(stub.calls()).toHaveLength(2);
    await expect(Promise.all([ask('Good'), ask('Broken')])).rejects.toMatchObject({ code: 'UNKNOWN_EXCEPTION' });
  });
});

describe('the newest changes of several objects', () => {
  it('take one call for five, deleted records among them where there are such', async () => {
    const asked: string[] = [];
    await using stub = await startStub(
      org((url) => {
        asked.push(url.replace(/\?.*/, '').split('/').at(-1) ?? '');
        const object = /FROM\+(\w+)\+/.exec(url)?.[1] ?? '';
        const records = object === 'Empty' ? [] : [{ CreatedDate: '2026-11-24T06:00:00.000+0000' }];
        return { status: 200, body: { totalSize: records.length, done: true, records } };
      }),
    );
    const newest = newestStamps(on(stub));
    const objects = ['A', 'Empty', 'C', 'D', 'E', 'F'];
    const found = await Promise.all(
      objects.map((object) => newest({ object, stamp: 'CreatedDate', includeDeleted: object !== 'A' })),
    );
    expect(found.map(({ instant }) => instant)).toEqual(
      objects.map((object) => (object === 'Empty' ? undefined : '2026-11-24T06:00:00.000Z')),
    );
    expect(stub.calls()).toHaveLength(2);
    expect(asked).toEqual(['query', ...Array<string>(5).fill('queryAll')]);
  });

  it('fail where the CRM refuses one, with its reason', async () => {
    await using stub = await startStub((request, response) => {
      if (request.url.endsWith('/composite'))
        org(() => ({ status: 400, body: refusal('INVALID_FIELD') }))(request, response);
      else apiError(response, 400, 'INVALID_FIELD');
    });
    const newest = newestStamps(on(stub));
    const query = { object: 'A', stamp: 'SystemModstamp', includeDeleted: false };
    await expect(newest(query)).rejects.toMatchObject({ kind: 'missing' });
    await expect(Promise.all([newest(query), newest(query)])).rejects.toMatchObject({ kind: 'missing' });
  });
});
