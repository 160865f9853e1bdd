import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bulkQuery } from '../../src/adapters/salesforce/bulk-query.ts';
import { connect, type Connection } from '../../src/adapters/salesforce/connection.ts';
import type { Database } from '../../src/adapters/storage/database.ts';
import { createMirror } from '../../src/adapters/storage/mirror.ts';
import type { MirrorTable } from '../../src/application/ports/mirror-tables.ts';
import { stores } from '../support/stores.ts';
import { credentialsFor, json, recordedTiming, startStub, type Stub } from '../adapters/salesforce/stub.ts';

/** Text of every kind, as a table that planning has no opinion on. */
const table: MirrorTable = {
  name: 'product',
  rhythm: 'changes',
  required: false,
  columns: ['id', 'name', 'code', 'family'].map((name) => ({
    name,
    type: name === 'id' ? 'id' : 'text',
    required: true,
  })),
};
const fields = ['Id', 'Name', 'ProductCode', 'Family'];

interface Served {
  readonly pages: readonly Buffer[];
  readonly rows: readonly number[];
  /** Where each page is cut into pieces on its way. */
  readonly cuts: readonly number[];
}

describe.each(stores)('by $name', ({ open }) => {
  let served: Served = { pages: [], rows: [], cuts: [] };
  let stub: Stub;
  let database: Database;
  let connection: Connection;

  beforeAll(async () => {
    stub = await startStub((request, response) => {
      const url = new URL(request.url, 'http://stub');
      const at = Number(url.searchParams.get('locator') ?? '0');
      const page = served.pages[at] ?? Buffer.alloc(0);
      if (request.method === 'POST') json(response, 200, { id: 'job' });
      else if (!url.pathname.endsWith('/results')) {
        json(response, 200, {
          state: 'JobComplete',
          numberRecordsProcessed: served.rows.reduce((sum, n) => sum + n, 0),
        });
      } else {
        response.writeHead(200, {
          'content-type': 'text/csv',
          'sforce-numberofrecords': String(served.rows[at] ?? 0),
          'sforce-locator': at + 1 < served.pages.length ? String(at + 1) : 'null',
        });
        const borders = [...new Set(served.cuts.map((cut) => cut % (page.length + 1)))].sort((a, b) => a - b);
        let from = 0;
        for (const border of [...borders, page.length]) {
          response.write(page.subarray(from, border));
          from = border;
        }
        response.end();
      }
    });
    database = await open();
    connection = connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() });
  });
  afterAll(async () => {
    await database.close();
    await stub[Symbol.asyncDispose]();
  });

  const load = async (next: Served): Promise<readonly (string | null)[][]> => {
    served = next;
    const query = { fields, object: 'Product2', includeDeleted: true };
    const pages = bulkQuery(connection, query, { timing: recordedTiming() }, new AbortController().signal);
    const plan = { table, columns: table.columns.map(({ name }) => name) };
    await createMirror(database).take(plan, pages, { kind: 'replace' }, undefined, () => undefined);
    return database.arrays<(string | null)[]>('SELECT id, name, code, family FROM product ORDER BY id::int');
  };

  const nasty = fc
    .oneof(
      fc.constantFrom(
        '',
        'N/A',
        'null',
        '#N/A',
        '"',
        '""',
        ',',
        '\n',
        '\r\n',
        "'",
        '\\',
        '\\.',
        ' x ',
        'é',
        '日本',
        '👩‍👧',
        '\u202E',
        '=1+1',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc
        .array(fc.constantFrom('"', ',', '\n', '\r\n', 'a', 'ß', '\\'), { maxLength: 8 })
        .map((parts) => parts.join('')),
    )
    .map((text) => text.replaceAll('\0', ''));

  const needsQuotes = /[",\r\n]|^\s|\s$|^$|^\\\.$/;
  const csvLine = (values: readonly string[], quoteAll: boolean, newline: string): string =>
    `${values.map((value) => (quoteAll || needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',')}${newline}`;

  describe('pages of CSV on their way into the store', () => {
    it('arrive as a strict parser reads them, whatever they hold and wherever they are cut', async () => {
      const pages = fc.array(fc.array(fc.tuple(nasty, nasty, nasty), { maxLength: 6 }), { minLength: 1, maxLength: 3 });
      const style = fc.record({
        quoteAll: fc.boolean(),
        newline: fc.constantFrom('\n', '\r\n'),
        mark: fc.constantFrom('', '\uFEFF'),
        cuts: fc.array(fc.nat(400), { maxLength: 6 }),
      });
      await fc.assert(
        fc.asyncProperty(pages, style, async (content, { quoteAll, newline, mark, cuts }) => {
          let id = 0;
          const texts = content.map((rows) =>
            [
              mark + csvLine(fields, quoteAll, newline),
              ...rows.map((row) => csvLine([String((id += 1)), ...row], quoteAll, newline)),
            ].join(''),
          );
          const expected = texts.flatMap((text) =>
            parse(text, { bom: true, from_line: 1, record_delimiter: newline, relax_column_count: false }).slice(1),
          );
          const stored = await load({
            pages: texts.map((text) => Buffer.from(text)),
            rows: content.map((rows) => rows.length),
            cuts,
          });
          expect(stored).toEqual(expected.map((row) => row.map((value) => (value === '' ? null : value))));
        }),
        { numRuns: 150 },
      );
    });

    it('hold null where a field is empty, quoted or not, and text such as N/A and null as it stands', async () => {
      const csv = 'Id,Name,ProductCode,Family\n1,,"",null\n2,N/A,"#N/A",NULL\n';
      expect(await load({ pages: [Buffer.from(csv)], rows: [2], cuts: [] })).toEqual([
        ['1', null, null, 'null'],
        ['2', 'N/A', '#N/A', 'NULL'],
      ]);
    });

    it('replace NUL, which the store cannot hold, by the replacement character', async () => {
      const csv = 'Id,Name,ProductCode,Family\n1,a\0b,"\0",x\n';
      expect(await load({ pages: [Buffer.from(csv)], rows: [1], cuts: [] })).toEqual([
        ['1', 'a\uFFFDb', '\uFFFD', 'x'],
      ]);
    });

    it('carry long texts whole', async () => {
      const long = 'ä"\n'.repeat(43_000);
      const csv = csvLine(fields, false, '\n') + csvLine(['1', long, 'c', 'f'], true, '\n');
      const [row] = await load({ pages: [Buffer.from(csv)], rows: [1], cuts: [70_001] });
      expect(row?.[1] === long).toBe(true);
    });

    it.each([
      ['a row less than promised', 'Id,Name,ProductCode,Family\n1,a,b,c\n', 2],
      ['a row more than promised', 'Id,Name,ProductCode,Family\n1,a,b,c\n2,a,b,c\n', 1],
      ['a value less in a row', 'Id,Name,ProductCode,Family\n1,a,b\n', 1],
      ['a quote that never closes', 'Id,Name,ProductCode,Family\n1,a,b,"c\n', 1],
      ['bytes that are no text', Buffer.from([...Buffer.from('Id,Name,ProductCode,Family\n1,a,b,'), 0xff, 0x0a]), 1],
    ])('are refused whole, and the store stays as it was: %s', async (_, csv, rows) => {
      const good = 'Id,Name,ProductCode,Family\n7,a,b,c\n';
      await load({ pages: [Buffer.from(good)], rows: [1], cuts: [] });
      const first = Buffer.from('Id,Name,ProductCode,Family\n8,a,b,c\n');
      await expect(load({ pages: [first, Buffer.from(csv)], rows: [1, rows], cuts: [] })).rejects.toMatchObject({
        name: 'CrmFailure',
        kind: 'protocol',
      });
      const { rows: kept } = await database.query('SELECT id FROM product');
      expect(kept).toEqual([{ id: '7' }]);
    });
  });
});
