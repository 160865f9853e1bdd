import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/adapters/salesforce/connection.ts';
import { createResults } from '../../../src/adapters/salesforce/results.ts';
import type { WriteOrder } from '../../../src/application/ports/crm-results.ts';
import { Fenced } from '../../../src/application/ports/writer-lease.ts';
import type { ResultContent, ResultRow } from '../../../src/application/ports/result-rows.ts';
import { collect, credentialsFor, json, recordedTiming, startStub, type Handler, type Stub } from './stub.ts';

const order: WriteOrder = {
  ...{ runId: 'a0R1', asOf: '2026-11-24T12:00:00.000Z', formulaVersion: '1.0', worker: 'host:1:a' },
  seen: '0 null',
  onJob: () => Promise.resolve(),
};
const signal = new AbortController().signal;

const resultsOn = (stub: Stub) => {
  const timing = recordedTiming();
  const results = createResults(connect({ credentials: credentialsFor(stub.url), timing }), { timing });
  return { timing, results };
};

const forecast = (key: string, content: ResultContent = {}): ResultRow => ({ kind: 'forecast', key, content });
type Sent = Readonly<Record<string, unknown>>;
interface Part {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body?: { readonly records: readonly Sent[] };
}
const partsIn = (body: string): readonly Part[] =>
  (JSON.parse(body) as { readonly compositeRequest: readonly Part[] }).compositeRequest;
const sent = (stub: Stub): readonly Part[] => stub.calls().flatMap(({ body }) => partsIn(body).slice(1));
const records = (part: Part | undefined): readonly Sent[] => part?.body?.records ?? [];
const success = { success: true, id: 'a01', errors: [] };
const refused = (statusCode: string) => ({ success: false, errors: [{ statusCode, message: `it is ${statusCode}` }] });

/** Answers a Composite call: the run is held, and each row is what `answer` says of it. */
const composite =
  (answer: (record: Sent) => unknown, held = true): Handler =>
  ({ body }, response) => {
    const answers = partsIn(body).map((part) => {
      if (part.referenceId === 'fence') {
        const rows = held ? [{ Id: 'a0R1' }] : [];
        return {
          referenceId: 'fence',
          httpStatusCode: 200,
          body: { totalSize: rows.length, done: true, records: rows },
        };
      }
      const halted = [{ errorCode: 'PROCESSING_HALTED', message: 'Invalid reference specified.' }];
      return held
        ? { referenceId: part.referenceId, httpStatusCode: 200, body: records(part).map(answer) }
        : { referenceId: part.referenceId, httpStatusCode: 400, body: halted };
    });
    json(response, 200, { compositeResponse: answers });
  };

