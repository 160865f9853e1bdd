import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTakt, removeFolder, type World } from './world.ts';

/** Where each object says whose a row is. */
const owners: Readonly<Record<string, string>> = {
  Opportunity: 'OwnerId',
  Takt_Scope__c: 'OwnerId',
  Takt_Forecast__c: 'OwnerId',
  Takt_Quota__c: 'OwnerId',
  Takt_Action__c: 'OwnerId',
  Takt_Deal_Insight__c: 'Opportunity__r.OwnerId',
};
/** A figure of each that would tell a peer's business. */
const figures: Readonly<Record<string, string>> = {
  Opportunity: 'Amount',
  Takt_Scope__c: 'Effective_From__c',
  Takt_Forecast__c: 'Won__c',
  Takt_Quota__c: 'Approved_1__c',
  Takt_Action__c: 'Money_At_Risk__c',
  Takt_Deal_Insight__c: 'Win_Probability__c',
};
const api = '/services/data/v67.0';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

let world: World;
beforeAll(async () => {
  world = await startTakt(['--today', '2026-11-24', '--deals', '1500']);
});
afterAll(async () => {
  await world.stop();
  removeFolder(world.data);
});

const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The CRM as one person, by the same token that the page works with. */
class Person {
  readonly #token: string;
  private constructor(token: string) {
    this.#token = token;
  }

  static async named(name: string): Promise<Person> {
    const users: unknown = await (await fetch(`${world.url}/shell/users`)).json();
    const user = list(users).find((each) => at(each, 'name') === name || at(each, 'title') === name);
    const response = await fetch(`${world.url}/shell/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: at(user, 'username') }),
    });
    return new Person(String(at(await response.json(), 'access_token')));
  }

  async ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${world.url}${api}${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  async rows(soql: string): Promise<readonly unknown[]> {
    const { status, body } = await this.ask('GET', `/query?q=${encodeURIComponent(soql)}`);
    expect(status, `${soql}: ${JSON.stringify(body)}`).toBe(200);
    return list(at(body, 'records'));
  }

  async graphql(query: string): Promise<unknown> {
    return (await this.ask('POST', '/graphql', { query })).body;
  }
}

describe('a rep finds no peer’s number', () => {
  let rep: Person;
  let admin: Person;
  let own: string;
  let peers: readonly string[];
  beforeAll(async () => {
    [rep, admin] = await Promise.all([Person.named('Linus Rübsam'), Person.named('Sales Operations')]);
    const [me] = await admin.rows("SELECT Id, UserRoleId FROM User WHERE Name = 'Linus Rübsam'");
    own = String(at(me, 'Id'));
    const colleagues = await admin.rows(
      `SELECT Id FROM User WHERE UserRoleId = '${String(at(me, 'UserRoleId'))}' AND Id != '${own}'`,
    );
    peers = colleagues.map((row) => String(at(row, 'Id')));
    expect(peers.length).toBeGreaterThan(2);
  });
  const quoted = (): string => peers.map((id) => `'${id}'`).join(', ');

  describe.each(Object.keys(owners))('of %s', (object) => {
    const owner = owners[object] ?? '';
    const figure = figures[object] ?? '';
    const path = owner.split('.');
    let peerRows: readonly string[];
    beforeAll(async () => {
      const found = await admin.rows(`SELECT Id FROM ${object} WHERE ${owner} IN (${quoted()}) LIMIT 20`);
      peerRows = found.map((row) => String(at(row, 'Id')));
    });

    it('though there are some to be found', () => {
      expect(peerRows.length).toBeGreaterThan(0);
    });

    it('by SOQL: rows, sums, parents', async () => {
      const seen = await rep.rows(`SELECT Id, ${owner} FROM ${object} LIMIT 2000`);
      expect(new Set(seen.map((row) => at(row, ...path)))).toEqual(new Set([own]));
      expect(await rep.rows(`SELECT Id FROM ${object} WHERE ${owner} IN (${quoted()})`)).toEqual([]);
      expect(
        await rep.rows(`SELECT ${owner}, COUNT(Id) n FROM ${object} WHERE ${owner} IN (${quoted()}) GROUP BY ${owner}`),
      ).toEqual([]);
      expect(
        await rep.rows(`SELECT Id FROM ${object} WHERE Id IN (${peerRows.map((id) => `'${id}'`).join(', ')})`),
      ).toEqual([]);
    });

    it('by REST: the record, its fields, a list of ids, a change', async () => {
      const [first = ''] = peerRows;
      expect((await rep.ask('GET', `/sobjects/${object}/${first}`)).status).toBe(404);
      expect((await rep.ask('GET', `/sobjects/${object}/${first}?fields=${figure}`)).status).toBe(404);
      const { body } = await rep.ask('POST', `/composite/sobjects/${object}`, {
        ids: peerRows,
        fields: ['Id', figure],
      });
      expect(list(body).filter((row) => row !== null)).toEqual([]);
      expect(
        (await rep.ask('PATCH', `/sobjects/${object}/${first}`, { Name: 'Mine now' })).status,
      ).toBeGreaterThanOrEqual(400);
      expect((await rep.ask('DELETE', `/sobjects/${object}/${first}`)).status).toBeGreaterThanOrEqual(400);
    });

    it('by the UI API: the record, a batch', async () => {
      const [first = ''] = peerRows;
      const fields = `fields=${object}.${figure}`;
      expect([403, 404]).toContain((await rep.ask('GET', `/ui-api/records/${first}?${fields}`)).status);
      const { body } = await rep.ask('GET', `/ui-api/records/batch/${peerRows.join(',')}?${fields}`);
      expect(list(at(body, 'results')).map((each) => at(each, 'statusCode'))).toEqual(peerRows.map(() => 404));
    });

    it('by GraphQL: rows and sums', async () => {
      const ids = peerRows.map((id) => `"${id}"`).join(', ');
      const rows = await rep.graphql(
        `{ uiapi { query { ${object}(first: 50, where: { Id: { in: [${ids}] } }) { totalCount edges { node { Id ${figure} { value } } } } } } }`,
      );
      expect(at(rows, 'errors') ?? []).toEqual([]);
      expect(at(rows, 'data', 'uiapi', 'query', object)).toEqual({ totalCount: 0, edges: [] });
    });
  });

  it('in what runs say, and not by asking for one of a peer', async () => {
    const runs = await rep.rows('SELECT Id, CreatedById, Message__c FROM Takt_Run__c');
    expect(new Set(runs.map((row) => at(row, 'CreatedById')))).toEqual(new Set(runs.length === 0 ? [] : [own]));
  });
});
