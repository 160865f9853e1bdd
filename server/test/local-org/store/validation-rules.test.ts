import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../../local-org/local-org.ts';
import { openOrg } from '../../../local-org/open-org.ts';
import type { Actor, RecordInput, WriteOptions } from '../../../local-org/org.ts';
import { company, createOne, idOf, ids, today } from '../support/company.ts';

const people = company();
const { org, rep, admin } = people;
afterAll(() => {
  org.close();
});
const account = createOne(org, 'Account', { Name: 'Acme' });

const create = (object: string, record: RecordInput, actor: Actor = org.system, options?: WriteOptions) =>
  org.create(actor, object, [record], options)[0];
const update = (object: string, record: RecordInput) => org.update(org.system, object, [record])[0];
const refusal = (message: string, ...fields: readonly string[]) => ({
  success: false,
  errors: [{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields }],
});
const accepted = { success: true, errors: [] };

const action = (more: RecordInput = {}): RecordInput => ({
  Name: 'Call Acme',
  Assignee__c: rep,
  OwnerId: rep,
  Due_Date__c: today,
  Account__c: account,
  ...more,
});

describe('an action', () => {
  const aboutOne =
    'An action is about exactly one record: an opportunity, an account, a forecast, a product, a KPI value or an initiative. Only the decision that it carries out stands beside it, or alone.';
  const opportunity = createOne(org, 'Opportunity', { Name: 'Deal', StageName: 'Prospecting', CloseDate: today });

  it('is about exactly one record', () => {
    expect(create('Takt_Action__c', action())).toMatchObject(accepted);
    expect(create('Takt_Action__c', action({ Opportunity__c: opportunity }))).toMatchObject(refusal(aboutOne));
    expect(create('Takt_Action__c', action({ Account__c: null }))).toMatchObject(refusal(aboutOne));
  });

  it('may go from one record to another, but not be about both', () => {
    const Id = createOne(org, 'Takt_Action__c', action());
    expect(update('Takt_Action__c', { Id, Opportunity__c: opportunity })).toMatchObject(refusal(aboutOne));
    expect(update('Takt_Action__c', { Id, Opportunity__c: opportunity, Account__c: null })).toMatchObject(accepted);
  });

  it('says what came of it before it is done', () => {
    const Id = createOne(org, 'Takt_Action__c', action());
    const needed = refusal('Say what came of it before you set the action to Done.', 'Outcome__c');
    expect(update('Takt_Action__c', { Id, Status__c: 'Done' })).toMatchObject(needed);
    expect(org.retrieve(org.system, 'Takt_Action__c', Id)).not.toMatchObject({ Status__c: 'Done' });
    expect(update('Takt_Action__c', { Id, Status__c: 'Done', Outcome__c: 'Won back' })).toMatchObject(accepted);
  });

  it('names every rule that it breaks', () => {
    const both = create('Takt_Action__c', action({ Account__c: null, OwnerId: admin, Status__c: 'Done' }));
    expect(both?.errors.map(({ fields }) => fields)).toEqual([[], ['Outcome__c'], ['Assignee__c']]);
  });

  it('is not tried by rules while a required field is missing', () => {
    const wrong = create('Takt_Action__c', action({ Assignee__c: null }));
    expect(wrong?.errors.map(({ statusCode }) => statusCode)).toEqual(['REQUIRED_FIELD_MISSING']);
  });

  it('comes in as it was in a quiet load, and in no other', () => {
    const old = action({ Status__c: 'Done' });
    const quiet = { auditFields: true, withoutHistory: true };
    expect(create('Takt_Action__c', old, org.system, quiet)).toMatchObject(accepted);
    expect(create('Takt_Action__c', old, org.system, { auditFields: true })?.success).toBe(false);
  });
});

describe('a run', () => {
  const publish = { Kind__c: 'Quota_Publish' };
  const needed = 'You may not ask for this: publishing quotas. Ask an administrator of Takt for the permission.';

  it('that publishes quotas is not for a rep to ask for', () => {
    expect(create('Takt_Run__c', publish, org.actor(rep))).toMatchObject(refusal(needed, 'Kind__c'));
    expect(create('Takt_Run__c', { Kind__c: 'Forecast' }, org.actor(rep))).toMatchObject(accepted);
  });

  it('that publishes quotas is for whoever has the permission, from when they have it', () => {
    expect(create('Takt_Run__c', publish, org.actor(admin))).toMatchObject(refusal(needed, 'Kind__c'));
    const PermissionSetId = idOf(org, "SELECT Id FROM PermissionSet WHERE Name = 'Takt_Plan_Edit'");
    createOne(org, 'PermissionSetAssignment', { AssigneeId: admin, PermissionSetId });
    expect(create('Takt_Run__c', publish, org.actor(admin))).toMatchObject(accepted);
  });

  it('may be asked for by the org itself', () => {
    expect(create('Takt_Run__c', publish)).toMatchObject(accepted);
  });
});

