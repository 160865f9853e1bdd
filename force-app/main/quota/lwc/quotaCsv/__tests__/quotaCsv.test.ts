import { Buffer } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { csvCell, decode, MOST_BYTES, MOST_ROWS, proposeDelimiter, readCsv, writeCsv } from 'c/quotaCsv';

Object.assign(globalThis, { TextDecoder });

const bytes = (text: string, encoding: 'utf8' | 'utf16le' | 'latin1', mark: readonly number[] = []): Uint8Array =>
  Uint8Array.from([...mark, ...Buffer.from(text, encoding)]);
const cells = (text: string, delimiter: ',' | ';' | '\t' = ','): readonly (readonly string[])[] => {
  const reading = readCsv(text, delimiter);
  return reading.ok ? reading.lines.map((line) => line.cells) : [];
};

describe('bytes to text', () => {
  const TEXT = 'Müller 😀';
  it.each([
    ['UTF-8', bytes(TEXT, 'utf8')],
    ['UTF-8 with a mark', bytes(TEXT, 'utf8', [0xef, 0xbb, 0xbf])],
    ['UTF-16 LE', bytes(TEXT, 'utf16le', [0xff, 0xfe])],
    ['UTF-16 BE', Uint8Array.from([0xfe, 0xff, ...Buffer.from(TEXT, 'utf16le').swap16()])],
  ])('reads %s', (_, file) => {
    expect(decode(file)).toEqual({ ok: true, text: TEXT });
  });
  it.each([
    ['Latin-1', bytes('Müller', 'latin1')],
    ['NUL', bytes('a\0b', 'utf8')],
    ['UTF-16 without a mark', bytes('a,b', 'utf16le')],
  ])('refuses %s instead of guessing', (_, file) => {
    expect(decode(file)).toEqual({ ok: false, reason: 'not-text' });
  });
  it('refuses a file above 5 MB', () => {
    expect(decode(new Uint8Array(MOST_BYTES + 1))).toEqual({ ok: false, reason: 'too-large' });
  });
});

describe('text to cells', () => {
  it('proposes the delimiter of the header, not counting what stands in quotes', () => {
    expect(['Person,Jan', 'Person;"1,2,3";Jan', 'Person\tJan', 'Person', ''].map(proposeDelimiter)).toEqual([
      ',',
      ';',
      '\t',
      ',',
      ',',
    ]);
  });
  it('keeps delimiters, doubled quotes and line breaks of a quoted cell', () => {
    expect(cells('a,"x,""y""\r\nz"\r\nb,\r\n')).toEqual([
      ['a', 'x,"y"\r\nz'],
      ['b', ''],
    ]);
  });
  it('counts physical lines, also within quotes and over empty ones', () => {
    const reading = readCsv('a\r\n"b\nc"\n\n\rd', ',');
    expect(reading.ok && reading.lines.map(({ line }) => line)).toEqual([1, 2, 6]);
  });
  it('reads semicolons with decimal commas, and tabs', () => {
    expect([cells('ann;1.234,50', ';'), cells('ann\t5', '\t')]).toEqual([[['ann', '1.234,50']], [['ann', '5']]]);
  });
  it('takes off the apostrophe that an export puts before a formula', () => {
    expect(cells("'=ann,'-1,o'neil,'quoted'")).toEqual([['=ann', '-1', "o'neil", "'quoted'"]]);
  });
  it('leaves a quote within a plain cell as it is', () => {
    expect(cells('5" pipe,"a"b')).toEqual([['5" pipe', 'ab']]);
  });
  it('names the line of a quote that never ends', () => {
    expect(readCsv('a\n"b\nc', ',')).toEqual({ ok: false, reason: 'open-quote', line: 2 });
  });
  it('refuses more than 20,000 rows', () => {
    expect(readCsv('a\n'.repeat(MOST_ROWS), ',').ok).toBe(true);
    expect(readCsv('a\n'.repeat(1_000_000), ',')).toMatchObject({ ok: false, reason: 'too-many-rows' });
  });
});

describe('cells to a file', () => {
  it.each(['=1+1', '+49', '-5', '@SUM(A1)', '\tx', '\rx'])('puts an apostrophe before %j', (text) => {
    expect(csvCell(text).replace(/^"/, '').startsWith("'")).toBe(true);
  });
  it('leaves real numbers alone', () => {
    expect([csvCell(-5), csvCell('Ann')]).toEqual(['-5', 'Ann']);
  });
  it('reads back what it wrote', () => {
    const row = ['=a', 'b,c', 'd"e', 'f\r\ng'];
    expect(cells(writeCsv([row]).slice(1))).toEqual([row]);
  });
});
