import { afterAll, describe, expect, it } from 'vitest';
import { company, createOne, deal, idOf, ids } from '../support/company.ts';

const { org, admin, rep } = company();
afterAll(() => {
  org.close();
});
const asAdmin = org.actor(admin);
const errorOf = (objectName: string, record: Parameters<typeof deal>[0], user = admin) =>
  org.create(org.actor(user), objectName, [record ?? {}])[0]?.errors[0];

describe('a record is refused', () => {
  it('without its required fields, all of them named', () => {
    expect(errorOf('Opportunity', { Amount: 1 })).toEqual({
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: 'Required fields are missing: [Name, StageName, CloseDate]',
      fields: ['Name', 'StageName', 'CloseDate'],
    });
  });

  it('with a field that the object does not have', () => {
    expect(errorOf('Opportunity', deal({ Nonsense__c: 1 }))).toMatchObject({
      statusCode: 'INVALID_FIELD',
      message: "No such column 'Nonsense__c' on sobject of type Opportunity",
    });
  });

  it('with text longer than the field', () => {
    expect(errorOf('Opportunity', deal({ Name: 'x'.repeat(121) }))).toMatchObject({
      statusCode: 'STRING_TOO_LONG',
      fields: ['Name'],
    });
  });

  it('with a value that a restricted picklist lacks', () => {
    expect(errorOf('Takt_Scope__c', { Name: 'x', Type__c: 'Planet' })).toMatchObject({
      statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      message: 'Type: bad value for restricted picklist field: Planet',
    });
  });

  it('with a value of another type', () => {
    expect(errorOf('Opportunity', deal({ CloseDate: 'soon' }))?.statusCode).toBe('JSON_PARSER_ERROR');
    expect(errorOf('Opportunity', deal({ CloseDate: '2026-02-30' }))?.statusCode).toBe('JSON_PARSER_ERROR');
    expect(errorOf('Opportunity', deal({ Amount: 'much' }))?.statusCode).toBe('JSON_PARSER_ERROR');
  });

  it('with a lookup to nothing, to another kind of record, or to no id at all', () => {
    expect(errorOf('Opportunity', deal({ AccountId: 'nonsense' }))?.statusCode).toBe('MALFORMED_ID');
    expect(errorOf('Opportunity', deal({ AccountId: '001000000000zzz' }))?.statusCode).toBe(
      'INVALID_CROSS_REFERENCE_KEY',
    );
    expect(errorOf('Opportunity', deal({ AccountId: rep }))?.statusCode).toBe('FIELD_INTEGRITY_EXCEPTION');
  });

  it('with the key of another record, which is named', () => {
    const first = createOne(org, 'Takt_Setting__c', { Name: 'Org', External_Key__c: 'org' });
    expect(errorOf('Takt_Setting__c', { Name: 'Org', External_Key__c: 'org' })).toEqual({
      statusCode: 'DUPLICATE_VALUE',
      message: `duplicate value found: External_Key__c duplicates value on record with id: ${first}`,
      fields: ['External_Key__c'],
    });
  });

  it('no longer with the key of a record that was deleted', () => {
    const scope = { Name: 'East', Type__c: 'Team', External_Key__c: 'team:east' };
    const first = createOne(org, 'Takt_Scope__c', scope);
    org.remove(org.system, [first]);
    expect(createOne(org, 'Takt_Scope__c', scope)).not.toBe(first);
  });

  it('for somebody who has left, while what they still own may be changed', () => {
    const left = createOne(org, 'User', {
      ...{ FirstName: 'Gone', LastName: 'Test', Username: 'gone@acme.example', Email: 'gone@acme.example' },
      ...{ Alias: 'gone', IsActive: true, ProfileId: idOf(org, 'SELECT Id FROM Profile LIMIT 1') },
    });
    const owned = createOne(org, 'Opportunity', deal({ OwnerId: left }));
    org.update(org.system, 'User', [{ Id: left, IsActive: false }]);
    expect(errorOf('Opportunity', deal({ OwnerId: left }))).toEqual({
      statusCode: 'INACTIVE_OWNER_OR_USER',
      message: `operation performed with inactive user [${left}] as owner of opportunity`,
      fields: [],
    });
    expect(org.update(asAdmin, 'Opportunity', [{ Id: owned, Name: 'Renamed' }])[0]).toMatchObject({ success: true });
  });

  it('with a field that only the org writes', () => {
    expect(errorOf('Opportunity', deal({ IsWon: true }))).toMatchObject({
      statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      fields: ['IsWon'],
    });
  });
});

