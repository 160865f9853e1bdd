import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOrg } from '../../../local-org/open-org.ts';
import type { Org } from '../../../local-org/org.ts';
import { seedDemo } from '../../../local-org/seed/index.ts';
import type { DemoUser } from '../../../local-org/shell/app-model.ts';
import { readPackageMetadata } from '../../../local-org/shell/package-metadata.ts';
import { demoUsers } from '../../../local-org/shell/people.ts';

const today = '2026-11-24';
const root = path.resolve(import.meta.dirname, '../../../..');

describe('what people of the demo company are said to see', () => {
  let org: Org;
  let users: readonly DemoUser[] = [];
  const titled = (title: string): DemoUser | undefined => users.find((user) => user.title === title);
  beforeAll(() => {
    org = openOrg({ data: ':memory:', today });
    seedDemo(org, { today, deals: 20 });
    users = demoUsers(org, readPackageMetadata(root));
  });
  afterAll(() => {
    org.close();
  });

  it('is all meetings for the meeting lead, who stands outside the role tree', () => {
    expect(titled('S&OP Meeting Lead')).toMatchObject({
      role: '',
      reach: 'meetings',
      sees: 'Sees all deals, all meetings and what was agreed in them',
    });
  });

  it('is everything for operations, and nothing for a guest', () => {
    expect(titled('Sales Operations')?.reach).toBe('everything');
    expect(titled('Marketing (no access to Takt)')?.reach).toBe('none');
    expect(titled('VP Sales')?.sees).toBe('Sees VP Sales and everybody below');
  });
});
