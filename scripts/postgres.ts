/** Makes sure that the tests of the shared store have a PostgreSQL, before anything is started for them. */
import { ensurePostgres, withoutPostgres } from '../server/test/support/postgres-programs.ts';

const programs = ensurePostgres();
console.log(
  programs === undefined
    ? `${withoutPostgres}\nWithout it these tests are skipped.`
    : `Store tests use PostgreSQL of ${programs}`,
);
