import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordInput } from '../../../../local-org/org.ts';
import { createOne, idOf } from '../../support/company.ts';
import { assemble, doors, matrix, people, write, type Cast } from './cast.ts';
import { graphql } from './doors/graphql.ts';
import { rest } from './doors/rest.ts';
import type { WriteRequest } from './door.ts';
import type { Session } from './world.ts';

const ledgers = ['Takt_Forecast_Call__c', 'Takt_Quota_Proposal__c', 'Takt_Demand_Input__c'];

let cast: Cast;
const sessionOf = (name: string): Session => cast.sessionOf(name);
beforeAll(async () => {
  cast = await assemble();
});
afterAll(() => cast.running.close());

const proposals = 'Takt_Quota_Proposal__c';

/** A quota that the session owns, about a person. */
const quotaOf = (session: Session, personId: string): string => {
  const { org } = cast.running;
  const plan = createOne(org, 'Takt_Plan__c', { ...session.rows.record('Takt_Plan__c'), Fiscal_Year__c: '2026' });
  const record: RecordInput = { ...session.rows.record('Takt_Quota__c'), Plan__c: plan, Currency__c: 'USD' };
  return createOne(org, 'Takt_Quota__c', { ...record, Person__c: personId, OwnerId: session.userId });
};

describe('nobody approves their own proposal', () => {
  const authors = people.filter((persona) => persona.may('Create', proposals));

  it.each(authors.flatMap(({ name }) => doors.map((door) => ({ name, door }))))(
    'as $name, through $door.name',
    async ({ name, door }) => {
      const session = sessionOf(name);
      const Layer__c = name === 'rep' ? 'Rep' : 'Manager';
      const quota = quotaOf(session, name === 'rep' ? session.userId : sessionOf('peer').userId);
      const entry = { Quota__c: quota, Layer__c };
      const proposal = { ...entry, Kind__c: 'Proposal', Total__c: 5, Currency__c: 'USD' };
      const { org } = cast.running;
      const made = await write(door, 'create', session, { object: proposals, record: proposal });
      expect(made).toEqual({ done: true, said: '' });
      const Proposal__c = idOf(org, `SELECT Id FROM ${proposals} WHERE Quota__c = '${quota}'`);
      for (const Kind__c of ['Approval', 'Rejection']) {
        const decision = { ...entry, Kind__c, Proposal__c, Comment__c: 'So be it.' };
        const decided = await write(door, 'create', session, { object: proposals, record: decision });
        expect(decided.done).toBe(false);
        expect(decided.said).toMatch(/proposal is your own|cannot decide on your own quota/);
      }
    },
  );

  it('while somebody else does', async () => {
    const [manager, admin] = [sessionOf('manager'), sessionOf('admin')];
    const quota = quotaOf(manager, sessionOf('rep').userId);
    const proposal = { Quota__c: quota, Layer__c: 'Manager', Kind__c: 'Proposal', Total__c: 5, Currency__c: 'USD' };
    await write(rest, 'create', manager, { object: proposals, record: proposal });
    const Proposal__c = idOf(cast.running.org, `SELECT Id FROM ${proposals} WHERE Quota__c = '${quota}'`);
    const decision = { Quota__c: quota, Layer__c: 'Sales_Operations', Kind__c: 'Approval', Proposal__c };
    expect(await write(rest, 'create', admin, { object: proposals, record: decision })).toMatchObject({ done: true });
  });
});

describe('nobody edits or deletes a row of a ledger', () => {
  it.each(matrix.personas.flatMap(({ name }) => doors.map((door) => ({ name, door }))))(
    'as $name, through $door.name',
    async ({ name, door }) => {
      const session = sessionOf(name);
      for (const object of ledgers) {
        const request = { object, id: session.rows.make(object), record: { Currency__c: 'EUR' } };
        expect(await write(door, 'edit', session, request)).toMatchObject({ done: false });
        expect(await write(door, 'remove', session, request)).toMatchObject({ done: false });
      }
    },
  );

  it.each(doors)('nor edits one as administrator of the whole org, through $name', async (door) => {
    const session = sessionOf('system administrator');
    for (const object of ledgers) {
      const request = { object, id: session.rows.first(object), record: { Currency__c: 'EUR' } };
      const { done, said } = await write(door, 'edit', session, request);
      expect(done).toBe(false);
      // GraphQL tells the first of several reasons only.
      if (door !== graphql) expect(said).toContain('stays as it is');
    }
  });
});

describe('publishing quotas', () => {
  const request = (session: Session): WriteRequest => ({
    object: 'Takt_Run__c',
    record: { ...session.rows.record('Takt_Run__c'), Kind__c: 'Quota_Publish' },
  });
  const others = people.filter((persona) => persona.name !== 'admin' && persona.may('Create', 'Takt_Run__c'));

  it.each(others.flatMap(({ name }) => doors.map((door) => ({ name, door }))))(
    'cannot be asked for by the $name, through $door.name',
    async ({ name, door }) => {
      const session = sessionOf(name);
      const { done, said } = await write(door, 'create', session, request(session));
      expect(done).toBe(false);
      expect(said).toContain('You may not ask for this: publishing quotas.');
    },
  );

  it.each(doors)('can be asked for by the admin, through $name', async (door) => {
    const session = sessionOf('admin');
    expect(await write(door, 'create', session, request(session))).toEqual({ done: true, said: '' });
  });
});
