import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiRequest, Connection } from '../../src/adapters/salesforce/connection.ts';
import { inNamespace } from '../../src/adapters/salesforce/namespace.ts';

const budget = { allowance: () => undefined, state: () => 'plenty' as const };

/** What arrives at the org of a request, and what comes back of an answer. */
const through = async (
  request: Partial<ApiRequest>,
  answer = '{}',
  type = 'application/json',
): Promise<{ readonly sent: ApiRequest; readonly got: string }> => {
  let sent: ApiRequest | undefined;
  const connection: Connection = {
    signIn: () => Promise.reject(new Error('not asked')),
    budget,
    width: () => 1,
    call: (asked) => {
      sent = asked;
      return Promise.resolve({
        status: 200,
        headers: new Headers({ 'content-type': type }),
        body: new Uint8Array(Buffer.from(answer)),
      });
    },
  };
  const got = await inNamespace(connection, 'acme').call({ method: 'GET', path: '/query', what: 'a test', ...request });
  if (sent === undefined) throw new Error('nothing was sent');
  return { sent, got: Buffer.from(got.body).toString() };
};

describe('an org in which Takt has a namespace', () => {
  it('is asked by names with it: objects, fields and parents of Takt’s queries', async () => {
    const q = "SELECT Id, Kind__c, Scope__r.External_Key__c FROM Takt_Run__c WHERE Status__c = 'Open' ORDER BY Kind__c";
    expect((await through({ query: { q } })).sent.query).toEqual({
      q: "SELECT Id, acme__Kind__c, acme__Scope__r.acme__External_Key__c FROM acme__Takt_Run__c WHERE acme__Status__c = 'Open' ORDER BY acme__Kind__c",
    });
  });

  it('keeps texts in queries as they are, quotes in them too', async () => {
    const q = "SELECT Id FROM Takt_Run__c WHERE Name = 'It\\'s Kind__c' AND Kind__c = 'Takt_Run__c'";
    expect((await through({ query: { q } })).sent.query?.['q']).toBe(
      "SELECT Id FROM acme__Takt_Run__c WHERE Name = 'It\\'s Kind__c' AND acme__Kind__c = 'Takt_Run__c'",
    );
  });

  it('is not asked so for the company’s own fields of standard objects', async () => {
    const q = 'SELECT Id, Region__c FROM Opportunity';
    expect((await through({ query: { q } })).sent.query).toEqual({ q });
    const body = JSON.stringify({ operation: 'query', query: 'SELECT Region__c FROM Account' });
    expect((await through({ method: 'POST', path: '/jobs/query', body })).sent.body).toBe(body);
  });

  it('takes Bulk jobs by the names with it, their header as well, and gives failed rows back without it', async () => {
    const path = '/jobs/ingest';
    const body = JSON.stringify({ object: 'Takt_Scope__c', externalIdFieldName: 'External_Key__c' });
    expect((await through({ method: 'POST', path, body })).sent.body).toBe(
      '{"object":"acme__Takt_Scope__c","externalIdFieldName":"acme__External_Key__c"}',
    );
    const csv = new TextEncoder().encode('"External_Key__c","Parent__r.External_Key__c"\n"Kind__c","é"\n');
    const upload = await through({ method: 'PUT', path: `${path}/750/batches`, body: csv });
    expect(Buffer.from(upload.sent.body ?? '').toString()).toBe(
      '"acme__External_Key__c","acme__Parent__r.acme__External_Key__c"\n"Kind__c","é"\n',
    );
    const failed = '"sf__Id","sf__Error","acme__External_Key__c"\n"","X:acme__Kind__c --","é"\n';
    expect((await through({ path: `${path}/750/failedResults` }, failed, 'text/csv')).got).toBe(
      failed.replace('acme__External_Key__c', 'External_Key__c'),
    );
  });

  it('takes rows by the names with it, numbers to the last digit and values untouched', async () => {
    const path = '/composite/sobjects/Takt_Forecast__c/External_Key__c';
    const body =
      '{"records":[{"attributes":{"type":"Takt_Forecast__c"},"Won__c":12345678901234.56,"Note__c":"\\"Won__c\\": Takt_Run__c","Scope__r":{"External_Key__c":"total"}}]}';
    const { sent } = await through({ method: 'PATCH', path, body });
    expect(sent.path).toBe('/composite/sobjects/acme__Takt_Forecast__c/acme__External_Key__c');
    expect(sent.body).toBe(
      '{"records":[{"attributes":{"type":"acme__Takt_Forecast__c"},"acme__Won__c":12345678901234.56,"acme__Note__c":"\\"Won__c\\": Takt_Run__c","acme__Scope__r":{"acme__External_Key__c":"total"}}]}',
    );
  });

  it('is asked by names with it in the parts of a composite, whose numbers keep every digit', async () => {
    const soql = "SELECT Id FROM Takt_Run__c WHERE Message__c = 'Takt_Run__c'";
    const url = `/services/data/v67.0/query?${new URLSearchParams({ q: soql }).toString()}`;
    const address = '/services/data/v67.0/composite/sobjects/Takt_Scope__c/External_Key__c?fence=@{a.records[0].Id}';
    const row =
      '{"attributes":{"type":"Takt_Scope__c"},"Won__c":12345678901234567.89,"Name":"\\"url\\":\\"Takt_Run__c\\""}';
    const body = `{"compositeRequest":[{"url":"${url}"},{"url":"${address}","body":{"records":[${row}]}}]}`;
    const { sent } = await through({ method: 'POST', path: '/composite', body });
    const text = String(sent.body);
    const first = /"url":"([^"]*)"/.exec(text)?.[1] ?? '';
    expect(new URL(first, 'https://a').searchParams.get('q')).toBe(
      "SELECT Id FROM acme__Takt_Run__c WHERE acme__Message__c = 'Takt_Run__c'",
    );
    expect(text).toContain('/acme__Takt_Scope__c/acme__External_Key__c?fence=@{a.records[0].Id}');
    expect(text).toContain('"type":"acme__Takt_Scope__c"},"acme__Won__c":12345678901234567.89');
    expect(text).toContain('"Name":"\\"url\\":\\"Takt_Run__c\\""');
  });

  it('answers without it: keys of records, names of a description, the header of a CSV page', async () => {
    const record = '{"records":[{"acme__Kind__c":"acme__Kind__c","acme__Scope__r":{"acme__Type__c":1.50}}]}';
    expect((await through({}, record)).got).toBe(
      '{"records":[{"Kind__c":"acme__Kind__c","Scope__r":{"Type__c":1.50}}]}',
    );
    const description = '{"name":"acme__Takt_Run__c","fields":[{"name":"acme__Kind__c","relationshipName":null}]}';
    expect((await through({ path: '/sobjects/Takt_Run__c/describe' }, description)).got).toBe(
      '{"name":"Takt_Run__c","fields":[{"name":"Kind__c","relationshipName":null}]}',
    );
    const csv = '"Id","acme__Kind__c"\n"a01","acme__Kind__c"\n';
    expect((await through({}, csv, 'text/csv; charset=UTF-8')).got).toBe('"Id","Kind__c"\n"a01","acme__Kind__c"\n');
  });

  it('never touches a value, whatever people wrote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        const body = JSON.stringify({ Message__c: text, Step__c: `acme__${text}__c` });
        const { sent } = await through({ method: 'PATCH', path: '/sobjects/Takt_Run__c/a01', body });
        expect(Object.values(JSON.parse(String(sent.body)) as object)).toEqual([text, `acme__${text}__c`]);
        const { got } = await through({}, JSON.stringify({ acme__Message__c: text }));
        expect(JSON.parse(got)).toEqual({ Message__c: text });
      }),
    );
  });

  it('is the same connection where there is none', () => {
    const connection: Connection = {
      signIn: () => Promise.reject(new Error()),
      budget,
      width: () => 1,
      call: () => Promise.reject(new Error()),
    };
    expect(inNamespace(connection, '')).toBe(connection);
  });
});
