import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOne, idOf } from '../../support/company.ts';
import { assemble, matrix, write, type Cast } from './cast.ts';
import { rest } from './doors/rest.ts';
import type { Persona } from './matrix.ts';
import { editedFirst } from './samples.ts';
import { valueFor } from './rows.ts';
import { apiName, tableUnder, type Row } from './security-page.ts';
import { join, type Session } from './world.ts';

const objects = tableUnder('## Objects');
const groups = new Map(
  tableUnder('## What is assigned to whom').map((row) => [
    row['who'] ?? '',
    (row['and make a member of the public group'] ?? '–').replaceAll(' ', '_'),
  ]),
);

let cast: Cast;
let stranger: Session;
beforeAll(async () => {
  cast = await assemble();
  const { org } = cast.running;
  for (const { name } of matrix.personas) {
    const group = groups.get(name) ?? '–';
    if (group === '–') continue;
    const GroupId = idOf(org, `SELECT Id FROM Group WHERE DeveloperName = '${group}'`);
    createOne(org, 'GroupMember', { GroupId, UserOrGroupId: cast.sessionOf(name).userId });
  }
  stranger = join(cast.running, 'stranger', 'Minimum Access', 'rep');
});
afterAll(() => cast.running.close());

type Reach = 'all' | 'own' | 'nothing';

/** `all: admin, service · own: rep`: how far a persona comes; undefined where a rule opens some rows only. */
const reachOf = (cell: string | undefined, persona: Persona): Reach | undefined => {
  for (const part of (cell ?? '').split(' · ')) {
    const [reach, names = ''] = part.split(': ');
    if (!names.split(', ').includes(persona.name)) continue;
    return reach === 'all' || reach === 'own' ? reach : undefined;
  }
  return 'nothing';
};

/** Fields that the persona writes without other fields, the easiest first. */
const editable = (persona: Persona, object: string): string | undefined => {
  const written = matrix
    .fields(object)
    .filter((field) => field.type !== 'Lookup' && field.type !== 'MasterDetail' && persona.writes(object, field))
    .map(({ name }) => name);
  return editedFirst.find((name) => written.includes(name)) ?? written[0];
};

const isRule = (said: string): boolean => said.includes('FIELD_CUSTOM_VALIDATION_EXCEPTION');

/** What the persona can do with a stranger's row, as far as the page says it for certain. */
const mistakes = async (persona: Persona, row: Row): Promise<readonly string[]> => {
  const object = apiName(row['object'] ?? '');
  const session = cast.sessionOf(persona.name);
  const found: string[] = [];
  const compare = (what: string, reach: Reach | undefined, done: boolean): void => {
    if (reach !== undefined && (reach === 'all') !== done) found.push(`${what} ${object}: ${reach}, ${String(done)}`);
  };
  const id = stranger.rows.make(object);
  const [read] = await rest.read(session, [{ object, id, fields: [] }]);
  compare('read', reachOf(row['reads'], persona), read?.done === true);
  const name = editable(persona, object);
  const field = cast.running.org.schema.object(object)?.fields.get((name ?? '').toLowerCase());
  if (name !== undefined && field !== undefined) {
    const edited = await write(rest, 'edit', session, { object, id, record: { [name]: valueFor(field) } });
    compare('edit', reachOf(row['edits'], persona), edited.done || isRule(edited.said));
  }
  const removed = await write(rest, 'remove', session, { object, id, record: {} });
  compare('delete', reachOf(row['deletes'], persona), removed.done);
  return found;
};

describe('rows of somebody else are reached as docs/security.md says', () => {
  it.each(matrix.personas)('by the $name', async (persona) => {
    expect(objects.length).toBe(matrix.objects.length);
    const found = await Promise.all(objects.map((row) => mistakes(persona, row)));
    expect(found.flat()).toEqual([]);
  });
});
