import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyOrg, fingerprint, folderOf, imported, problemsOf, rowsOf } from './workshop.ts';

const accounts = (columns: object, fields: object, file: object = {}): object => ({
  form: 'mapped',
  title: 'Test',
  files: { 'kunden.csv': { columns, ...file } },
  records: [{ object: 'Account', from: 'kunden.csv', fields }],
});

const run = (csv: string | Buffer, mapping: object, more: Record<string, string> = {}) => {
  const folder = folderOf({ 'kunden.csv': csv, 'mapping.json': JSON.stringify(mapping), ...more });
  return { folder, mapping: path.join(folder, 'mapping.json') };
};

describe('a mapping of foreign files', () => {
  it('reads semicolons, decimal commas, Windows-1252 and declared dates', () => {
    const org = emptyOrg();
    const { folder, mapping } = run(
      Buffer.from('Firma;Umsatz;Seit\nMüller & Söhne;1.234.567,00;3.4.2026\n', 'latin1'),
      accounts(
        { Firma: {}, Umsatz: { type: 'number' }, Seit: { type: 'date', format: 'd.M.yyyy' } },
        {
          Name: { column: 'Firma' },
          AnnualRevenue: { column: 'Umsatz' },
          CreatedDate: { column: 'Seit' },
          Description: { template: 'since {Seit}' },
        },
        { delimiter: ';', decimal: ',', encoding: 'windows-1252' },
      ),
    );
    imported(org, folder, { mapping });
    expect(rowsOf(org, 'SELECT Name, AnnualRevenue, CreatedDate, Description FROM Account')).toMatchObject([
      {
        Name: 'Müller & Söhne',
        AnnualRevenue: 1_234_567,
        CreatedDate: '2026-04-03T12:00:00.000+0000',
        Description: 'since 2026-04-03',
      },
    ]);
  });

  it('tells all mistakes of the mapping at once', () => {
    const { folder, mapping } = run('a\n1\n', {
      form: 'mapped',
      title: 5,
      colour: 'red',
      files: { 'kunden.csv': { columns: { a: { type: 'date' }, b: { type: 'date', format: 'MM/dd/yy' } } } },
      records: [],
    });
    const problems = problemsOf(emptyOrg(), folder, { mapping });
    const places = ['title', 'files.kunden.csv.columns.a', 'files.kunden.csv.columns.b', 'records', '(whole file)'];
    for (const place of places)
      expect(problems.some((problem) => problem.startsWith(`mapping.json ${place}: `))).toBe(true);
    expect(problemsOf(emptyOrg(), folder, { mapping: path.join(folder, 'none.json') })[0]).toContain('cannot be read');
    expect(problemsOf(emptyOrg(), folder, { mapping: path.join(folder, 'kunden.csv') })[0]).toContain('cannot be read');
  });

  it('checks the mapping against the org and its own files before any file is read', () => {
    const { folder, mapping } = run('a\n1\n', {
      form: 'mapped',
      title: 'Test',
      files: { 'kunden.csv': { columns: { a: {} } } },
      records: [
        { object: 'Shoe', from: 'kunden.csv', fields: {} },
        { object: 'Account', from: 'fehlt.csv', fields: { Name: { column: 'a' } } },
        {
          object: 'Account',
          from: 'kunden.csv',
          persona: 'rep',
          oncePerKey: true,
          fields: {
            Name: { column: 'z' },
            Shoes__c: { value: 1 },
            OwnerId: { reference: 'User', key: 'user:{a|shout}' },
            Site: { joined: { file: 'weg.csv', on: 'x', equals: 'a', take: 'y' } },
          },
        },
      ],
    });
    const problems = problemsOf(emptyOrg(), folder, { mapping }).join('\n');
    for (const expected of [
      'records[0]: the org has no object Shoe',
      'records[1]: reads "fehlt.csv", which "files" does not declare',
      'records[2]: only users have a "persona"',
      'records[2]: "oncePerKey" needs a "key"',
      'records[2].fields.Name: "kunden.csv" declares no column "z"',
      'records[2].fields.Shoes__c: Account has no such field',
      'records[2].fields.OwnerId: there is no filter "shout"',
      'records[2].fields.OwnerId: no rule makes User',
      'records[2].fields.Site: joins "weg.csv", which "files" does not declare',
    ]) {
      expect(problems).toContain(expected);
    }
  });

  it('refuses values that it does not know, and rows without a value they need', () => {
    const org = emptyOrg();
    const before = fingerprint(org);
    const { folder, mapping } = run(
      'Firma,Branche,Land\nA,shop,DE\nB,Shop,DE\n,shop,FR\na,shop,DE\n',
      {
        ...accounts(
          { Firma: { required: true, unique: true }, Branche: {}, Land: {} },
          {
            Name: { column: 'Firma' },
            Industry: { column: 'Branche', map: { shop: 'Retail' } },
            BillingCountry: { joined: { file: 'land.csv', on: 'code', equals: 'Land', take: 'name' } },
          },
        ),
        files: {
          'kunden.csv': { columns: { Firma: { required: true, unique: true }, Branche: {}, Land: {} } },
          'land.csv': { columns: { code: {}, name: {} } },
        },
      },
      { 'land.csv': 'code,name\nDE,Germany\n' },
    );
    expect(problemsOf(org, folder, { mapping })).toEqual([
      'kunden.csv:3 Branche: "Shop" is not a value that the mapping knows (shop). Add it to the map.',
      'kunden.csv:4 Firma: the value is missing. Fill it in.',
      'kunden.csv:4 Land: "FR" is not in land.csv. Add it to column code of land.csv, or heal its spelling.',
      'kunden.csv:5 Firma: "a" stands on line 2 already (as "A"; case does not tell them apart). Every value of this column must be there once.',
    ]);
    expect(fingerprint(org)).toBe(before);
  });

  it('names columns and files that it does not know, and those that are missing', () => {
    const { folder, mapping } = run(
      'Firma,Mehr\nA,1\n',
      {
        ...accounts({ Firma: {}, Ort: {} }, { Name: { column: 'Firma' } }),
        files: { 'kunden.csv': { columns: { Firma: {}, Ort: {} } }, 'weg.csv': { columns: { a: {} } } },
      },
      { 'extra.csv': 'a\n1\n' },
    );
    expect(problemsOf(emptyOrg(), folder, { mapping })).toEqual([
      'extra.csv: the mapping does not know this file. Map it, or list it under "ignoreFiles".',
      'kunden.csv Mehr: the mapping does not know this column. Map it, or list it under "ignoreColumns".',
      'kunden.csv Ort: the column is missing. Export it with the others.',
      expect.stringMatching(/^weg\.csv: the file is missing\. Put it into /),
    ]);
  });

  it('makes nothing of a template or a reference with a blank in it', () => {
    const org = emptyOrg();
    const { folder, mapping } = run('Firma,Mutter\nA,\nB,A\n', {
      ...accounts({ Firma: {}, Mutter: {} }, {}),
      records: [
        {
          object: 'Account',
          from: 'kunden.csv',
          key: 'account:{Firma}',
          fields: {
            Name: { column: 'Firma' },
            ParentId: { reference: 'Account', key: 'account:{Mutter}' },
            Site: { firstOf: [{ template: 'below {Mutter}' }, { value: 'top' }] },
            Type: {
              when: [{ column: 'Mutter', blank: true }],
              then: { value: 'Prospect' },
              otherwise: { value: 'Other' },
            },
          },
        },
      ],
    });
    imported(org, folder, { mapping });
    expect(rowsOf(org, 'SELECT Name, Parent.Name, Site, Type FROM Account ORDER BY Name')).toMatchObject([
      { Name: 'A', Parent: null, Site: 'top', Type: 'Prospect' },
      { Name: 'B', Parent: { Name: 'A' }, Site: 'below A', Type: 'Other' },
    ]);
  });
});
