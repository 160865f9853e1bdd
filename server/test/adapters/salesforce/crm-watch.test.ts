import { describe, expect, it } from 'vitest';
import type { ApiRequest, Connection } from '../../../src/adapters/salesforce/connection.ts';
import { createCrmWatch } from '../../../src/adapters/salesforce/crm-watch.ts';

interface Part {
  readonly referenceId: string;
  readonly url: string;
}

/** An org that answers every query with one row, and those of `refused` not at all. */
const orgThatHides = (refused: readonly string[], code = 'INVALID_TYPE') => {
  const asked: Part[][] = [];
  const answer = ({ referenceId }: Part) => {
    if (refused.includes(referenceId)) {
      const body = [{ errorCode: code, message: 'sObject type is not supported.' }];
      return { referenceId, httpStatusCode: 400, body };
    }
    const isChange = referenceId !== 'runs' && referenceId !== 'actions';
    return { referenceId, httpStatusCode: 200, body: { records: isChange ? [{ total: 1, newest: null }] : [] } };
  };
  const connection: Connection = {
    budget: { allowance: () => undefined, state: () => 'plenty' },
    width: () => 1,
    signIn: () => Promise.resolve({ token: 't', instanceUrl: 'https://a', userId: '005', organizationId: '00D' }),
    call: ({ body }: ApiRequest) => {
      const parts = (JSON.parse(String(body)) as { compositeRequest: Part[] }).compositeRequest;
      asked.push(parts);
      const text = JSON.stringify({ compositeResponse: parts.map(answer) });
      return Promise.resolve({ status: 200, headers: new Headers(), body: new Uint8Array(Buffer.from(text)) });
    },
  };
  const watch = createCrmWatch(connection);
  const since = new Map(watch.watched.map((name) => [name, '2026-11-24T00:00:00.000Z']));
  return { asked, look: () => watch.look({ since, pulse: undefined }) };
};

describe('looking at the CRM', () => {
  it('asks no more than five queries at once, and not for what the companion wrote itself', async () => {
    const { asked, look } = orgThatHides([]);
    await look();
    const queries = asked[0]?.map(({ url }) => new URL(url, 'https://a').searchParams.get('q') ?? '') ?? [];
    expect(queries).toHaveLength(5);
    const changes = queries.filter((soql) => soql.includes('COUNT(Id)'));
    expect(changes).toHaveLength(3);
    for (const soql of changes) expect(soql).toContain("LastModifiedById != '005'");
  });

  it('asks no more for an object that the org does not show, and goes on', async () => {
    const { asked, look } = orgThatHides(['calls']);
    const seen = new Set<string>();
    for (let looks = 0; looks < 6; looks += 1) for (const name of (await look()).seen.keys()) seen.add(name);
    expect([...seen].sort()).toEqual(['deals', 'demand', 'plans', 'proposals', 'quotas']);
    expect(asked.flat().filter(({ referenceId }) => referenceId === 'calls')).toHaveLength(1);
  });

  it('says plainly that deals are hidden, or that something else was refused', async () => {
    await expect(orgThatHides(['deals']).look()).rejects.toMatchObject({ kind: 'missing' });
    await expect(orgThatHides(['runs'], 'OTHER').look()).rejects.toMatchObject({ kind: 'api' });
  });
});
