import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company, createOne, deal } from '../support/company.ts';
import { startOrg } from '../support/server.ts';
import { bothSides, type BothSides } from './admin-org.ts';

let running: RunningOrg;
let side: BothSides;
let id = '';
beforeAll(async () => {
  running = await startOrg({ adminPort: 0 });
  company(running.org);
  id = createOne(running.org, 'Opportunity', deal({ Amount: 12, NextStep: 'Call' }));
  side = bothSides(running);
});
afterAll(() => running.close());
beforeEach(() => side.tell('/reset'));

const path = (soql: string): string => `/query?q=${encodeURIComponent(soql)}`;
const described = async (object: string): Promise<readonly string[]> => {
  const { body } = await side.ask(`/sobjects/${object}/describe`);
  return (body as { fields: readonly { name: string }[] }).fields.map(({ name }) => name);
};

describe('a field that is hidden', () => {
  it('does not exist for anybody, an administrator neither, until it is shown again', async () => {
    await side.tell('/fields/hide', { object: 'opportunity', field: 'NextStep' });
    expect(await described('Opportunity')).not.toContain('NextStep');
    expect(await side.ask(path('SELECT NextStep FROM Opportunity'))).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD' }],
    });
    expect((await side.ask(`/sobjects/Opportunity/${id}`)).body).not.toHaveProperty('NextStep');
    expect(await side.ask(`/sobjects/Opportunity/${id}`, 'PATCH', { NextStep: 'Mail' })).toMatchObject({ status: 400 });
    const job = { operation: 'query', query: 'SELECT NextStep FROM Opportunity' };
    expect(await side.ask('/jobs/query', 'POST', job)).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD' }],
    });
    await side.tell('/fields/show', { object: 'Opportunity', field: 'nextstep' });
    expect(await described('Opportunity')).toContain('NextStep');
    expect(await side.ask(path('SELECT NextStep FROM Opportunity'))).toMatchObject({ body: { totalSize: 1 } });
  });

  it('may be one that every profile sees otherwise, and leaves the others alone', async () => {
    await side.tell('/fields/hide', { object: 'User', field: 'UserRoleId' });
    await side.tell('/fields/hide', { object: 'OpportunityHistory', field: 'Amount' });
    expect(await described('User')).not.toContain('UserRoleId');
    const history = await described('OpportunityHistory');
    expect([history.includes('Amount'), history.includes('StageName')]).toEqual([false, true]);
    expect((await side.tell('/fields/hide', { object: 'User', field: 'Nothing' })).status).toBe(404);
  });
});
