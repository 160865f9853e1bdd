import type { RunningOrg } from '../../../../local-org/start.ts';
import { bulk } from './doors/bulk.ts';
import { graphql } from './doors/graphql.ts';
import { rest } from './doors/rest.ts';
import { uiApi } from './doors/ui-api.ts';
import type { Door, Outcome, WriteRequest } from './door.ts';
import { readMatrix, type Persona } from './matrix.ts';
import { enter, join, openWorld, projectRoot, type Session } from './world.ts';

export const matrix = readMatrix(projectRoot);
/** Everybody but the service user. */
export const people = matrix.personas.filter(({ name }) => name !== 'service');
/** The ways in by which records are written. */
export const doors: readonly Door[] = [rest, uiApi, graphql, bulk];

export const personaOf = (name: string): Persona => {
  const persona = matrix.personas.find((one) => one.name === name);
  if (persona === undefined) throw new Error(`there is no ${name}`);
  return persona;
};

/** An org in which each persona is somebody, a rep has a peer, and a system administrator knows nothing of Takt. */
export interface Cast {
  readonly running: RunningOrg;
  sessionOf(name: string): Session;
}

export const assemble = async (): Promise<Cast> => {
  const running = await openWorld();
  const sessions = new Map(matrix.personas.map((persona) => [persona.name, enter(running, persona)]));
  sessions.set('peer', enter(running, personaOf('rep'), 'peer'));
  sessions.set('system administrator', join(running, 'root', 'System Administrator'));
  return {
    running,
    sessionOf: (name) => {
      const session = sessions.get(name);
      if (session === undefined) throw new Error(`nobody is ${name}`);
      return session;
    },
  };
};

/** One write through a door. */
export const write = async (
  door: Door,
  how: 'create' | 'edit' | 'remove',
  session: Session,
  request: WriteRequest,
): Promise<Outcome> => {
  const [result] = (await door[how]?.(session, [request])) ?? [];
  if (result === undefined) throw new Error(`${door.name} cannot ${how}`);
  return result;
};
