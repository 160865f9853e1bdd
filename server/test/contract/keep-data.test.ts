import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgFaults } from '../faults/org-faults.ts';
import { rowsOf, startWorld, type World } from './harness.ts';
import { takt } from './takt-process.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(20);
});
afterAll(() => world[Symbol.asyncDispose]());

const inFolder = (name: string): string => path.join(world.folder, name);
const done = async (...args: readonly string[]): Promise<string> => {
  const { code, out, errors } = await takt(world, args).ended;
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return out;
};
const refused = async (...args: readonly string[]): Promise<string> => {
  const { code, out, errors } = await takt(world, args).ended;
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(errors).not.toMatch(/^\s+at .+:\d+:\d+/m);
  return errors;
};

describe('what only the companion has', { timeout: 240_000 }, () => {
  it('outlives the store: exported, the store deleted, imported', async () => {
    await done('run', 'forecast');
    expect(await done('export', 'history', 'first.ndjson')).toMatch(/^5 rows written to .*first\.ndjson/);
    expect(statSync(inFolder('first.ndjson')).mode & 0o077).toBe(0);
    rmSync(inFolder('data'), { recursive: true });
    expect(await done('import', 'history', 'first.ndjson')).toMatch(/^5 rows taken in\./);
    expect((await takt(world, ['export', 'history']).ended).code).toBe(2);
  });

  it('is erased on request, once the CRM has deleted the record, and not before', async () => {
    const deal = String(rowsOf(world.org, 'SELECT Id FROM Opportunity WHERE IsClosed = false LIMIT 1')[0]?.['Id']);
    expect(readFileSync(inFolder('first.ndjson'), 'utf8')).toContain(deal);
    expect(await refused('erase', deal)).toMatch(/The CRM still has .* delete it there first/);
    await orgFaults(world).records('delete', [deal]);
    expect(await done('sync', '--compare')).toMatch(/records read.*Nothing differs from the CRM\./s);
    const said = await done('erase', deal);
    expect(said).toMatch(new RegExp(`^${deal} is erased: rows deleted: .*opportunity 1.*deal_snapshot 1`, 's'));
    expect(said).toMatch(/Written anew without it: .*first\.ndjson/);
    expect(readFileSync(inFolder('first.ndjson'), 'utf8')).not.toContain(deal);
  });
});
