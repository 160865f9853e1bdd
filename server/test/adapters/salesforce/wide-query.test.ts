import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/adapters/salesforce/connection.ts';
import { fieldParts, queryBytes } from '../../../src/adapters/salesforce/field-parts.ts';
import { wideQuery } from '../../../src/adapters/salesforce/wide-query.ts';
import { collect, credentialsFor, json, recordedTiming, startStub, type Handler } from './stub.ts';

const keys = ['Id', 'SystemModstamp'];
const named = (count: number): string[] => [
  ...keys,
  ...Array.from({ length: count }, (_, at) => `Some_Long_Field_${at}__c`),
];

describe('fields of a query', () => {
  it('stay together where they fit', () => {
    expect(fieldParts(named(5), keys, 12_000)).toEqual([named(5)]);
  });

  it('are split so that each part fits, has what tells a record apart, and no field is lost or read twice', () => {
    const sizes = fc.record({ count: fc.integer({ min: 1, max: 900 }), most: fc.integer({ min: 60, max: 12_000 }) });
    fc.assert(
      fc.property(sizes, ({ count, most }) => {
        const fields = named(count);
        const parts = fieldParts(fields, keys, most);
        for (const part of parts) {
          expect(part.slice(0, 2)).toEqual(keys);
          // A single field beside the keys goes, whatever its length.
          if (part.length > 3) expect(queryBytes(part.join(', '))).toBeLessThanOrEqual(most);
        }
        expect([...keys, ...parts.flatMap((part) => part.slice(2))]).toEqual(fields);
      }),
    );
  });
});

/** An object of 800 fields, each value its record's id, stamp and field; records change as the test says. */
const wideOrg =
  (records: () => readonly { readonly id: string; readonly stamp: number }[]): Handler =>
  ({ url }, response) => {
    expect(url.length).toBeLessThan(13_000);
    const soql = new URL(url, 'http://stub').searchParams.get('q') ?? '';
    const fields = /SELECT (.*) FROM/.exec(soql)?.[1]?.split(', ') ?? [];
    const rows = records().map(({ id, stamp }) =>
      Object.fromEntries(
        fields.map((field) => [
          field,
          field === 'Id' ? id : field === 'SystemModstamp' ? String(stamp) : `${id} ${stamp} ${field}`,
        ]),
      ),
    );
    json(response, 200, { totalSize: rows.length, done: true, records: rows });
  };

describe('an object of 800 fields', () => {
  const fields = named(800);
  const read = async (handler: Handler) => {
    await using stub = await startStub(handler);
    const connection = connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() });
    const pages = await collect(
      wideQuery(connection, { fields, keys, object: 'Wide__c', rest: ' ORDER BY Id LIMIT 2' }),
    );
    return { rows: pages.flat(), calls: stub.calls().length };
  };
  const whole = (id: string, stamp: number) => [
    id,
    String(stamp),
    ...fields.slice(2).map((field) => `${id} ${stamp} ${field}`),
  ];

  it('is read in parts that are put together record by record', async () => {
    const { rows, calls } = await read(
      wideOrg(() => [
        { id: 'b', stamp: 1 },
        { id: 'a', stamp: 2 },
      ]),
    );
    expect(rows).toEqual([whole('b', 1), whole('a', 2)]);
    expect(calls).toBe(2);
  });

  it('is asked again where a record changed between two parts: no row is of two states', async () => {
    let asked = 0;
    const changing = () => [{ id: 'a', stamp: asked++ === 0 ? 1 : 2 }];
    expect((await read(wideOrg(changing))).rows).toEqual([whole('a', 2)]);
  });

  it('is given up where its records change each time', async () => {
    let asked = 0;
    const restless = () => [{ id: 'a', stamp: asked++ }];
    await expect(read(wideOrg(restless))).rejects.toMatchObject({ kind: 'protocol' });
    expect(asked).toBe(6);
  });
});
