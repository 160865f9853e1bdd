import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../../local-org/local-org.ts';
import { describeField } from '../../../local-org/metadata/describe.ts';
import { openOrg } from '../../../local-org/open-org.ts';
import type { Id, RecordInput } from '../../../local-org/org.ts';
import { column, company, createOne, idOf, today } from '../support/company.ts';

describe('the formula fields of the package', () => {
  const { org, rep } = company();
  afterAll(() => {
    org.close();
  });
  const account = createOne(org, 'Account', { Name: 'Acme', OwnerId: rep });
  const action = (Name: string, Due_Date__c: string, more: RecordInput = {}): Id =>
    createOne(org, 'Takt_Action__c', {
      Name,
      Due_Date__c,
      Assignee__c: rep,
      OwnerId: rep,
      Account__c: account,
      ...more,
    });
  const late = action('Late', '2026-11-23');
  const open = action('Due today', today);
  action('Late but done', '2026-11-23', { Status__c: 'Done', Outcome__c: 'Called' });
  const names = (rest: string) => column(org, `SELECT Name FROM Takt_Action__c ${rest}`, 'Name');

  it('are selected, filtered and sorted by', () => {
    expect(names('WHERE Is_Overdue__c = TRUE')).toEqual(['Late']);
    expect(names('WHERE Is_Overdue__c = FALSE ORDER BY Name')).toEqual(['Due today', 'Late but done']);
    expect(names('ORDER BY Is_Overdue__c DESC, Name')[0]).toBe('Late');
    expect(column(org, 'SELECT Is_Overdue__c FROM Takt_Action__c ORDER BY Name', 'Is_Overdue__c', rep)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('come with the record, and alone', () => {
    expect(org.retrieve(org.system, 'Takt_Action__c', late)).toMatchObject({ Is_Overdue__c: true });
    expect(org.retrieve(org.actor(rep), 'Takt_Action__c', open, ['Is_Overdue__c'])).toMatchObject({
      Is_Overdue__c: false,
    });
    const [all] = org.query(org.system, 'SELECT FIELDS(CUSTOM) FROM Takt_Action__c ORDER BY Name LIMIT 1').records;
    expect(all).toMatchObject({ Is_Overdue__c: false });
  });

  it('are said to be calculated, and to sort and filter', () => {
    const object = org.schema.object('Takt_Action__c');
    const field = object?.fields.get('is_overdue__c');
    if (object === undefined || field === undefined) throw new Error('no such field');
    expect(describeField(field, object, org.system)).toMatchObject({
      calculated: true,
      createable: false,
      updateable: false,
      filterable: true,
      sortable: true,
      groupable: false,
      formulaTreatNullNumberAsZero: false,
    });
  });

  it('are nobody’s to write', () => {
    for (const actor of [org.system, org.actor(rep)]) {
      const [result] = org.update(actor, 'Takt_Action__c', [{ Id: late, Is_Overdue__c: false }]);
      expect(result?.errors).toMatchObject([
        { statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['Is_Overdue__c'] },
      ]);
    }
  });

  it('add money up to the cent, and stay empty where nothing is', () => {
    const plan = createOne(org, 'Takt_Plan__c', { Name: 'FY27', Fiscal_Year__c: '2027', Kind__c: 'Quota' });
    createOne(org, 'Takt_Quota__c', { Plan__c: plan, Approved_1__c: 0.1, Approved_2__c: 0.2 });
    createOne(org, 'Takt_Quota__c', { Plan__c: plan });
    const soql = 'SELECT Approved_Total__c FROM Takt_Quota__c ORDER BY Approved_Total__c NULLS LAST';
    expect(column(org, soql, 'Approved_Total__c')).toEqual([0.3, null]);
    expect(org.query(org.system, 'SELECT SUM(Approved_Total__c) total FROM Takt_Quota__c').records).toMatchObject([
      { total: 0.3 },
    ]);
  });
});

const root = mkdtempSync(path.join(tmpdir(), 'takt-formulas-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
const put = (folder: string, file: string, content: string): void => {
  const full = path.join(root, folder, 'force-app/main/area/objects/A__c', file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, content);
};
/** A package of one object: `fields` are type and inner XML by name. */
const openWith = (folder: string, fields: Readonly<Record<string, readonly [type: string, xml: string]>>): LocalOrg => {
  put(
    folder,
    'A__c.object-meta.xml',
    `<CustomObject><label>A</label><pluralLabel>As</pluralLabel><sharingModel>Private</sharingModel>
     <nameField><label>Name</label><type>Text</type></nameField></CustomObject>`,
  );
  for (const [name, [type, xml]] of Object.entries(fields)) {
    put(
      folder,
      `fields/${name}.field-meta.xml`,
      `<CustomField><fullName>${name}</fullName><label>${name}</label><type>${type}</type>${xml}</CustomField>`,
    );
  }
  return openOrg({ data: ':memory:', projectRoot: path.join(root, folder), today });
};
const decimal = '<precision>18</precision><scale>2</scale>';
const formula = (text: string, more = ''): string => `<formula><![CDATA[${text}]]></formula>${more}`;

describe('formula fields of every kind', () => {
  let org: LocalOrg;
  let first = '';
  let second = '';
  beforeAll(() => {
    org = openWith('kinds', {
      N__c: ['Number', decimal],
      Parent__c: ['Lookup', '<referenceTo>A__c</referenceTo><relationshipName>Children</relationshipName>'],
      Half__c: ['Number', decimal + formula('1 / N__c')],
      Double_Half__c: ['Number', decimal + formula('Half__c * 2')],
      Plus__c: ['Number', decimal + formula('N__c + 1')],
      Plus_Or_Blank__c: [
        'Number',
        decimal + formula('N__c + 1', '<formulaTreatBlanksAs>BlankAsBlank</formulaTreatBlanksAs>'),
      ],
      Above__c: ['Text', formula('Parent__r.Name & "/" & Name')],
      Above_Half__c: ['Number', decimal + formula('Parent__r.Double_Half__c')],
      Mine__c: ['Checkbox', formula('Owner:User.Id = $User.Id')],
      Me__c: ['Text', formula('UPPER($User.Username) & SUBSTITUTE(Name, "ü", "y")')],
    });
    first = createOne(org, 'A__c', { Name: 'Über', N__c: 4 });
    second = createOne(org, 'A__c', { Name: 'unter', Parent__c: first });
  });
  afterAll(() => {
    org.close();
  });
  const values = (field: string) => column(org, `SELECT ${field} FROM A__c ORDER BY Name DESC`, field);

  it('take a blank number for zero unless they say otherwise', () => {
    expect(values('Plus__c').toSorted()).toEqual([1, 5]);
    expect(values('Plus_Or_Blank__c').filter((value) => value === null)).toHaveLength(1);
  });

  it('are computed row by row where SQL cannot say them, and have no value where they have no result', () => {
    expect(org.retrieve(org.system, 'A__c', first)).toMatchObject({ Half__c: 0.25, Double_Half__c: 0.5 });
    expect(org.retrieve(org.system, 'A__c', second)).toMatchObject({ Half__c: null, Above_Half__c: 0.5 });
    expect(column(org, 'SELECT Name FROM A__c WHERE Half__c > 0.2', 'Name')).toEqual(['Über']);
  });

  it('read parents, and compare text without regard to case beyond ASCII too', () => {
    expect(org.retrieve(org.system, 'A__c', second)).toMatchObject({ Above__c: 'Über/unter' });
    expect(column(org, "SELECT Name FROM A__c WHERE Above__c = 'ÜBER/UNTER'", 'Name')).toEqual(['unter']);
    expect(column(org, "SELECT Name FROM A__c WHERE Above__c LIKE 'über%'", 'Name')).toEqual(['unter']);
    const [row] = org.query(org.system, 'SELECT Parent__r.Plus__c FROM A__c WHERE Parent__c != null').records;
    expect(row).toMatchObject({ Parent__r: { Plus__c: 5 } });
    const [none] = org.query(
      org.system,
      'SELECT Id FROM A__c WHERE Parent__c = null AND Parent__r.Plus__c = 1',
    ).records;
    expect(none).toBeUndefined();
  });

  it('know who asks, in SQL and row by row', () => {
    const ProfileId = idOf(org, "SELECT Id FROM Profile WHERE Name = 'System Administrator'");
    const person = (name: string): Id =>
      createOne(org, 'User', {
        LastName: name,
        Username: `${name}@acme.example`,
        Email: `${name}@acme.example`,
        Alias: name,
        ProfileId,
      });
    const [ann, ben] = [person('ann'), person('ben')];
    const id = createOne(org, 'A__c', { Name: 'Hers', OwnerId: ann });
    const seen = (userId: Id) => org.retrieve(org.actor(userId), 'A__c', id, ['Mine__c', 'Me__c']);
    expect(seen(ann)).toMatchObject({ Mine__c: true, Me__c: 'ANN@ACME.EXAMPLEHers' });
    expect(seen(ben)).toMatchObject({ Mine__c: false, Me__c: 'BEN@ACME.EXAMPLEHers' });
    const mine = (userId: Id) => column(org, 'SELECT Name FROM A__c WHERE Mine__c = TRUE', 'Name', userId);
    expect([mine(ann), mine(ben)]).toEqual([['Hers'], []]);
  });
});

describe('a formula that cannot be used', () => {
  it('is a problem of the package, with file and reason', () => {
    const file = path.join(root, 'wrong/force-app/main/area/objects/A__c/fields/F__c.field-meta.xml');
    const open = () => openWith('wrong', { F__c: ['Number', decimal + formula('Name')] });
    expect(open).toThrow(`${file}: Formula result is data type (Text), incompatible with expected data type (Number).`);
  });

  it('may not need itself', () => {
    const open = () =>
      openWith('circular', {
        F__c: ['Number', decimal + formula('G__c + 1')],
        G__c: ['Number', decimal + formula('F__c + 1')],
      });
    expect(open).toThrow('F__c.field-meta.xml: Field F__c cannot refer to itself, directly or over other fields');
  });
});
