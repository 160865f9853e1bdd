import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import type { RunOutcome } from '../../src/application/ports/run-requests.ts';
import {
  companionFor,
  emptied,
  planningRun,
  rowsOf,
  startWorld,
  type Companion,
  type World,
} from '../contract/harness.ts';
import { orgFaults } from './org-faults.ts';

type Row = Readonly<Record<string, unknown>>;

/** A small company in an org of its own, and the companion that plans for it: new for each test. */
export interface SmallWorld {
  readonly world: World;
  readonly database: Database;
  readonly companion: Companion;
  readonly faults: ReturnType<typeof orgFaults>;
  /** A planning run, to its end. */
  readonly run: () => Promise<RunOutcome>;
  readonly found: (soql: string) => readonly Row[];
}

/**
 * Sees to a small world for each test of the block that it is called in. The store is opened once, and emptied.
 * @param undisturbed Asked once, before the first test, after a run in a world of its own.
 */
export const smallWorld = (
  open: () => Promise<Database> = () => openDatabase(undefined),
  undisturbed?: (world: World, outcome: RunOutcome) => void,
): SmallWorld => {
  let database: Database;
  let world: World;
  let companion: Companion;
  const fresh = async (): Promise<void> => {
    world = await startWorld(60);
    companion = companionFor(world, await emptied(database));
  };
  beforeAll(async () => {
    database = await open();
    if (undisturbed === undefined) return;
    await fresh();
    undisturbed(world, await planningRun(companion));
    await world[Symbol.asyncDispose]();
  });
  afterAll(() => database.close());
  beforeEach(fresh);
  afterEach(() => world[Symbol.asyncDispose]());
  return {
    get world() {
      return world;
    },
    get database() {
      return database;
    },
    get companion() {
      return companion;
    },
    get faults() {
      return orgFaults(world);
    },
    run: () => planningRun(companion),
    found: (soql) => rowsOf(world.org, soql),
  };
};
