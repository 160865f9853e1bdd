import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/adapters/salesforce/connection.ts';
import { createResults } from '../../../src/adapters/salesforce/results.ts';
import type { ResultContent, ResultRow } from '../../../src/application/ports/result-rows.ts';
import { collect, credentialsFor, json, recordedTiming, startStub, type Stub } from './stub.ts';

const provenance = { runId: 'a0R1', asOf: '2026-11-24T12:00:00.000Z', formulaVersion: '1.0' };
const signal = new AbortController().signal;

const resultsOn = (stub: Stub) => {
  const timing = recordedTiming();
  const results = createResults(connect({ credentials: credentialsFor(stub.url), timing }), { timing });
  return { timing, results };
};

const forecast = (key: string, content: ResultContent = {}): ResultRow => ({ kind: 'forecast', key, content });
interface Sent {
  readonly records: readonly Readonly<Record<string, unknown>>[];
}
const sent = (stub: Stub): readonly Sent[] => stub.calls().map(({ body }) => JSON.parse(body) as Sent);
const success = { success: true, id: 'a01', errors: [] };
const refused = (statusCode: string) => ({ success: false, errors: [{ statusCode, message: `it is ${statusCode}` }] });

describe('writing result rows', () => {
  it('goes by external key, 200 rows a call, and reports every row', async () => {
    await using stub = await startStub(({ body }, response) => {
      json(
        response,
        200,
        (JSON.parse(body) as Sent).records.map(() => success),
      );
    });
    const rows = Array.from({ length: 450 }, (_, at) => forecast(`k${at}`));
    const { results } = resultsOn(stub);
    const outcomes = (await collect(results.write('forecast', rows, provenance, signal))).flat();
    expect(outcomes).toEqual(rows.map(({ key }) => ({ key, ok: true })));
    expect(
      sent(stub)
        .map(({ records }) => records.length)
        .toSorted(),
    ).toEqual([200, 200, 50]);
    expect(
      stub
        .calls()
        .every(
          ({ method, url }) =>
            method === 'PATCH' && url.endsWith('/composite/sobjects/Takt_Forecast__c/External_Key__c'),
        ),
    ).toBe(true);
  });

  it('sends money digit by digit, references by key, unknown as null, and where the row comes from', async () => {
    await using stub = await startStub((_, response) => {
      json(response, 200, [success]);
    });
    const content = { won: '90071992547409.91', commit: null, scopeKey: 'total', periodKey: null, name: 'A "B" · Q4' };
    await collect(resultsOn(stub).results.write('forecast', [forecast('k', content)], provenance, signal));
    const { body } = stub.calls()[0] ?? { body: '' };
    expect(body).toContain('"Won__c":90071992547409.91,');
    expect(sent(stub)[0]?.records[0]).toMatchObject({
      attributes: { type: 'Takt_Forecast__c' },
      External_Key__c: 'k',
      Commit__c: null,
      Scope__r: { External_Key__c: 'total' },
      Period__c: null,
      Name: 'A "B" · Q4',
      Run__c: 'a0R1',
      As_Of__c: '2026-11-24T12:00:00.000Z',
      Formula_Version__c: '1.0',
    });
  });

  it('lets no number through that is none', async () => {
    await using stub = await startStub((_, response) => {
      json(response, 200, [success]);
    });
    const rows = [forecast('k', { won: 'NaN' })];
    await expect(collect(resultsOn(stub).results.write('forecast', rows, provenance, signal))).rejects.toThrow('NaN');
    expect(stub.calls()).toEqual([]);
  });

  it('tries locked rows again, alone, and reports those that stay locked', async () => {
    let calls = 0;
    await using stub = await startStub(({ body }, response) => {
      calls += 1;
      const keys = (JSON.parse(body) as Sent).records.map((record) => record['External_Key__c']);
      json(
        response,
        200,
        keys.map((key) => (key === 'never' || (key === 'soon' && calls < 3) ? refused('UNABLE_TO_LOCK_ROW') : success)),
      );
    });
    const { results, timing } = resultsOn(stub);
    const rows = ['free', 'soon', 'never'].map((key) => forecast(key));
    const outcomes = (await collect(results.write('forecast', rows, provenance, signal))).flat();
    expect(outcomes.map(({ key, ok }) => [key, ok])).toEqual([
      ['free', true],
      ['soon', true],
      ['never', false],
    ]);
    expect(sent(stub).map(({ records }) => records.length)).toEqual([3, 2, 2, 1, 1]);
    expect(timing.waits).toHaveLength(4);
  });

  it('does not try again what the org refuses for good', async () => {
    await using stub = await startStub((_, response) => {
      json(response, 200, [refused('FIELD_CUSTOM_VALIDATION_EXCEPTION')]);
    });
    const outcomes = await collect(resultsOn(stub).results.write('forecast', [forecast('k')], provenance, signal));
    expect(outcomes).toEqual([
      [{ key: 'k', ok: false, reason: 'it is FIELD_CUSTOM_VALIDATION_EXCEPTION (FIELD_CUSTOM_VALIDATION_EXCEPTION)' }],
    ]);
    expect(stub.calls()).toHaveLength(1);
  });

  it('gives rows to the service user whose owner may not read the object', async () => {
    await using stub = await startStub(({ body }, response) => {
      const owners = (JSON.parse(body) as Sent).records.map((record) => record['OwnerId']);
      json(
        response,
        200,
        owners.map((owner) => (owner === 'outsider' ? refused('TRANSFER_REQUIRES_READ') : success)),
      );
    });
    const rows = [forecast('a', { ownerId: 'insider' }), forecast('b', { ownerId: 'outsider' })];
    const outcomes = (await collect(resultsOn(stub).results.write('forecast', rows, provenance, signal))).flat();
    expect(outcomes).toEqual([
      { key: 'a', ok: true },
      { key: 'b', ok: true },
    ]);
    expect(sent(stub)[1]?.records.map((record) => record['OwnerId'])).toEqual(['005000000000009AAA']);
  });

  it('is done once though its reply was lost and it was sent twice', async () => {
    const held = new Map<unknown, number>();
    await using stub = await startStub(({ body }, response) => {
      const [record] = (JSON.parse(body) as Sent).records;
      held.set(record?.['External_Key__c'], (held.get(record?.['External_Key__c']) ?? 0) + 1);
      if (held.get('k') === 1) response.destroy();
      else json(response, 200, [success]);
    });
    const outcomes = await collect(resultsOn(stub).results.write('forecast', [forecast('k')], provenance, signal));
    expect(outcomes).toEqual([[{ key: 'k', ok: true }]]);
    expect([...held]).toEqual([['k', 2]]);
  });

  it('reports the rows of calls that came through before it fails for the one that did not', async () => {
    await using stub = await startStub(({ body }, response) => {
      const { records } = JSON.parse(body) as Sent;
      if (records.some((record) => record['External_Key__c'] === 'k250'))
        json(response, 400, [{ message: 'bad', errorCode: 'JSON_PARSER_ERROR' }]);
      else
        json(
          response,
          200,
          records.map(() => success),
        );
    });
    const rows = Array.from({ length: 450 }, (_, at) => forecast(`k${at}`));
    const reported: string[] = [];
    const writing = async (): Promise<void> => {
      const { results } = resultsOn(stub);
      for await (const outcomes of results.write('forecast', rows, provenance, signal)) {
        reported.push(...outcomes.map(({ key }) => key));
      }
    };
    await expect(writing()).rejects.toMatchObject({ kind: 'api', code: 'JSON_PARSER_ERROR' });
    expect(reported).toHaveLength(250);
  });
});

