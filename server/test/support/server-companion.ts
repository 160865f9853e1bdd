import type { Failpoints } from '../../src/application/ports/failpoints.ts';
import type { RunOutcome } from '../../src/application/ports/run-requests.ts';
import { runNow } from '../../src/application/take-run.ts';
import { readConfig } from '../../src/config.ts';
import { openCompanion, type Companion } from '../../src/main.ts';
import type { World } from '../contract/harness.ts';
import type { Place } from './stores.ts';

/** A companion as `takt serve` opens it, with its store in a PostgreSQL. */
export const companionOn = (
  world: World,
  { url, schema }: Place,
  failpoints: Failpoints = () => Promise.resolve(),
): Promise<Companion> => {
  const environment = { ...world.environment, DATABASE_URL: url, TAKT_DATABASE_SCHEMA: schema };
  return openCompanion(readConfig(environment, world.folder), { failpoints });
};

/** A planning run, to its end. */
export const forecastOf = ({ ports, settings }: Companion): Promise<RunOutcome> =>
  runNow(ports, settings, 'Forecast', () => undefined, new AbortController().signal);
