import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveCompany, type Person, type Served } from '../shell/company.ts';

let company: Served;
beforeAll(async () => {
  company = await serveCompany();
});
afterAll(() => company.close());

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const call = async (
  person: Person,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> => {
  const response = await fetch(`${company.url}/services/data/v67.0/ui-api/${path}`, {
    method,
    headers: { Authorization: `Bearer ${company.token(person)}`, 'Content-Type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
};

const forecast = (index: number): string => company.forecasts[index] ?? '';

describe('reading a record', () => {
  it('gives the fields asked for, parents as records of their own', async () => {
    const fields = 'Takt_Forecast__c.Won__c,Takt_Forecast__c.As_Of__c,Takt_Forecast__c.Scope__r.Name';
    const { status, body } = await call(company.ann, 'GET', `records/${forecast(0)}?fields=${fields}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      apiName: 'Takt_Forecast__c',
      id: forecast(0),
      childRelationships: {},
      recordTypeInfo: null,
      fields: {
        Won__c: { value: 120_000.5, displayValue: '$120,000.50' },
        As_Of__c: { value: '2026-11-24T05:28:19.000Z', displayValue: '11/24/2026, 12:28 AM' },
        Scope__r: {
          displayValue: 'Ann Ash',
          value: { apiName: 'Takt_Scope__c', fields: { Name: { value: 'Ann Ash' } } },
        },
      },
    });
    expect(body['lastModifiedDate']).toMatch(/^2026-.*Z$/);
    expect(Object.keys(body['fields'] as object)).toEqual(['As_Of__c', 'Scope__r', 'Won__c']);
  });

  it('refuses an unknown field, and leaves an unknown optional one out', async () => {
    const refused = await call(company.ann, 'GET', `records/${forecast(0)}?fields=Takt_Forecast__c.Nope__c`);
    expect(refused).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_FIELD' }] });
    const optional = await call(
      company.ann,
      'GET',
      `records/${forecast(0)}?fields=Takt_Forecast__c.Name&optionalFields=Takt_Forecast__c.Nope__c`,
    );
    expect(Object.keys(optional.body['fields'] as object)).toEqual(['Name']);
  });

  it('answers 404 for a record that sharing hides, 403 for an object without access, 401 without a token', async () => {
    const path = `records/${forecast(1)}?fields=Takt_Forecast__c.Name`;
    expect(await call(company.ann, 'GET', path)).toMatchObject({ status: 404, body: [{ errorCode: 'NOT_FOUND' }] });
    expect(await call(company.nora, 'GET', path)).toMatchObject({ status: 403 });
    const anonymous = await fetch(`${company.url}/services/data/v67.0/ui-api/${path}`);
    expect(anonymous.status).toBe(401);
  });

  it('gives batches with a status for each record', async () => {
    const path = `records/batch/${forecast(0)},${forecast(1)}?fields=Takt_Forecast__c.Name`;
    const { body } = await call(company.ann, 'GET', path);
    expect(body).toMatchObject({ hasErrors: true, results: [{ statusCode: 200 }, { statusCode: 404 }] });
  });
});

describe('writing a record', () => {
  it('creates it, with what the org fills in', async () => {
    const { status, body } = await call(company.ann, 'POST', 'records', {
      apiName: 'Takt_Run__c',
      fields: { Kind__c: 'Forecast' },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ apiName: 'Takt_Run__c', fields: { Status__c: { value: 'Requested' } } });
  });

  it('says field by field why it is refused', async () => {
    const { status, body } = await call(company.sam, 'POST', 'records', {
      apiName: 'Takt_Forecast__c',
      fields: { Name: 'No period' },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      enhancedErrorType: 'RecordError',
      statusCode: 400,
      message: 'An error occurred while trying to create the record. Please try again.',
    });
    const output = body['output'] as { readonly fieldErrors: Readonly<Record<string, readonly object[]>> };
    expect(output.fieldErrors['Period__c']?.[0]).toMatchObject({
      errorCode: 'REQUIRED_FIELD_MISSING',
      field: 'Period__c',
      fieldLabel: 'Period',
    });
  });

  it('changes it, unless somebody was faster', async () => {
    const path = `records/${forecast(2)}`;
    const before = await call(company.sam, 'GET', `${path}?fields=Takt_Forecast__c.Name`);
    const seen = { 'If-Unmodified-Since': String(before.body['lastModifiedDate']) };
    const changed = await call(company.sam, 'PATCH', path, { fields: { Won__c: 1.25 } }, seen);
    expect(changed).toMatchObject({ status: 200, body: { fields: { Won__c: { value: 1.25 } } } });
    const late = await call(company.sam, 'PATCH', path, { fields: { Won__c: 2 } }, seen);
    expect(late).toMatchObject({ status: 412, body: [{ errorCode: 'PRECONDITION_FAILED' }] });
    expect(await call(company.sam, 'GET', `${path}?fields=Takt_Forecast__c.Won__c`)).toMatchObject({
      body: { fields: { Won__c: { value: 1.25 } } },
    });
  });

  it('is refused to who may only read', async () => {
    const { status, body } = await call(company.ann, 'PATCH', `records/${forecast(0)}`, { fields: { Won__c: 9 } });
    expect(status).toBe(400);
    expect(JSON.stringify(body['output'])).toMatch(/INSUFFICIENT_ACCESS|INVALID_FIELD_FOR_INSERT_UPDATE/);
  });

  it('deletes it, and then knows it no more', async () => {
    const path = `records/${forecast(2)}`;
    expect((await call(company.sam, 'DELETE', path)).status).toBe(204);
    expect((await call(company.sam, 'GET', `${path}?fields=Takt_Forecast__c.Name`)).status).toBe(404);
    expect((await call(company.sam, 'DELETE', path)).status).toBe(404);
  });
});

describe('describing an object', () => {
  it('tells labels, rights and fields as the person has them', async () => {
    const { body } = await call(company.ann, 'GET', 'object-info/Takt_Run__c');
    expect(body).toMatchObject({ apiName: 'Takt_Run__c', createable: true, deletable: false, nameFields: ['Name'] });
    const fields = body['fields'] as Readonly<Record<string, object>>;
    expect(fields['Kind__c']).toMatchObject({ dataType: 'Picklist', createable: true });
    expect(fields['Status__c']).toMatchObject({ updateable: false });
    expect(fields['OwnerId']).toMatchObject({ reference: true, referenceToInfos: [{ apiName: 'User' }] });
  });

  it('refuses objects that User Interface API does not serve, or the person may not read', async () => {
    expect((await call(company.sam, 'GET', 'object-info/UserRole')).status).toBe(400);
    expect((await call(company.nora, 'GET', 'object-info/Takt_Run__c')).status).toBe(403);
  });

  it('lists the values of a picklist', async () => {
    const path = 'object-info/Takt_Run__c/picklist-values/012000000000000AAA/Kind__c';
    const { body } = await call(company.ann, 'GET', path);
    expect(body['values']).toContainEqual({ attributes: null, label: 'Forecast', validFor: [], value: 'Forecast' });
  });
});
