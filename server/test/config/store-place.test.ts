import { describe, expect, it } from 'vitest';
import { describeDatabase } from '../../src/database-url.ts';
import { schemaOf } from '../../src/store-place.ts';

describe('where the store is in a PostgreSQL', () => {
  it('is a schema of the org’s own, whether its id has 15 or 18 characters', () => {
    expect(schemaOf('00D5e000001AbCd')).toBe(schemaOf('00D5e000001AbCdEAK'));
    expect(schemaOf('00D5e000001AbCd')).not.toBe(schemaOf('00D5e000001aBcD'));
    expect(schemaOf('00D5e000001AbCd')).toMatch(/^takt_00d5e000001abcd[a-z0-5]{3}$/);
  });

  it('must be configured where the org does not say its id', () => {
    expect(() => schemaOf('')).toThrow('TAKT_DATABASE_SCHEMA');
  });

  it('is told without what is secret', () => {
    const told = describeDatabase('postgres://takt:hunter2@db.example:6543/plans?sslmode=verify-full', 'acme');
    expect(told).toBe('PostgreSQL at db.example:6543/plans, schema acme');
  });
});