describe('a request', () => {
  it('keeps its good records when some are wrong', () => {
    const results = org.create(asAdmin, 'Opportunity', [deal({ Name: 'Good' }), { Name: 'Bad' }]);
    expect(results.map(({ success }) => success)).toEqual([true, false]);
  });

  it('keeps none of them under allOrNone, and says which one was to blame', () => {
    const results = org.create(asAdmin, 'Opportunity', [deal({ Name: 'Undone' }), { Name: 'Bad' }], {
      allOrNone: true,
    });
    expect(results.map(({ errors }) => errors[0]?.statusCode)).toEqual([
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'REQUIRED_FIELD_MISSING',
    ]);
    expect(org.query(org.system, "SELECT COUNT() FROM Opportunity WHERE Name = 'Undone'").totalSize).toBe(0);
  });

  it('is undone with the transaction around it', () => {
    expect(() =>
      org.transaction(() => {
        createOne(org, 'Account', { Name: 'Ghost' });
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(org.query(org.system, "SELECT COUNT() FROM Account WHERE Name = 'Ghost'").totalSize).toBe(0);
  });
});

describe('an upsert', () => {
  it('makes a record once, then changes it, and tells which it did', () => {
    const write = (name: string) =>
      org.upsert(asAdmin, 'Takt_Period__c', 'External_Key__c', [{ External_Key__c: 'quarter:x', Name: name }])[0];
    const made = write('Q1');
    const changed = write('Q1 again');
    expect([made?.created, changed?.created]).toEqual([true, false]);
    expect(changed?.id).toBe(made?.id);
    expect(org.retrieve(asAdmin, 'Takt_Period__c', made?.id ?? '')['Name']).toBe('Q1 again');
  });

  it('tells keys apart that differ in case only, where the field is case-sensitive', () => {
    const write = (key: string) =>
      org.upsert(asAdmin, 'Takt_Period__c', 'External_Key__c', [{ External_Key__c: key, Name: key }])[0]?.id;
    expect(write('case:a')).not.toBe(write('case:A'));
  });

  it('names parents by their keys', () => {
    const scope = createOne(org, 'Takt_Scope__c', { Name: 'All', External_Key__c: 'total' });
    const period = createOne(org, 'Takt_Period__c', { Name: 'Q4', External_Key__c: 'quarter:y' });
    const [result] = org.upsert(asAdmin, 'Takt_Forecast__c', 'External_Key__c', [
      {
        External_Key__c: 'total|quarter:y',
        Name: 'f',
        Scope__r: { External_Key__c: 'total' },
        Period__r: { External_Key__c: 'quarter:y' },
      },
    ]);
    expect(org.retrieve(asAdmin, 'Takt_Forecast__c', result?.id ?? '')).toMatchObject({
      Scope__c: scope,
      Period__c: period,
    });
  });
});

describe('a deleted record', () => {
  it('is gone for queries and still there for queryAll', () => {
    const id = createOne(org, 'Account', { Name: 'Old' });
    ids(org.remove(asAdmin, [id]));
    const soql = `SELECT Id, IsDeleted FROM Account WHERE Id = '${id}'`;
    expect(org.query(asAdmin, soql).totalSize).toBe(0);
    expect(org.query(asAdmin, soql, { includeDeleted: true }).records[0]?.['IsDeleted']).toBe(true);
    expect(org.update(asAdmin, 'Account', [{ Id: id, Name: 'New' }])[0]?.errors[0]?.statusCode).toBe(
      'ENTITY_IS_DELETED',
    );
  });

  it('leaves required lookups nowhere: Salesforce refuses to delete what they need', () => {
    const scope = createOne(org, 'Takt_Scope__c', { Name: 'Needed', External_Key__c: 'needed' });
    const period = createOne(org, 'Takt_Period__c', { Name: 'Q', External_Key__c: 'quarter:z' });
    const forecast = { Name: 'f', External_Key__c: 'n', Scope__c: scope, Period__c: period };
    createOne(org, 'Takt_Forecast__c', forecast);
    expect(org.remove(asAdmin, [scope])[0]?.errors[0]?.statusCode).toBe('DELETE_FAILED');
  });
});
