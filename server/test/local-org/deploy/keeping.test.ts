import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../../local-org/local-org.ts';
import { createOne, emptyOrg } from '../support/company.ts';
import { archiveOf } from './archive.ts';
import {
  deployInto,
  failuresOf,
  number,
  objectFile,
  orgWithoutPackage,
  outcomesOf,
  permissionSetFile,
  rule,
  text,
} from './packages.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'takt-deploy-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const small = (...fields: readonly string[]): Uint8Array =>
  archiveOf({ 'objects/A__c.object': objectFile('A', { fields }) }, { CustomObject: ['A__c'] });
const labelOf = (org: LocalOrg): string | undefined => org.schema.object('A__c')?.fields.get('b__c')?.label;

describe('an org that is opened again', () => {
  it('has what was deployed, without a package in a folder and without being told so again', () => {
    const data = path.join(folder, 'data');
    let org = orgWithoutPackage(data);
    deployInto(org, small(text('B__c')));
    const bundle = {
      'lwc/hello/hello.js': 'export default 1;',
      'lwc/hello/hello.js-meta.xml':
        '<LightningComponentBundle><apiVersion>67.0</apiVersion><isExposed>false</isExposed></LightningComponentBundle>',
    };
    expect(failuresOf(deployInto(org, archiveOf(bundle, { LightningComponentBundle: ['hello'] })))).toEqual([]);
    const id = createOne(org, 'A__c', { Name: 'a', B__c: 'x' });
    org.close();
    org = emptyOrg({ data });
    expect(org.retrieve(org.system, 'A__c', id)).toMatchObject({ B__c: 'x' });
    expect(org.schema.object('Takt_Plan__c')).toBeUndefined();
    expect(org.contents.files.text('lwc/hello/hello.js')).toBe('export default 1;');
    expect(outcomesOf(deployInto(org, small(text('B__c'))))).toEqual({ A__c: 'unchanged', 'A__c.B__c': 'unchanged' });
    expect(outcomesOf(deployInto(org, archiveOf(bundle, { LightningComponentBundle: ['*'] })))).toEqual({
      hello: 'unchanged',
    });
    org.close();
  });

  it('has of folder and deploy what came later', () => {
    const put = (label: string): void => {
      const area = path.join(folder, 'force-app/main/area/objects/A__c');
      mkdirSync(path.join(area, 'fields'), { recursive: true });
      writeFileSync(
        path.join(area, 'A__c.object-meta.xml'),
        '<CustomObject><label>A</label><pluralLabel>As</pluralLabel><sharingModel>ReadWrite</sharingModel></CustomObject>',
      );
      writeFileSync(
        path.join(area, 'fields/B__c.field-meta.xml'),
        `<CustomField><fullName>B__c</fullName><label>${label}</label><length>40</length><type>Text</type></CustomField>`,
      );
    };
    const open = (): LocalOrg => emptyOrg({ data: path.join(folder, 'data'), projectRoot: folder });
    put('From the folder');
    let org = open();
    deployInto(org, small(text('B__c').replace('<label>B</label>', '<label>Deployed</label>')));
    org.close();
    org = open();
    expect(labelOf(org)).toBe('Deployed');
    org.close();
    put('Edited since');
    org = open();
    expect(labelOf(org)).toBe('Edited since');
    org.close();
    put('From the folder');
    org = open();
    expect(labelOf(org)).toBe('From the folder');
    deployInto(org, archiveOf({}, {}, { CustomField: ['A__c.B__c'] }));
    expect(labelOf(org)).toBeUndefined();
    org.close();
    org = open();
    expect(labelOf(org)).toBeUndefined();
    org.close();
  });
});

describe('a check', () => {
  it('says what would happen, and changes nothing', () => {
    const org = orgWithoutPackage();
    deployInto(org, small(text('B__c')));
    const [kernel, schema] = [org.kernel, org.schema];
    const set = { 'permissionsets/S.permissionset': permissionSetFile('S') };
    const zip = archiveOf(
      { 'objects/A__c.object': objectFile('A', { fields: [text('B__c'), text('C__c')] }), ...set },
      { CustomObject: ['A__c'], PermissionSet: ['S'] },
    );
    const result = deployInto(org, zip, { checkOnly: true });
    expect(result).toMatchObject({ success: true, checkOnly: true, status: 'Succeeded' });
    expect(outcomesOf(result)).toEqual({
      A__c: 'unchanged',
      'A__c.B__c': 'unchanged',
      'A__c.C__c': 'created',
      S: 'created',
    });
    expect([org.kernel, org.schema]).toEqual([kernel, schema]);
    expect(org.query(org.system, "SELECT COUNT() FROM PermissionSet WHERE Name = 'S'").totalSize).toBe(0);
    expect(() => org.query(org.system, 'SELECT C__c FROM A__c')).toThrow(/No such column 'C__c'/);
    createOne(org, 'A__c', { Name: 'still works', B__c: 'b' });
    expect(outcomesOf(deployInto(org, zip))).toEqual(outcomesOf(result));
    createOne(org, 'A__c', { Name: 'now', C__c: 'c' });
    org.close();
  });
});

describe('a deploy with a failure', () => {
  const broken = archiveOf(
    {
      'objects/A__c.object': objectFile('A', {
        fields: [text('B__c'), '<fullName>X__c</fullName><label>X</label><type>Hologram</type>'],
      }),
      'objects/B__c.object': objectFile('B', {
        rules: [rule('Sound', 'ISBLANK(Name)'), rule('Broken', 'ISBLANK(Nowhere__c)')],
      }),
    },
    { CustomObject: ['A__c', 'B__c'] },
  );

  it('keeps nothing when one failure rolls all of it back', () => {
    const org = orgWithoutPackage();
    const result = deployInto(org, broken);
    expect(result).toMatchObject({
      success: false,
      status: 'Failed',
      numberComponentErrors: 2,
      numberComponentsTotal: 6,
    });
    expect(outcomesOf(result)).toMatchObject({
      'A__c.X__c': 'failed',
      'B__c.Broken': 'failed',
      'A__c.B__c': 'created',
    });
    expect(org.schema.object('A__c')).toBeUndefined();
    expect(org.contents.components).toEqual([]);
    org.close();
  });

  it('keeps what has no failure when it may', () => {
    const org = orgWithoutPackage();
    const result = deployInto(org, broken, { rollbackOnError: false });
    expect(result).toMatchObject({ success: true, status: 'SucceededPartial', numberComponentErrors: 2 });
    createOne(org, 'A__c', { Name: 'a', B__c: 'b' });
    expect(org.schema.object('A__c')?.fields.has('x__c')).toBe(false);
    expect(org.schema.object('B__c')?.validationRules.map(({ name }) => name)).toEqual(['Sound']);
    org.close();
  });

  it('keeps nothing of what needs the failed part', () => {
    const org = orgWithoutPackage();
    const zip = archiveOf(
      {
        'objects/A__c.object': objectFile('A', {
          fields: ['<fullName>X__c</fullName><label>X</label><type>Hologram</type>', number('N__c')],
          rules: [rule('Needs_X', 'ISBLANK(X__c)')],
        }),
      },
      { CustomObject: ['A__c'] },
    );
    const result = deployInto(org, zip, { rollbackOnError: false });
    expect(outcomesOf(result)).toEqual({
      A__c: 'created',
      'A__c.N__c': 'created',
      'A__c.X__c': 'failed',
      'A__c.Needs_X': 'failed',
    });
    org.close();
  });
});
