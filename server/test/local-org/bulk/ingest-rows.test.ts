import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningOrg } from '../../../local-org/start.ts';
import { column, company, createOne, deal, idOf, type Company } from '../support/company.ts';
import { connectAs, startOrg } from '../support/server.ts';
import { load } from './load.ts';

let running: RunningOrg;
let people: Company;
let admin: Connection;
let rep: Connection;
beforeAll(async () => {
  running = await startOrg();
  people = company(running.org);
  admin = connectAs(running, 'admin@acme.example');
  rep = connectAs(running, 'rep@acme.example');
});
afterAll(() => running.close());

describe('a row of an ingest job', () => {
  it('is inserted, or refused alone, with its columns as they were sent', async () => {
    const { successfulResults, failedResults, unprocessedRecords } = await load(
      admin,
      { object: 'Account', operation: 'insert' },
      'Name,Description,website\n"Acme, ""one""",two\u00a0words,\n,without a name,https://acme.example\n',
    );
    expect(successfulResults).toEqual([
      {
        sf__Id: idOf(running.org, "SELECT Id FROM Account WHERE Name LIKE 'Acme%'"),
        sf__Created: 'true',
        Name: 'Acme, "one"',
        Description: 'two\u00a0words',
        website: '',
      },
    ]);
    expect(failedResults).toEqual([
      {
        sf__Id: '',
        sf__Error: 'REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --',
        Name: '',
        Description: 'without a name',
        website: 'https://acme.example',
      },
    ]);
    expect(unprocessedRecords).toEqual([]);
  });

  it('leaves what its empty cells stand for, and empties what #N/A stands for', async () => {
    const { org } = running;
    const id = createOne(org, 'Account', { Name: 'Kept', Description: 'gone', Website: 'https://kept.example' });
    const job = { object: 'Account', operation: 'update' } as const;
    const { successfulResults } = await load(admin, job, `Id,Name,Description,Website\n${id},,#N/A,\n`);
    expect(successfulResults).toMatchObject([{ sf__Id: id, sf__Created: 'false' }]);
    expect(org.retrieve(org.system, 'Account', id)).toMatchObject({
      Name: 'Kept',
      Description: null,
      Website: 'https://kept.example',
    });
  });

  it('finds its record by key and its parents by theirs, of several kinds the one it names', async () => {
    const { org } = running;
    const job = { object: 'Takt_Scope__c', operation: 'upsert', externalIdFieldName: 'external_key__c' } as const;
    createOne(org, 'Takt_Scope__c', { Name: 'Company', Type__c: 'Company', External_Key__c: 'company' });
    const first = await load(
      admin,
      job,
      'External_Key__c,Name,Type__c,Parent__r.External_Key__c,Owner:User.Username\n' +
        'north,North,Team,company,manager@acme.example\nlost,Lost,Team,nowhere,manager@acme.example\n',
    );
    expect(first.successfulResults).toMatchObject([{ sf__Created: 'true' }]);
    expect(first.failedResults).toMatchObject([
      {
        sf__Error:
          'INVALID_FIELD:Foreign key external ID: nowhere not found for field External_Key__c in entity Takt_Scope__c:--',
      },
    ]);
    const parents = 'SELECT Parent__r.External_Key__c, OwnerId FROM Takt_Scope__c WHERE External_Key__c';
    expect(org.query(org.system, `${parents} = 'north'`).records).toMatchObject([
      { Parent__r: { External_Key__c: 'company' }, OwnerId: people.manager },
    ]);
    const again = await load(admin, job, 'External_Key__c,Name,Parent__r.External_Key__c\nnorth,Far North,#N/A\n');
    expect(again.successfulResults).toMatchObject([{ sf__Created: 'false' }]);
    expect(org.query(org.system, `${parents} = 'north'`).records).toMatchObject([{ Parent__r: null }]);
  });

  it('is refused where another row of its chunk has the same key', async () => {
    const job = { object: 'Takt_Scope__c', operation: 'upsert', externalIdFieldName: 'External_Key__c' } as const;
    const rows = 'External_Key__c,Name,Type__c\ntwin,A,Team\nTWIN,B,Team\nsingle,C,Team\n';
    const { successfulResults, failedResults } = await load(admin, job, rows);
    expect(successfulResults).toMatchObject([{ External_Key__c: 'single' }]);
    expect(failedResults.map((row) => row.sf__Error)).toEqual([
      'DUPLICATE_VALUE:Duplicate external id specified: twin:External_Key__c --',
      'DUPLICATE_VALUE:Duplicate external id specified: TWIN:External_Key__c --',
    ]);
  });

  it('says what a field cannot take, and reads the words for yes and no', async () => {
    const { successfulResults, failedResults } = await load(
      admin,
      { object: 'Opportunity', operation: 'insert' },
      'Name,StageName,CloseDate,Amount,IsPrivate\nA,Prospecting,2026-12-15,12.5,yes\nB,Prospecting,soon,1,no\n' +
        'C,Prospecting,2026-12-15,much,0\nD,Prospecting,2026-12-15,1,perhaps\nE,Prospecting\n',
    );
    expect(successfulResults).toMatchObject([{ Name: 'A' }]);
    expect(column(running.org, "SELECT IsPrivate FROM Opportunity WHERE Name = 'A'", 'IsPrivate')).toEqual([true]);
    expect(failedResults.map((row) => row.sf__Error)).toEqual([
      'INVALID_TYPE_ON_FIELD_IN_RECORD:Close Date: value not of required type: soon:CloseDate --',
      'INVALID_TYPE_ON_FIELD_IN_RECORD:Amount: value not of required type: much:Amount --',
      'INVALID_TYPE_ON_FIELD_IN_RECORD:Private: value not of required type: perhaps:IsPrivate --',
      'INVALID_INPUT:2 values where the header has 5 columns:--',
    ]);
  });

  it('is deleted by its id, of the object of the job only', async () => {
    const { org } = running;
    const [one, other] = [createOne(org, 'Account', { Name: 'One' }), createOne(org, 'Opportunity', deal())];
    const { successfulResults, failedResults } = await load(
      admin,
      { object: 'Account', operation: 'delete' },
      `Id\n${one}\n${other}\n`,
    );
    expect(successfulResults).toEqual([{ sf__Id: one, sf__Created: 'false', Id: one }]);
    expect(failedResults).toMatchObject([{ sf__Error: `MALFORMED_ID:malformed id ${other}:Id --` }]);
    expect(org.query(org.system, `SELECT Id FROM Account WHERE Id = '${one}'`).totalSize).toBe(0);
    expect(org.query(org.system, `SELECT Id FROM Opportunity WHERE Id = '${other}'`).totalSize).toBe(1);
  });
});

