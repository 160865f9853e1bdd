import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/adapters/salesforce/connection.ts';
import { createReader } from '../../../src/adapters/salesforce/reader.ts';
import { soqlInstant, soqlText } from '../../../src/adapters/salesforce/soql.ts';
import { mirrorTables, type MirrorTableName } from '../../../src/application/ports/mirror-tables.ts';
import { apiError, collect, credentialsFor, json, recordedTiming, startStub, type Handler, type Stub } from './stub.ts';

const tableNamed = (name: MirrorTableName) => {
  const table = mirrorTables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
};

const readerOn = (stub: Stub, options: { bulkAbove?: number } = {}) => {
  const timing = recordedTiming();
  return createReader(connect({ credentials: credentialsFor(stub.url), timing }), { timing, ...options });
};

const describing =
  (fields: readonly string[], relationships: readonly string[] = []): Handler =>
  (_, response) => {
    json(response, 200, {
      name: 'X',
      queryable: true,
      fields: [
        ...fields.map((name) => ({ name, type: 'string' })),
        ...relationships.map((relationshipName) => ({
          name: `${relationshipName}Id`,
          type: 'reference',
          relationshipName,
        })),
      ],
    });
  };

describe('what will be read of an object', () => {
  const organization = tableNamed('organization');

  it('is what the org has of the table’s columns, whatever the case of their names', async () => {
    await using stub = await startStub(describing(['ID', 'name', 'TimeZoneSidKey', 'Other__c']));
    expect((await readerOn(stub).plan(organization))?.columns).toEqual(['id', 'name', 'time_zone']);
  });

  it('leaves out what the org does not have, where planning can do without', async () => {
    const stage = tableNamed('opportunity_stage');
    await using stub = await startStub(describing(['Id', 'MasterLabel', 'IsClosed', 'IsWon']));
    expect((await readerOn(stub).plan(stage))?.columns).toEqual(['id', 'label', 'is_closed', 'is_won']);
  });

  it('knows a parent’s field by the relationship to it', async () => {
    const fields = ['Id', 'Type', 'StartDate', 'EndDate', 'Number'];
    await using stub = await startStub(describing(fields, ['FiscalYearSettings']));
    expect((await readerOn(stub).plan(tableNamed('period')))?.columns).toContain('fiscal_year');
  });

  it('does without quotas where the CRM does not show all that they need', async () => {
    const fields = ['Id', 'SystemModstamp', 'IsDeleted', 'Plan__c', 'External_Key__c'];
    const months = Array.from({ length: 13 }, (_, at) => `Approved_${at + 1}__c`);
    await using whole = await startStub(describing([...fields, ...months], ['Scope__r']));
    expect((await readerOn(whole).plan(tableNamed('quota')))?.columns).toEqual([
      ...['id', 'modified_at', 'is_deleted', 'plan_id', 'external_key', 'scope_key'],
      ...months.map((_, at) => `approved_${at + 1}`),
    ]);
    await using part = await startStub(describing([...fields, ...months.slice(0, 12)]));
    expect(await readerOn(part).plan(tableNamed('quota'))).toBeUndefined();
  });

  it('stops, naming object and field, where a needed field is not seen', async () => {
    await using stub = await startStub(describing(['Id', 'Name']));
    await expect(readerOn(stub).plan(organization)).rejects.toMatchObject({
      kind: 'missing',
      message: expect.stringMatching(/Organization\.TimeZoneSidKey.*field-level security/) as string,
    });
  });

  it('stops, naming the object, where a needed object is not seen, and passes over another', async () => {
    await using stub = await startStub((_, response) => {
      apiError(response, 404, 'NOT_FOUND');
    });
    await expect(readerOn(stub).plan(organization)).rejects.toMatchObject({
      kind: 'missing',
      message: expect.stringContaining('Organization') as string,
    });
    expect(await readerOn(stub).plan(tableNamed('product'))).toBeUndefined();
  });
});

interface Change {
  readonly Id: string;
  readonly SystemModstamp: string;
}

/** Answers the reader's queries over changes as an org does: the keyset's WHERE, its order and its limit. */
const changesOrg =
  (changes: readonly Change[], asked: string[]): Handler =>
  (request, response) => {
    const soql = new URL(request.url, 'http://stub').searchParams.get('q') ?? '';
    asked.push(`${request.url.split('?')[0]?.split('/').at(-1) ?? ''} ${soql}`);
    const instant = /SystemModstamp >=? ([\d\-T:.Z]+)/.exec(soql)?.[1] ?? '';
    const id = /Id > '(\w+)'/.exec(soql)?.[1];
    const inclusive = soql.includes('>=');
    const found = changes
      .filter(({ Id, SystemModstamp }) => {
        const stamp = new Date(SystemModstamp).toISOString();
        return stamp > instant || (stamp === instant && (inclusive || (id !== undefined && Id > id)));
      })
      .sort((one, other) => (`${one.SystemModstamp} ${one.Id}` < `${other.SystemModstamp} ${other.Id}` ? -1 : 1));
    if (soql.includes('COUNT()')) {
      json(response, 200, { totalSize: found.length, done: true, records: [] });
      return;
    }
    const records = found.slice(0, Number(/LIMIT (\d+)/.exec(soql)?.[1]));
    json(response, 200, { totalSize: records.length, done: true, records });
  };

