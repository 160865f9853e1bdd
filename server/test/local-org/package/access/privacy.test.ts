import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at } from '../../graphql/ask.ts';
import { assemble, doors, matrix, people, personaOf, type Cast } from './cast.ts';
import { graphql } from './doors/graphql.ts';
import { rest, soql } from './doors/rest.ts';
import type { Outcome } from './door.ts';
import type { Session } from './world.ts';

let cast: Cast;
const sessionOf = (name: string): Session => cast.sessionOf(name);
beforeAll(async () => {
  cast = await assemble();
});
afterAll(() => cast.running.close());

describe('a rep finds nothing that is about a peer', () => {
  const about = [
    'Takt_Quota__c',
    'Takt_Quota_Proposal__c',
    'Takt_Forecast__c',
    'Takt_Forecast_Call__c',
    'Takt_Pipeline_Change__c',
    'Takt_Comp_Assignment__c',
    'Takt_Credit__c',
    'Takt_Earning__c',
    'Takt_Earning_Line__c',
    'Takt_Kpi_Value__c',
  ];

  it.each([soql, ...doors])('by its id, through $name', async (door) => {
    const [rep, peer] = [sessionOf('rep'), sessionOf('peer')];
    const asked = (owner: Session) => about.map((object) => ({ object, id: owner.rows.first(object), fields: [] }));
    const done = (outcomes: readonly Outcome[]) => outcomes.map((one) => one.done);
    expect(done(await door.read(peer, asked(peer)))).toEqual(about.map(() => true));
    // GraphQL answers a search for a hidden row with an empty list, which is no error.
    if (door !== graphql) expect(done(await door.read(rep, asked(peer)))).toEqual(about.map(() => false));
  });

  it.each(about)('in lists, counts and sums over %s', async (object) => {
    const [rep, peer] = [sessionOf('rep'), sessionOf('peer')];
    const [own, theirs] = [rep.rows.first(object), peer.rows.first(object)];
    const ids = `SELECT Id FROM ${object}`;
    const listed = await rep.call('GET', `/query?q=${encodeURIComponent(ids)}`);
    expect(JSON.stringify(listed.body)).toContain(own);
    expect(JSON.stringify(listed.body)).not.toContain(theirs);
    const total = at(listed.body, 'totalSize');
    const counted = await rep.call('GET', `/query?q=${encodeURIComponent(`SELECT COUNT(Id) n FROM ${object}`)}`);
    expect(at(counted.body, 'records', 0, 'n')).toBe(total);
    const query = `{ uiapi { query { ${object}(first: 2000) { totalCount edges { node { Id } } } } } }`;
    const answer = await rep.call('POST', '/graphql', { query });
    expect(at(answer.body, 'data', 'uiapi', 'query', object, 'totalCount')).toBe(total);
    expect(JSON.stringify(answer.body)).not.toContain(theirs);
  });
});

describe('the contributor', () => {
  it('sees at most ten objects of Takt, and no opportunity', async () => {
    const contributor = sessionOf('contributor');
    const shown = (await rest.listed?.(contributor)) ?? [];
    const takt = shown.filter((name) => name.startsWith('Takt_'));
    expect(takt.length).toBeGreaterThan(0);
    expect(takt.length).toBeLessThanOrEqual(10);
    expect(shown).not.toContain('Opportunity');
    const deal = { object: 'Opportunity', id: contributor.rows.first('Opportunity'), fields: ['Name'] };
    for (const door of [soql, ...doors]) expect(await door.read(contributor, [deal])).toMatchObject([{ done: false }]);
  });
});

describe('what the service writes', () => {
  const results = [
    'Takt_Forecast__c',
    'Takt_Pipeline_Change__c',
    'Takt_Deal_Insight__c',
    'Takt_Credit__c',
    'Takt_Kpi_Value__c',
  ];

  it.each(people)('is read only for the $name', (persona) => {
    const writes = results.flatMap((object) =>
      (['Create', 'Edit', 'Delete'] as const)
        .filter((action) => persona.may(action, object))
        .map((action) => [object, action]),
    );
    expect(writes).toEqual([]);
    const provenance = matrix.objects.flatMap((object) =>
      matrix
        .fields(object)
        .filter(({ name }) => ['As_Of__c', 'Formula_Version__c'].includes(name))
        .filter((field) => persona.writes(object, field))
        .map(({ name }) => `${object}.${name}`),
    );
    expect(provenance).toEqual([]);
  });

  it('is written without Modify All on anything', () => {
    const service = personaOf('service');
    expect(service.holders('modifyAllRecords')).toEqual([]);
    expect(service.userPermissions).not.toContain('ModifyAllData');
    expect(service.userPermissions).not.toContain('ViewAllData');
  });
});