describe('the rights of who made the job', () => {
  it('decide on fields, sharing and validation rules row by row', async () => {
    const { org, rep: me, peer } = people;
    const mine = createOne(org, 'Opportunity', deal({ Name: 'Mine', OwnerId: me }));
    const theirs = createOne(org, 'Opportunity', deal({ Name: 'Theirs', OwnerId: peer }));
    const update = { object: 'Opportunity', operation: 'update' } as const;
    const deals = await load(rep, update, `Id,NextStep\n${mine},call\n${theirs},steal\n`);
    expect(deals.successfulResults).toMatchObject([{ sf__Id: mine }]);
    expect(deals.failedResults).toMatchObject([
      { sf__Id: theirs, sf__Error: 'INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--' },
    ]);
    const actions = await load(
      rep,
      { object: 'Takt_Action__c', operation: 'insert' },
      `Name,Opportunity__c,Status__c,Assignee__c,OwnerId,Due_Date__c\nCall,${mine},Done,${me},${me},2026-12-01\n`,
    );
    expect(actions.failedResults[0]?.sf__Error).toBe(
      'FIELD_CUSTOM_VALIDATION_EXCEPTION:Say what came of it before you set the action to Done.:Outcome__c --',
    );
    const scopes = await load(rep, { object: 'Takt_Scope__c', operation: 'insert' }, 'Name\nMine\n');
    expect(scopes.failedResults[0]?.sf__Error).toBe(
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:entity type cannot be inserted: Takt_Scope__c:--',
    );
  });

  it('are asked for each row alone where they refuse some', async () => {
    const there = { Name: 'There', Type__c: 'Team', External_Key__c: 'there', OwnerId: people.rep };
    createOne(running.org, 'Takt_Scope__c', there);
    const job = { object: 'Takt_Scope__c', operation: 'upsert', externalIdFieldName: 'External_Key__c' } as const;
    const { failedResults } = await load(rep, job, 'External_Key__c,Name\nthere,A\nnew,B\n');
    expect(failedResults.map((row) => row.sf__Error.split(':')[0])).toEqual([
      'INSUFFICIENT_ACCESS_OR_READONLY',
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    ]);
  });

  it('hide an object as if it were not there', async () => {
    const guest = connectAs(running, 'guest@acme.example');
    await expect(load(guest, { object: 'Takt_Scope__c', operation: 'insert' }, 'Name\nA\n')).rejects.toThrow(
      'InvalidJob : Unable to find object: Takt_Scope__c',
    );
    await expect(load(admin, { object: 'Nothing__c', operation: 'insert' }, 'Name\nA\n')).rejects.toThrow(
      'InvalidJob : Unable to find object: Nothing__c',
    );
  });

  it('keep hard deletion for those who were given it', async () => {
    await expect(load(admin, { object: 'Account', operation: 'hardDelete' }, 'Id\n')).rejects.toThrow(
      'hardDelete operation requires special user profile permission',
    );
  });
});