describe('changes', () => {
  const plan = { table: tableNamed('account'), columns: ['id', 'modified_at'] };
  const since = { instant: '2026-11-24T05:00:00.000Z', inclusive: false };
  const read = async (stub: Stub, inclusive = false): Promise<readonly string[]> => {
    const ids: string[] = [];
    const pages = readerOn(stub).readChanges(plan, { ...since, inclusive }, new AbortController().signal);
    for await (const page of pages) {
      const lines = Buffer.concat(page.csv).toString().trimEnd().split('\n').slice(1);
      expect(lines).toHaveLength(page.rows);
      ids.push(...lines.map((line) => line.split(',')[0]?.replaceAll('"', '') ?? ''));
    }
    return ids;
  };
  const change = (at: number, SystemModstamp: string): Change => ({
    Id: `001${String(at).padStart(6, '0')}`,
    SystemModstamp,
  });

  it('are read with deleted records among them, over many rows of one instant, each once', async () => {
    const changes = Array.from({ length: 5_000 }, (_, at) => change(at, '2026-11-24T06:00:00.000+0000'));
    const asked: string[] = [];
    await using stub = await startStub(changesOrg(changes, asked));
    expect(await read(stub)).toEqual(changes.map(({ Id }) => Id));
    expect(asked).toHaveLength(4);
    expect(asked.every((soql) => soql.startsWith('queryAll '))).toBe(true);
  });

  it('exclude what stands at the cursor itself, or include it', async () => {
    const changes = [change(1, '2026-11-24T05:00:00.000+0000'), change(2, '2026-11-24T05:00:01.000+0000')];
    await using stub = await startStub(changesOrg(changes, []));
    expect(await read(stub)).toEqual(['001000002']);
    expect(await read(stub, true)).toEqual(['001000001', '001000002']);
  });

  it('are not asked for again when there are none', async () => {
    const asked: string[] = [];
    await using stub = await startStub(changesOrg([], asked));
    expect(await read(stub)).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('are read by a bulk job when there are many', async () => {
    await using stub = await startStub((request, response) => {
      if (request.url.includes('/queryAll')) json(response, 200, { totalSize: 11, done: true, records: [] });
      else if (request.method === 'POST') json(response, 200, { id: 'job' });
      else if (request.url.includes('/results')) {
        response.writeHead(200, { 'sforce-numberofrecords': '1', 'sforce-locator': 'null' });
        response.end('"Id","SystemModstamp"\n"001","2026-11-24T06:00:00.000Z"\n');
      } else json(response, 200, { state: 'JobComplete', numberRecordsProcessed: 1 });
    });
    const pages = readerOn(stub, { bulkAbove: 10 }).readChanges(plan, since, new AbortController().signal);
    expect((await collect(pages)).map(({ rows }) => rows).filter((rows) => rows > 0)).toEqual([1]);
    expect(stub.calls()[1]?.body).toContain('WHERE SystemModstamp > 2026-11-24T05:00:00.000Z');
  });
});

describe('query results that cannot be trusted', () => {
  const plan = { table: tableNamed('user_role'), columns: ['id'] };
  const readAll = (stub: Stub) => collect(readerOn(stub).readAll(plan, new AbortController().signal));

  it('are refused when fewer records come than were promised', async () => {
    await using stub = await startStub((_, response) => {
      json(response, 200, { totalSize: 3, done: true, records: [{ Id: '1' }, { Id: '2' }] });
    });
    await expect(readAll(stub)).rejects.toMatchObject({ kind: 'protocol' });
  });

  it('are refused when their pages go in a circle', async () => {
    await using stub = await startStub((_, response) => {
      json(response, 200, {
        totalSize: 1e6,
        done: false,
        nextRecordsUrl: '/services/data/v67.0/query/01g-2000',
        records: [{ Id: '1' }],
      });
    });
    await expect(readAll(stub)).rejects.toMatchObject({ kind: 'protocol' });
    expect(stub.calls().length).toBeLessThanOrEqual(3);
  });
});

describe('text in a query', () => {
  it('cannot end its literal', () => {
    expect(soqlText("O'Neil \\' OR Name != '")).toBe("'O\\'Neil \\\\\\' OR Name != \\''");
    expect(soqlText('a\nb\tc"')).toBe("'a\\nb\\tc\\\"'");
  });

  it('is refused where an instant should stand', () => {
    expect(() => soqlInstant("2026-11-24T05:00:00Z OR Name != ''")).toThrow(RangeError);
    expect(soqlInstant('2026-11-24T05:00:00.000Z')).toBe('2026-11-24T05:00:00.000Z');
  });
});
