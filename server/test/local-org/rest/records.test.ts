import { gzipSync } from 'node:zlib';
import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company, deal, idOf } from '../support/company.ts';
import { connectAs, startOrg } from '../support/server.ts';

let running: RunningOrg;
let admin: Connection;
let rep: Connection;
beforeAll(async () => {
  running = await startOrg();
  company(running.org);
  admin = connectAs(running, 'admin@acme.example');
  rep = connectAs(running, 'rep@acme.example');
});
afterAll(() => running.close());

const raw = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${running.url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${admin.accessToken ?? ''}`, 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: body instanceof Uint8Array ? Uint8Array.from(body) : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
};
const base = '/services/data/v67.0';

describe('the REST API', () => {
  it('lists its versions without a login', async () => {
    const versions = (await (await fetch(`${running.url}/services/data`)).json()) as { version: string }[];
    expect(versions.map(({ version }) => version)).toContain('67.0');
    expect(versions[0]).toEqual({ label: "Summer '16", url: '/services/data/v37.0', version: '37.0' });
  });

  it.each(['37.0', '52.0', '68.0'])('speaks version %s', async (version) => {
    const connection = connectAs(running, 'admin@acme.example', version);
    const { records } = await connection.query('SELECT Id FROM Organization');
    expect(records[0]?.attributes?.url).toBe(`/services/data/v${version}/sobjects/Organization/${running.org.id}`);
  });

  it('counts its calls in every answer', async () => {
    const { headers } = await raw('GET', `${base}/limits`);
    expect(headers.get('Sforce-Limit-Info')).toMatch(/^api-usage=\d+\/100000$/);
  });

  it('answers 404 in JSON for what it does not have, and 405 for a wrong method', async () => {
    for (const path of [
      `${base}/nonsense`,
      '/services/data/v99.0/limits',
      `${base}/sobjects/Nonsense__c`,
      '/services/Soap/u/67.0',
    ]) {
      const { status, body } = await raw('GET', path);
      expect([status, body]).toEqual([
        404,
        [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
      ]);
    }
    expect((await raw('PUT', `${base}/limits`)).status).toBe(405);
  });

  it('reads bodies that are gzipped, and refuses those that are no JSON', async () => {
    const zipped = gzipSync(JSON.stringify({ Name: 'Zipped' }));
    expect((await raw('POST', `${base}/sobjects/Account`, zipped, { 'Content-Encoding': 'gzip' })).status).toBe(201);
    const { status, body } = await raw('POST', `${base}/sobjects/Account`, new TextEncoder().encode('{"Name": '));
    expect([status, body]).toMatchObject([400, [{ errorCode: 'JSON_PARSER_ERROR' }]]);
  });
});

describe('describe', () => {
  it('lists the objects that the person may see', async () => {
    const names = (await rep.describeGlobal()).sobjects.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Opportunity', 'Takt_Forecast__c', 'User']));
    const guest = connectAs(running, 'guest@acme.example');
    expect((await guest.describeGlobal()).sobjects.map(({ name }) => name)).not.toContain('Opportunity');
  });

  it('offers the stages that the org keeps as records, in their order, with those no longer in use marked', async () => {
    const { org } = running;
    const first = { Id: idOf(org, "SELECT Id FROM OpportunityStage WHERE MasterLabel = 'Prospecting'") };
    org.update(org.system, 'OpportunityStage', [{ ...first, IsActive: false, SortOrder: 99 }]);
    const stages = (await admin.describe('Opportunity')).fields.find(
      ({ name }) => name === 'StageName',
    )?.picklistValues;
    expect(stages?.at(0)).toMatchObject({ value: 'Qualification', active: true });
    expect(stages?.at(-1)).toMatchObject({ value: 'Prospecting', active: false });
    const path = 'object-info/Opportunity/picklist-values/012000000000000AAA/StageName';
    const { body } = await raw('GET', `/services/data/v67.0/ui-api/${path}`);
    expect(body).toMatchObject({ values: stages?.slice(0, -1).map(({ value }) => ({ value: String(value) })) });
    org.update(org.system, 'OpportunityStage', [{ ...first, IsActive: true, SortOrder: 1 }]);
  });

  it('tells fields, types, picklists and children', async () => {
    const opportunity = await admin.describe('Opportunity');
    const field = (name: string) => opportunity.fields.find((one) => one.name === name);
    expect(opportunity.keyPrefix).toBe('006');
    expect(opportunity.fields.length).toBeGreaterThanOrEqual(40);
    expect(field('Amount')).toMatchObject({ type: 'currency', precision: 18, scale: 2, nillable: true });
    expect(field('StageName')?.picklistValues).toHaveLength(10);
    expect(field('OwnerId')).toMatchObject({ type: 'reference', referenceTo: ['User'], relationshipName: 'Owner' });
    expect(field('IsWon')).toMatchObject({ createable: false, updateable: false });
    expect(opportunity.childRelationships.map(({ relationshipName }) => relationshipName)).toContain(
      'OpportunityLineItems',
    );
    const forecast = await admin.describe('Takt_Forecast__c');
    expect(forecast.fields.find((one) => one.name === 'External_Key__c')).toMatchObject({
      externalId: true,
      unique: true,
      caseSensitive: true,
      idLookup: true,
      length: 120,
    });
  });
});

describe('a record', () => {
  it('is made, read, changed and deleted', async () => {
    const made = await admin.sobject('Account').create({ Name: 'Acme', AnnualRevenue: 5 });
    const id = made.id ?? '';
    expect(made).toEqual({ id, success: true, errors: [] });
    expect(await admin.sobject('Account').retrieve(id, { fields: ['Name'] })).toMatchObject({ Name: 'Acme', Id: id });
    await admin.sobject('Account').update({ Id: id, Name: 'Acme 2' });
    expect((await admin.sobject('Account').retrieve(id))['Name']).toBe('Acme 2');
    await admin.sobject('Account').delete(id);
    await expect(admin.sobject('Account').retrieve(id)).rejects.toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
  });

  it('is refused with Salesforce’s code, words and fields', async () => {
    expect(await raw('POST', `${base}/sobjects/Opportunity`, { Name: 'x' })).toMatchObject({
      status: 400,
      body: [
        {
          message: 'Required fields are missing: [StageName, CloseDate]',
          errorCode: 'REQUIRED_FIELD_MISSING',
          fields: ['StageName', 'CloseDate'],
        },
      ],
    });
  });

  it('of another person cannot be found', async () => {
    const [made] = running.org.create(running.org.system, 'Opportunity', [deal()]);
    await expect(rep.sobject('Opportunity').retrieve(made?.id ?? '')).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
    await expect(rep.sobject('Opportunity').update({ Id: made?.id ?? '', Amount: 1 })).rejects.toMatchObject({
      errorCode: 'NOT_FOUND',
    });
  });

  it('that changed meanwhile is not overwritten under If-Unmodified-Since', async () => {
    const { id } = await admin.sobject('Account').create({ Name: 'Old' });
    const path = `${base}/sobjects/Account/${id ?? ''}`;
    const stale = { 'If-Unmodified-Since': 'Mon, 23 Nov 2026 00:00:00 GMT' };
    expect((await raw('PATCH', path, { Name: 'New' }, stale)).status).toBe(412);
    const fresh = { 'If-Unmodified-Since': 'Thu, 26 Nov 2026 00:00:00 GMT' };
    expect((await raw('PATCH', path, { Name: 'New' }, fresh)).status).toBe(204);
  });
});

describe('an upsert by key', () => {
  const path = (version: string, key: string) =>
    `/services/data/v${version}/sobjects/Takt_Scope__c/External_Key__c/${key}`;

  it('answers 201, then 200 with a body, and 204 without one before version 46', async () => {
    const made = await raw('PATCH', path('67.0', 'team%3A1'), { Name: 'Team' });
    expect(made).toMatchObject({ status: 201, body: { success: true, created: true } });
    expect(await raw('PATCH', path('67.0', 'team%3A1'), { Name: 'Team' })).toMatchObject({
      status: 200,
      body: { success: true, created: false },
    });
    expect(await raw('PATCH', path('45.0', 'team%3A1'), { Name: 'Team' })).toMatchObject({
      status: 204,
      body: undefined,
    });
    expect((await raw('GET', path('67.0', 'team%3A1'))).body).toMatchObject({ External_Key__c: 'team:1' });
  });

  it('refuses a field that is no key, and the key in the body', async () => {
    const wrongField = `${base}/sobjects/Takt_Scope__c/Type__c/x`;
    expect(await raw('PATCH', wrongField, {})).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_FIELD' }] });
    const twice = { External_Key__c: 'a', Name: 'x' };
    expect(await raw('PATCH', path('67.0', 'a'), twice)).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD' }],
    });
  });

  it('is what jsforce does, too', async () => {
    const scope = { External_Key__c: 'by-jsforce', Name: 'x' };
    const result = await admin.sobject('Takt_Scope__c').upsert(scope, 'External_Key__c');
    expect(result).toMatchObject({ success: true });
  });
});

describe('queries over HTTP', () => {
  it('page by nextRecordsUrl until jsforce has everything', async () => {
    running.org.create(
      running.org.system,
      'Contact',
      Array.from({ length: 2500 }, (_, n) => ({ LastName: `C${n}` })),
    );
    const first = await admin.query('SELECT Id FROM Contact');
    expect(first).toMatchObject({ totalSize: 2500, done: false });
    expect(first.nextRecordsUrl).toMatch(/\/services\/data\/v67\.0\/query\/01g\w+-2000$/);
    expect(await admin.query('SELECT Id FROM Contact').execute({ autoFetch: true, maxFetch: 5000 })).toMatchObject({
      totalSize: 2500,
    });
    const small = await raw('GET', `${base}/query?q=SELECT+Id+FROM+Contact`, undefined, {
      'Sforce-Query-Options': 'batchSize=500',
    });
    expect((small.body as { records: unknown[] }).records).toHaveLength(500);
  });

  it('fail with Salesforce’s code', async () => {
    await expect(admin.query('SELECT Nonsense FROM Account')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' });
    await expect(admin.queryMore(`${base}/query/01gnothing-2000`)).rejects.toMatchObject({
      errorCode: 'INVALID_QUERY_LOCATOR',
    });
    expect(await raw('GET', `${base}/query`)).toMatchObject({ status: 400, body: [{ errorCode: 'MALFORMED_QUERY' }] });
  });
});
