import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningOrg } from '../../../../local-org/start.ts';
import { AccessCheck } from './check.ts';
import { bulk } from './doors/bulk.ts';
import { graphql } from './doors/graphql.ts';
import { rest, soql } from './doors/rest.ts';
import { isDescribed, uiApi } from './doors/ui-api.ts';
import { readMatrix } from './matrix.ts';
import { enter, openWorld, projectRoot, type Session } from './world.ts';

const matrix = readMatrix(projectRoot);
let running: RunningOrg;
const sessions = new Map<string, Session>();
beforeAll(async () => {
  running = await openWorld();
  for (const persona of matrix.personas) sessions.set(persona.name, enter(running, persona));
});
afterAll(() => running.close());

const sessionOf = (name: string): Session => {
  const session = sessions.get(name);
  if (session === undefined) throw new Error(`nobody is ${name}`);
  return session;
};

describe.each([soql, rest, uiApi, graphql, bulk])('what the matrix says holds through $name', (door) => {
  it.each(matrix.personas)('for the $name', async (persona) => {
    const { complaints, compared } = await new AccessCheck(
      running.org,
      matrix,
      persona,
      sessionOf(persona.name),
      door,
    ).all();
    expect(complaints).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(matrix.objects.length);
  });
});

describe('what is described', () => {
  it.each(matrix.personas)('to the $name is what the matrix lets them read', async (persona) => {
    const session = sessionOf(persona.name);
    const described = await Promise.all(
      matrix.objects.map(async (object) => ((await isDescribed(session, object)) ? [object] : [])),
    );
    expect(described.flat()).toEqual(matrix.objects.filter((object) => persona.may('Read', object)));
  });
});
