import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { HeldRun } from '../../application/ports/run-requests.ts';
import { EditedMeanwhile, type WriteOrder } from '../../application/ports/crm-results.ts';
import { Fenced } from '../../application/ports/writer-lease.ts';
import { composite, type CompositePart } from './composite.ts';
import type { Connection } from './connection.ts';
import { soqlInstant, soqlText } from './soql.ts';

export const runObject = 'Takt_Run__c';
const found = z.object({ records: z.array(z.unknown()) });

/** What a part that must not be carried out by anybody else refers to: without the run it cannot be resolved. */
export const fenceId = '@{fence.records[0].Id}';

/** The run is under way, and this worker's. */
export const isHeld = ({ id, worker }: HeldRun): string =>
  worker === undefined
    ? `Id = ${soqlText(id)} AND Status__c IN ('Requested', 'Running') AND Worker__c = null`
    : `Id = ${soqlText(id)} AND Status__c = 'Running' AND Worker__c = ${soqlText(worker)}`;

/** Another address of the same thing, which there is only while the run is held. */
export const fencedPath = (path: string): string => `${path}?fence=${fenceId}`;

/** Texts of people must not be taken for references. */
export const withoutReferences = (text: string): string => text.replaceAll('@{', '@ {');

/**
 * Sends parts of which each refers to the fence, so that the CRM carries out none of them unless the run is as it must
 * be: a worker that has been overtaken without knowing it writes nothing.
 * @param where Condition of SOQL on the run.
 * @throws Fenced where the run is not as it must be; CrmFailure.
 */
export const fencedComposite = async (
  connection: Connection,
  where: string,
  parts: readonly CompositePart[],
  what: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, { readonly body: unknown } | CrmFailure>> => {
  const fence: CompositePart = {
    name: 'fence',
    method: 'GET',
    path: '/query',
    query: { q: `SELECT Id FROM ${runObject} WHERE ${where}` },
  };
  const answers = await composite(connection, [fence, ...parts], what, signal);
  const answer = answers.get('fence');
  if (answer instanceof CrmFailure) throw answer;
  if (found.parse(answer?.body).records.length === 0) throw new Fenced();
  return answers;
};

/**
 * Sends parts behind a fence that holds as well where somebody else has changed rows of the object since they were
 * looked at. The one question is asked within the call that writes, so that hardly any time lies between.
 * Source: "Comparison Operators" (anti-joins by reference fields), SOQL reference.
 * @throws EditedMeanwhile, Fenced, CrmFailure
 */
export const unlessEdited = async (
  connection: Connection,
  object: string,
  { runId, worker, seen }: WriteOrder,
  parts: readonly CompositePart[],
  what: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, { readonly body: unknown } | CrmFailure>> => {
  const held = isHeld({ id: runId, worker });
  const since = editsSince(seen);
  if (since === undefined) return fencedComposite(connection, held, parts, what, signal);
  const { userId } = await connection.signIn();
  // The run was changed last by the companion: it is the user of which there must be no row that another has changed.
  const edited = `SELECT CreatedById FROM ${object} WHERE LastModifiedById != ${soqlText(userId)} AND SystemModstamp >= ${soqlInstant(since)}`;
  try {
    return await fencedComposite(connection, `${held} AND LastModifiedById NOT IN (${edited})`, parts, what, signal);
  } catch (error) {
    if (!(error instanceof Fenced)) throw error;
    await fencedComposite(connection, held, [], what, signal);
    throw new EditedMeanwhile();
  }
};

/** The second after the newest change that is known; undefined where there was no row to edit. */
const editsSince = (seen: string): string | undefined => {
  const newest = Date.parse(seen.replace(/^\d+ /, ''));
  return Number.isNaN(newest) ? undefined : new Date((Math.floor(newest / 1000) + 1) * 1000).toISOString();
};

/** The part's answer. @throws CrmFailure where there is none. */
export const partOf = (
  answers: ReadonlyMap<string, { readonly body: unknown } | CrmFailure>,
  name: string,
): unknown => {
  const answer = answers.get(name);
  if (answer instanceof CrmFailure) throw answer;
  return answer?.body;
};
