import { describe, expect, it } from 'vitest';
import { CrmFailure } from '../../src/application/ports/crm-failure.ts';
import { stampActions } from '../../src/application/stamp-actions.ts';
import { fakeActions } from './fakes.ts';

const done = (id: string) => ({ id, completedAt: '2026-11-24T09:00:00.000Z' });

describe('stamping actions', () => {
  it('writes what is due, at most 200 a call, and goes on with the next', async () => {
    const actions = fakeActions();
    actions.due = Array.from({ length: 250 }, (_, at) => done(`a${at}`));
    expect(await stampActions(actions)).toEqual([]);
    expect(actions.written).toHaveLength(200);
    await stampActions(actions);
    expect(actions.written).toHaveLength(250);
    await stampActions(actions);
    expect(actions.written).toHaveLength(250);
  });

  it('tells the rows that are refused, the first five by name, and writes the others', async () => {
    const actions = fakeActions();
    actions.refuse = (id) => (id.startsWith('bad') ? 'locked' : undefined);
    actions.due = [done('good'), ...Array.from({ length: 7 }, (_, at) => done(`bad${at}`))];
    const told = await stampActions(actions);
    expect(told).toHaveLength(6);
    expect(told[0]).toBe('Action bad0 was not stamped: locked');
    expect(told[5]).toBe('2 more actions were not stamped.');
    expect(actions.written).toEqual([done('good')]);
  });

  it('is no reason to stop when the CRM refuses it whole', async () => {
    const actions = fakeActions();
    actions.unsettled = () => Promise.reject(new CrmFailure('missing', 'There is no Takt_Action__c.'));
    expect(await stampActions(actions)).toEqual(['Actions were not stamped: There is no Takt_Action__c.']);
  });
});
