import { describe, expect, it } from 'vitest';
import { restQuery } from '../../src/adapters/salesforce/rest-query.ts';
import { soqlText } from '../../src/adapters/salesforce/soql.ts';
import { publishPlan } from '../../src/application/publish-plan.ts';
import { create, idOf } from '../contract/company.ts';
import { smallWorld } from './small-world.ts';

const here = smallWorld();
const { run, found } = here;

describe('names', () => {
  const odd = [
    ['of many emoji', '🧑‍🤝‍🧑'.repeat(12)],
    ['of combining marks', 'e\u0301'.repeat(40)],
    ['from right to left', 'צוות המכירות \u202Eפריז'],
    ['of nothing that is seen', '\u200B\u200DTeam\uFEFF\u2060'],
    ['that is a tag', '<img src=x onerror=alert(1)>'],
    ['that is a formula', '=HYPERLINK("http://example.com")'],
  ] as const;

  it.each(odd)('writes one %s as text, within the field’s length and never half a character', async (_, name) => {
    const role = idOf(here.world.org, "SELECT Id FROM UserRole WHERE Name = 'West'");
    here.world.org.update(here.world.org.system, 'UserRole', [{ Id: role, Name: name.slice(0, 80) }]);
    await here.faults.book({
      match: { method: 'GET', path: 'UserRole' },
      count: 0,
      action: { kind: 'alter', replace: [{ pattern: '"Name":"West"', by: `"Name":${JSON.stringify(name)}` }] },
    });
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    const [scope] = found(`SELECT Name FROM Takt_Scope__c WHERE External_Key__c = 'team:${role}'`);
    const written = String(scope?.['Name']);
    expect(written.length).toBeLessThanOrEqual(80);
    expect(written).toBe(written.toWellFormed());
    expect(name.startsWith(written.replace(/…$/, '').trim())).toBe(true);
  });

  it('tells a run’s message without half a character at its end', async () => {
    const { runs } = here.companion.ports;
    const id = await runs.begin('Forecast', 'host:1:a', '2026-11-24T10:00:00.000Z');
    await runs.finish(
      { id: id ?? '', worker: 'host:1:a' },
      {
        status: 'Failed',
        counts: { read: 0, written: 0, unchanged: 0, failed: 0 },
        message: `${'x'.repeat(3_998)}😀😀😀`,
        finishedAt: '2026-11-24T10:01:00.000Z',
      },
    );
    const message = String(found('SELECT Message__c FROM Takt_Run__c')[0]?.['Message__c']);
    expect(message.length).toBeGreaterThan(3_900);
    expect(message).toBe(message.toWellFormed());
  });
});

describe('text in queries', () => {
  const texts = ["O'Neill", 'back\\slash', "trailing\\'", '100 %', 'under_score', 'two\nlines', "x' OR Name != '", '"'];

  it.each(texts)('finds %j and nothing else', async (Name) => {
    create(here.world.org, 'Account', [{ Name }, { Name: `${Name} and more` }]);
    const soql = `SELECT Name FROM Account WHERE Name = ${soqlText(Name)}`;
    const names: unknown[] = [];
    for await (const records of restQuery(here.companion.connection, { soql, object: 'Account' })) {
      names.push(...records.map((record) => record['Name']));
    }
    expect(names).toEqual([Name]);
  });
});

describe('ids and parameters', () => {
  const planId = (): string => {
    const [id = ''] = create(here.world.org, 'Takt_Plan__c', [
      {
        Name: 'Plan',
        Kind__c: 'Quota',
        Fiscal_Year__c: '2027',
        Version__c: 1,
        Status__c: 'Draft',
        External_Key__c: 'quota|2027|v1',
      },
    ]);
    return id;
  };
  const publish = (text: string) => publishPlan(here.companion.ports.plans, text);

  it('takes the same record by its 15 and by its 18 characters', async () => {
    const id = planId();
    expect(await publish(JSON.stringify({ planId: id.slice(0, 15) }))).toContain('Published "Plan"');
  });

  it.each([
    ['of another object', () => here.world.company.accountId],
    ['of another org', () => 'a0Z9x000000ABCDEAA'],
    ['too short', () => 'a0Z'],
    ['with a quote', () => "a0Z9x0000' OR Id"],
    ['with a path', () => '../../limits/xx'],
  ])('publishes nothing for an id %s', async (_, id) => {
    planId();
    await expect(publish(JSON.stringify({ planId: id() }))).rejects.toThrow(/no such plan|does not say which plan/);
    expect(found("SELECT Id FROM Takt_Plan__c WHERE Status__c = 'Published'")).toEqual([]);
  });

  it.each([
    ['that name two plans', (id: string) => `{"planId":"${id}","planId":"a0Z9x000000ABCDEAA"}`],
    ['that name two plans in other letters', (id: string) => `{"planId":"${id}","plan\\u0049d":"${id}"}`],
    ['with more than a plan', (id: string) => `{"planId":"${id}","__proto__":{"status":"Approved"}}`],
    ['that are very deep', (id: string) => `{"planId":"${id}","x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['that are a list', (id: string) => `[{"planId":"${id}"}]`],
    ['that are cut', (id: string) => `{"planId":"${id}"`],
  ])('publishes nothing for parameters %s', async (_, text) => {
    await expect(publish(text(planId()))).rejects.toMatchObject({ name: 'CannotPublish' });
  });
});

describe('answers of the CRM', () => {
  const answers = [
    ['very deep', `{"records":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['with a prototype', '{"__proto__":{"records":[]},"constructor":{"prototype":{"polluted":true}}}'],
    ['of the wrong shape', '{"records":"none","totalSize":-1,"done":"maybe"}'],
    ['that is no JSON', '{"records":[}'],
  ] as const;

  it.each(answers)(
    'end the run plainly where one is %s, and the next run is as if nothing had been',
    async (_, body) => {
      const headers = { 'content-type': 'application/json' };
      await here.faults.book({
        match: { method: 'GET', path: '/query' },
        action: { kind: 'answer', status: 200, body, headers },
      });
      const outcome = await run();
      expect(outcome.status).toBe('Failed');
      expect(outcome.message).not.toMatch(/unexpected/);
      expect(Object.prototype).not.toHaveProperty('polluted');
      expect(await run()).toMatchObject({ status: 'Succeeded' });
    },
  );
});