describe('plans and quotas', () => {
  const plan = createOne(org, 'Takt_Plan__c', { Name: 'FY27', Fiscal_Year__c: '2027', Kind__c: 'Quota' });
  const quota = (more: RecordInput = {}): RecordInput => ({ Plan__c: plan, Approved_1__c: 100, ...more });

  it('write the fiscal year with four digits', () => {
    const message = 'Write the fiscal year with four digits, such as 2027.';
    expect(update('Takt_Plan__c', { Id: plan, Fiscal_Year__c: '27' })).toMatchObject(
      refusal(message, 'Fiscal_Year__c'),
    );
  });

  it('keep their amounts while they are locked', () => {
    const Id = createOne(org, 'Takt_Quota__c', quota({ Locked__c: true }));
    const locked = refusal('This quota is locked. Unlock it first, then change the amounts.', 'Locked__c');
    expect(update('Takt_Quota__c', { Id, Approved_1__c: 101 })).toMatchObject(locked);
    expect(update('Takt_Quota__c', { Id, Approved_1__c: 100 })).toMatchObject(accepted);
    expect(update('Takt_Quota__c', { Id, Locked__c: false, Approved_1__c: 101 })).toMatchObject(accepted);
  });

  it('are not negative in any period, and a blank period is not', () => {
    const negative = refusal('A quota is 0 or more in every period.');
    expect(create('Takt_Quota__c', quota({ Approved_13__c: -0.01 }))).toMatchObject(negative);
    expect(create('Takt_Quota__c', quota({ Approved_1__c: null }))).toMatchObject(accepted);
  });

  it('end after they start', () => {
    const dates = { Effective_From__c: '2027-01-02', Effective_To__c: '2027-01-01' };
    expect(create('Takt_Quota__c', quota(dates))).toMatchObject(
      refusal('The last day in force is before the first.', 'Effective_To__c'),
    );
  });
});

/** The project's package with one more rule on the accounts. */
const withRule = (name: string, condition: string, work: (open: () => LocalOrg, file: string) => void): void => {
  const root = mkdtempSync(path.join(tmpdir(), 'takt-rules-'));
  try {
    cpSync(path.resolve('force-app'), path.join(root, 'force-app'), { recursive: true });
    const folder = path.join(root, 'force-app/main/area/objects/Account/validationRules');
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${name}.validationRule-meta.xml`);
    writeFileSync(
      file,
      `<ValidationRule><fullName>${name}</fullName><active>true</active><errorMessage>No.</errorMessage>
       <errorConditionFormula><![CDATA[${condition}]]></errorConditionFormula></ValidationRule>`,
    );
    work(() => openOrg({ data: ':memory:', projectRoot: root, today }), file);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

const inAccounts = (condition: string, work: (there: LocalOrg) => void): void => {
  withRule('One_More', condition, (open) => {
    const there = open();
    work(there);
    there.close();
  });
};

describe('a rule', () => {
  it('sees parents, and their parents', () => {
    inAccounts('OR(Parent.Parent.Name = "Closed", Parent.AnnualRevenue = 7)', (there) => {
      const top = createOne(there, 'Account', { Name: 'Closed' });
      const middle = createOne(there, 'Account', { Name: 'Middle', ParentId: top });
      const make = (ParentId: string) => there.create(there.system, 'Account', [{ Name: 'New', ParentId }])[0];
      expect(make(middle)).toMatchObject(refusal('No.'));
      expect(make(top)).toMatchObject(accepted);
      ids(there.update(there.system, 'Account', [{ Id: top, AnnualRevenue: 7 }]));
      expect(make(top)).toMatchObject(refusal('No.'));
    });
  });

  it('knows the person, their profile and the day', () => {
    inAccounts(
      'AND($User.Username = "rep@acme.example", Site = $Profile.Name, TODAY() = DATE(2026, 11, 24))',
      (there) => {
        const { rep: person, peer } = company(there);
        const make = (userId: string, Site: string) =>
          there.create(there.actor(userId), 'Account', [{ Name: 'New', Site }])[0];
        expect(make(person, 'Standard User')).toMatchObject(refusal('No.'));
        expect(make(person, 'Other')).toMatchObject(accepted);
        expect(make(peer, 'Standard User')).toMatchObject(accepted);
      },
    );
  });

  it('that has no result refuses the record and is named', () => {
    inAccounts('1 / NumberOfEmployees > 1', (there) => {
      const [zero] = there.create(there.system, 'Account', [{ Name: 'New', NumberOfEmployees: 0 }]);
      expect(zero?.errors).toMatchObject([{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', fields: [] }]);
      expect(zero?.errors[0]?.message).toMatch(/^The validation rule One_More cannot be evaluated for this record: /);
      expect(there.create(there.system, 'Account', [{ Name: 'New', NumberOfEmployees: 1 }])[0]).toMatchObject(accepted);
    });
  });

  it('that does not compile is a problem of the package, with file and reason', () => {
    withRule('Broken', 'Nmae = "x"', (open, file) => {
      expect(open).toThrow(`${file}: Field Nmae does not exist. Check spelling.`);
    });
  });
});