describe('deleting result rows', () => {
  const found = (url: string): readonly string[] =>
    [
      ...new URL(url, 'http://x').searchParams
        .getAll('q')
        .join()
        .matchAll(/'(k\d+)'/g),
    ].map(([, key = '']) => key);
  const rowsFor = (keys: readonly string[]) => ({
    totalSize: keys.length,
    done: true,
    records: keys.map((key) => ({ Id: `id-${key}`, External_Key__c: key })),
  });
  const idsOf = (url: string): readonly string[] => (new URL(url, 'http://x').searchParams.get('ids') ?? '').split(',');

  it('finds them by key and goes by id, 200 a call; what is not there is deleted', async () => {
    await using stub = await startStub(({ method, url }, response) => {
      if (method === 'GET') json(response, 200, rowsFor(found(url).filter((key) => key !== 'k7')));
      else
        json(
          response,
          200,
          idsOf(url).map(() => success),
        );
    });
    const keys = Array.from({ length: 250 }, (_, at) => `k${at}`);
    const outcomes = (await collect(resultsOn(stub).results.remove('insight', keys, signal))).flat();
    expect(outcomes.filter(({ ok }) => ok).map(({ key }) => key)).toHaveLength(250);
    const deletes = stub.calls().filter(({ method }) => method === 'DELETE');
    expect(deletes.map(({ url }) => idsOf(url).length).toSorted((a, b) => a - b)).toEqual([50, 199]);
    expect(deletes.every(({ url }) => url.includes('allOrNone=false'))).toBe(true);
  });

  it('takes for deleted what somebody else deleted meanwhile, retries locked rows, and reports the rest', async () => {
    const errors: Readonly<Record<string, string>> = { 'id-k1': 'ENTITY_IS_DELETED', 'id-k3': 'DELETE_FAILED' };
    let locked = 2;
    await using stub = await startStub(({ method, url }, response) => {
      if (method === 'GET') {
        json(response, 200, rowsFor(found(url)));
        return;
      }
      const results = idsOf(url).map((id) => {
        const error = id === 'id-k2' && locked > 0 ? 'UNABLE_TO_LOCK_ROW' : errors[id];
        return error === undefined ? success : refused(error);
      });
      locked -= 1;
      json(response, 200, results);
    });
    const outcomes = await collect(resultsOn(stub).results.remove('insight', ['k1', 'k2', 'k3'], signal));
    expect(outcomes.flat()).toMatchObject([
      { key: 'k1', ok: true },
      { key: 'k2', ok: true },
      { key: 'k3', ok: false, reason: 'it is DELETE_FAILED (DELETE_FAILED)' },
    ]);
  });

  it('sends nothing where none of them is there', async () => {
    await using stub = await startStub((_, response) => {
      json(response, 200, rowsFor([]));
    });
    await collect(resultsOn(stub).results.remove('insight', ['k1'], signal));
    expect(stub.calls().map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('a deal insight', () => {
  it('travels with its deal when it is new, and with true or false', async () => {
    await using stub = await startStub((_, response) => {
      json(response, 200, [success]);
    });
    const content = { stale: 'true', drivers: '[{"text":"A","points":-4}]', pushes: null };
    const rows: readonly ResultRow[] = [{ kind: 'insight', key: '006', content, onCreation: { dealId: '006' } }];
    await collect(resultsOn(stub).results.write('insight', rows, provenance, signal));
    expect(sent(stub)[0]?.records[0]).toMatchObject({
      External_Key__c: '006',
      Opportunity__c: '006',
      Stale__c: true,
      Drivers__c: '[{"text":"A","points":-4}]',
      Pushes__c: null,
    });
  });

  it('comes back as it was written', async () => {
    await using stub = await startStub((_, response) => {
      const records = [{ External_Key__c: '006', Stale__c: false, Win_Probability__c: 35, Win_By__c: '2026-12-31' }];
      json(response, 200, { totalSize: 1, done: true, records });
    });
    const [[held] = []] = await collect(resultsOn(stub).results.readBack('insight', signal));
    expect(held?.content).toMatchObject({ stale: 'false', winProbability: '35', winBy: '2026-12-31' });
  });
});

describe('reading result rows back', () => {
  it('gives them as they would be written', async () => {
    await using stub = await startStub((_, response) => {
      const records = [
        {
          External_Key__c: 'total|q4',
          Name: 'Acme · Q4',
          Scope__r: { External_Key__c: 'total' },
          Period__r: null,
          Won__c: 1054.5,
          Commit__c: 0,
          Best_Case__c: -0,
          Pipeline__c: 100,
          Weighted__c: null,
          Open_Deals__c: 12,
        },
      ];
      json(response, 200, { totalSize: 1, done: true, records });
    });
    const [[held] = []] = await collect(resultsOn(stub).results.readBack('forecast', signal));
    expect(held).toMatchObject({
      key: 'total|q4',
      content: {
        name: 'Acme · Q4',
        scopeKey: 'total',
        periodKey: null,
        won: '1054.5',
        commit: '0',
        bestCase: '0',
        pipeline: '100',
        weighted: null,
        openDeals: '12',
      },
    });
  });
});