describe('writing result rows', () => {
  it('goes by external key, 200 rows a part and four parts a call, and reports every row', async () => {
    await using stub = await startStub(composite(() => success));
    const rows = Array.from({ length: 1_050 }, (_, at) => forecast(`k${at}`));
    const outcomes = (await collect(resultsOn(stub).results.write('forecast', rows, order, signal))).flat();
    expect(outcomes).toEqual(rows.map(({ key }) => ({ key, ok: true })));
    expect(stub.calls()).toHaveLength(2);
    expect(
      sent(stub)
        .map((part) => records(part).length)
        .toSorted((one, other) => one - other),
    ).toEqual([50, 200, 200, 200, 200, 200]);
  });

  it('refers to the run in every part, and asks for that run under way and of this worker', async () => {
    await using stub = await startStub(composite(() => success));
    await collect(resultsOn(stub).results.write('forecast', [forecast('k')], order, signal));
    const [fence, part] = partsIn(stub.calls()[0]?.body ?? '');
    expect(new URL(fence?.url ?? '', 'http://x').searchParams.get('q')).toBe(
      "SELECT Id FROM Takt_Run__c WHERE Id = 'a0R1' AND Status__c = 'Running' AND Worker__c = 'host:1:a'",
    );
    expect(part).toMatchObject({
      method: 'PATCH',
      url: expect.stringMatching(
        /\/composite\/sobjects\/Takt_Forecast__c\/External_Key__c\?fence=@\{fence\.records\[0\]\.Id\}$/,
      ) as string,
    });
  });

  it('ends, as overtaken, where the run is no longer this worker’s', async () => {
    await using stub = await startStub(composite(() => success, false));
    const writing = collect(resultsOn(stub).results.write('forecast', [forecast('k')], order, signal));
    await expect(writing).rejects.toBeInstanceOf(Fenced);
  });

  it('sends money digit by digit, references by key, unknown as null, and where the row comes from', async () => {
    await using stub = await startStub(composite(() => success));
    const content = { won: '90071992547409.91', commit: null, scopeKey: 'total', periodKey: null, name: 'A "B" · Q4' };
    await collect(resultsOn(stub).results.write('forecast', [forecast('k', content)], order, signal));
    const { body } = stub.calls()[0] ?? { body: '' };
    expect(body).toContain('"Won__c":90071992547409.91,');
    expect(records(sent(stub)[0])[0]).toMatchObject({
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

  it('sends a text that would be taken for a reference in a call of its own, after it has seen the run held', async () => {
    await using stub = await startStub((request, response) => {
      if (request.method === 'PATCH') json(response, 200, [success]);
      else composite(() => success)(request, response);
    });
    const rows = [forecast('k', { name: 'Mail @{Contact.Name}' }), forecast('l', { name: 'L' })];
    const outcomes = (await collect(resultsOn(stub).results.write('forecast', rows, order, signal))).flat();
    expect(outcomes.map(({ key, ok }) => [key, ok])).toEqual([
      ['l', true],
      ['k', true],
    ]);
    expect(stub.calls().map(({ method }) => method)).toEqual(['POST', 'POST', 'PATCH']);
    expect(stub.calls()[2]?.body).toContain('Mail @{Contact.Name}');
  });

  it('lets no number through that is none', async () => {
    await using stub = await startStub(composite(() => success));
    const rows = [forecast('k', { won: 'NaN' })];
    await expect(collect(resultsOn(stub).results.write('forecast', rows, order, signal))).rejects.toThrow('NaN');
    expect(stub.calls()).toEqual([]);
  });

  it('tries 67 locked rows of 201 again, and no others, and reports those that stay locked', async () => {
    let calls = 0;
    const locked = new Set(Array.from({ length: 67 }, (_, at) => `k${at * 3}`));
    const lockedRow = composite(({ External_Key__c: key }) =>
      (calls < 3 && locked.has(String(key))) || key === 'k0' ? refused('UNABLE_TO_LOCK_ROW') : success,
    );
    await using stub = await startStub((request, response) => {
      calls += 1;
      lockedRow(request, response);
    });
    const { results, timing } = resultsOn(stub);
    const rows = Array.from({ length: 201 }, (_, at) => forecast(`k${at}`));
    const outcomes = (await collect(results.write('forecast', rows, order, signal))).flat();
    expect(outcomes.filter(({ ok }) => !ok).map(({ key }) => key)).toEqual(['k0']);
    expect(outcomes).toHaveLength(201);
    expect(sent(stub).map((part) => records(part).length)).toEqual([200, 1, 67, 67, 1, 1]);
    expect(timing.waits).toHaveLength(4);
  });

  it('keeps rows of the same parent together', async () => {
    await using stub = await startStub(composite(() => success));
    const rows = ['b', 'a', 'b', 'a'].map((scopeKey, at) => forecast(`k${at}`, { scopeKey, periodKey: 'q' }));
    await collect(resultsOn(stub).results.write('forecast', rows, order, signal));
    expect(records(sent(stub)[0]).map((record) => record['External_Key__c'])).toEqual(['k1', 'k3', 'k0', 'k2']);
  });

  it('does not try again what the org refuses for good', async () => {
    await using stub = await startStub(composite(() => refused('FIELD_CUSTOM_VALIDATION_EXCEPTION')));
    const outcomes = await collect(resultsOn(stub).results.write('forecast', [forecast('k')], order, signal));
    expect(outcomes).toEqual([
      [{ key: 'k', ok: false, reason: 'it is FIELD_CUSTOM_VALIDATION_EXCEPTION (FIELD_CUSTOM_VALIDATION_EXCEPTION)' }],
    ]);
    expect(stub.calls()).toHaveLength(1);
  });

  it('gives rows to the service user whose owner may not read the object', async () => {
    await using stub = await startStub(
      composite(({ OwnerId }) => (OwnerId === 'outsider' ? refused('TRANSFER_REQUIRES_READ') : success)),
    );
    const rows = [forecast('a', { ownerId: 'insider' }), forecast('b', { ownerId: 'outsider' })];
    const outcomes = (await collect(resultsOn(stub).results.write('forecast', rows, order, signal))).flat();
    expect(outcomes).toEqual([
      { key: 'a', ok: true },
      { key: 'b', ok: true },
    ]);
    expect(records(sent(stub)[1]).map((record) => record['OwnerId'])).toEqual(['005000000000009AAA']);
  });

  it('is done once though its reply was lost and it was sent twice', async () => {
    let calls = 0;
    await using stub = await startStub((request, response) => {
      calls += 1;
      if (calls === 1) response.destroy();
      else composite(() => success)(request, response);
    });
    const outcomes = await collect(resultsOn(stub).results.write('forecast', [forecast('k')], order, signal));
    expect(outcomes).toEqual([[{ key: 'k', ok: true }]]);
    expect(calls).toBe(2);
  });

  it('reports the rows of calls that came through before it fails for the one that did not', async () => {
    await using stub = await startStub((request, response) => {
      if (request.body.includes('"k850"')) json(response, 400, [{ message: 'bad', errorCode: 'JSON_PARSER_ERROR' }]);
      else composite(() => success)(request, response);
    });
    const rows = Array.from({ length: 1_850 }, (_, at) => forecast(`k${at}`));
    const reported: string[] = [];
    const writing = async (): Promise<void> => {
      for await (const outcomes of resultsOn(stub).results.write('forecast', rows, order, signal)) {
        reported.push(...outcomes.map(({ key }) => key));
      }
    };
    await expect(writing()).rejects.toMatchObject({ kind: 'api', code: 'JSON_PARSER_ERROR' });
    expect(reported).toHaveLength(1_050);
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
  const idsOf = ({ url }: Part): readonly string[] =>
    (new URL(url, 'http://x').searchParams.get('ids') ?? '').split(',');
  /** Finds rows by their keys, and answers deletions row by row. */
  const deleting =
    (answer: (id: string) => unknown, known: (key: string) => boolean = () => true): Handler =>
    ({ method, url, body }, response) => {
      if (method === 'GET') {
        json(response, 200, rowsFor(found(url).filter(known)));
        return;
      }
      const compositeResponse = partsIn(body).map((part) => ({
        referenceId: part.referenceId,
        httpStatusCode: 200,
        body: part.referenceId === 'fence' ? rowsFor(['k1']) : idsOf(part).map(answer),
      }));
      json(response, 200, { compositeResponse });
    };

  it('finds them by key and goes by id, 200 a call, behind the fence; what is not there is deleted', async () => {
    await using stub = await startStub(
      deleting(
        () => success,
        (key) => key !== 'k7',
      ),
    );
    const keys = Array.from({ length: 250 }, (_, at) => `k${at}`);
    const outcomes = (await collect(resultsOn(stub).results.remove('insight', keys, order, signal))).flat();
    expect(outcomes.filter(({ ok }) => ok).map(({ key }) => key)).toHaveLength(250);
    const deletes = stub
      .calls()
      .filter(({ method }) => method === 'POST')
      .flatMap(({ body }) => partsIn(body).slice(1));
    expect(deletes.map((part) => idsOf(part).length).toSorted((a, b) => a - b)).toEqual([50, 199]);
    expect(deletes.every(({ method, url }) => method === 'DELETE' && /allOrNone=false&fence=@\{fence/.test(url))).toBe(
      true,
    );
  });

  it('takes for deleted what somebody else deleted meanwhile, retries locked rows, and reports the rest', async () => {
    const errors: Readonly<Record<string, string>> = { 'id-k1': 'ENTITY_IS_DELETED', 'id-k3': 'DELETE_FAILED' };
    let locked = 2;
    await using stub = await startStub(
      deleting((id) => {
        const error = id === 'id-k2' && locked > 0 ? 'UNABLE_TO_LOCK_ROW' : errors[id];
        if (id === 'id-k2') locked -= 1;
        return error === undefined ? success : refused(error);
      }),
    );
    const outcomes = await collect(resultsOn(stub).results.remove('insight', ['k1', 'k2', 'k3'], order, signal));
    expect(outcomes.flat()).toMatchObject([
      { key: 'k1', ok: true },
      { key: 'k2', ok: true },
      { key: 'k3', ok: false, reason: 'it is DELETE_FAILED (DELETE_FAILED)' },
    ]);
  });

  it('sends nothing where none of them is there', async () => {
    await using stub = await startStub(
      deleting(
        () => success,
        () => false,
      ),
    );
    await collect(resultsOn(stub).results.remove('insight', ['k1'], order, signal));
    expect(stub.calls().map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('a deal insight', () => {
  it('travels with its deal when it is new, and with true or false', async () => {
    await using stub = await startStub(composite(() => success));
    const content = { stale: 'true', drivers: '[{"text":"A","points":-4}]', pushes: null };
    const rows: readonly ResultRow[] = [{ kind: 'insight', key: '006', content, onCreation: { dealId: '006' } }];
    await collect(resultsOn(stub).results.write('insight', rows, order, signal));
    expect(records(sent(stub)[0])[0]).toMatchObject({
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

  it('tells who changed a row by hand, but not the companion, nor whoever made the row', async () => {
    await using stub = await startStub((_, response) => {
      const record = (key: string, editor: string) => ({
        External_Key__c: key,
        CreatedById: '005000000000001AAA',
        LastModifiedById: editor,
        LastModifiedBy: { Name: 'Ann Ash' },
        LastModifiedDate: '2026-11-24T09:00:00.000+0000',
      });
      const rows = [record('own', '005000000000009'), record('maker', '005000000000001AAA'), record('hand', '005X')];
      json(response, 200, { totalSize: 3, done: true, records: rows });
    });
    const [held = []] = await collect(resultsOn(stub).results.readBack('forecast', signal));
    expect(held.map(({ key, edited }) => [key, edited])).toEqual([
      ['own', undefined],
      ['maker', undefined],
      ['hand', { by: 'Ann Ash', at: '2026-11-24T09:00:00.000Z' }],
    ]);
  });
});
