import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../../local-org/local-org.ts';
import { readProject } from '../../../local-org/metadata/package/read-project.ts';
import { at } from '../graphql/ask.ts';
import { createOne, emptyOrg } from '../support/company.ts';
import { archiveOf, zipOf, zipPackage } from './archive.ts';
import {
  deployInto,
  failuresOf,
  field,
  formula,
  number,
  objectFile,
  objectRight,
  orgWithoutPackage,
  outcomesOf,
  permissionSetFile,
  text,
} from './packages.ts';

const objects = { CustomObject: ['A__c'] };
const small = (...fields: readonly string[]): Uint8Array =>
  archiveOf({ 'objects/A__c.object': objectFile('A', { fields }) }, objects);

describe('the project’s own package in an org that has none', () => {
  let org: LocalOrg;
  let zip: Uint8Array;
  beforeAll(() => {
    org = orgWithoutPackage();
    zip = zipPackage(readProject(path.resolve('.')));
  });
  afterAll(() => {
    org.close();
  });

  it('is taken in whole, and is the org that opens on the folder', () => {
    expect(org.schema.object('Takt_Plan__c')).toBeUndefined();
    const result = deployInto(org, zip);
    expect(failuresOf(result)).toEqual([]);
    expect(result).toMatchObject({ success: true, status: 'Succeeded', numberComponentErrors: 0 });
    expect(result.numberComponentsTotal).toBeGreaterThan(500);
    expect(new Set(Object.values(outcomesOf(result)))).toEqual(new Set(['created']));
    const onFolder = emptyOrg();
    const shape = ({ schema }: LocalOrg): unknown =>
      schema.objects
        .map(({ name, sharingModel, fields, validationRules }) => ({
          name,
          sharingModel,
          fields: [...fields.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
          rules: validationRules.toSorted((a, b) => a.name.localeCompare(b.name)),
        }))
        .toSorted((a, b) => a.name.localeCompare(b.name));
    expect(shape(org)).toEqual(shape(onFolder));
    for (const soql of [
      'SELECT Name, Label FROM PermissionSet ORDER BY Name',
      'SELECT PermissionSet.Name, PermissionSetGroup.DeveloperName FROM PermissionSetGroupComponent ORDER BY PermissionSet.Name, PermissionSetGroup.DeveloperName',
      'SELECT Parent.Name, SetupEntity.DeveloperName FROM SetupEntityAccess ORDER BY Parent.Name, SetupEntity.DeveloperName',
      "SELECT DeveloperName, Name FROM Group WHERE Type = 'Regular' ORDER BY DeveloperName",
    ]) {
      const rows = (one: LocalOrg): unknown =>
        one.query(one.system, soql).records.map((row) => JSON.stringify(row).replaceAll(/"url":"[^"]*"/g, ''));
      expect(rows(org)).toEqual(rows(onFolder));
    }
    onFolder.close();
  });

  it('is unchanged in every part when it comes again', () => {
    const again = deployInto(org, zip);
    expect(again.success).toBe(true);
    expect(new Set(Object.values(outcomesOf(again)))).toEqual(new Set(['unchanged']));
  });

  it('changes nothing in an org that stands on the folder', () => {
    const onFolder = emptyOrg();
    expect(new Set(Object.values(outcomesOf(deployInto(onFolder, zip))))).toEqual(new Set(['unchanged']));
    onFolder.close();
  });
});

describe('a deploy', () => {
  it('says of each component whether it is new, other than before, or the same', () => {
    const org = orgWithoutPackage();
    expect(outcomesOf(deployInto(org, small(text('B__c'), text('C__c'))))).toEqual({
      A__c: 'created',
      'A__c.B__c': 'created',
      'A__c.C__c': 'created',
    });
    expect(outcomesOf(deployInto(org, small(text('B__c', 50), text('C__c'), text('D__c'))))).toEqual({
      A__c: 'unchanged',
      'A__c.B__c': 'changed',
      'A__c.C__c': 'unchanged',
      'A__c.D__c': 'created',
    });
    expect(org.schema.object('A__c')?.fields.get('b__c')?.length).toBe(50);
    org.close();
  });

  it('leaves alone what it does not bring, and keeps the records with their values', () => {
    const org = orgWithoutPackage();
    deployInto(org, small(text('B__c'), number('N__c')));
    const id = createOne(org, 'A__c', { Name: 'first', B__c: 'kept', N__c: 12.34 });
    const more = field('N__c', 'Number', '<precision>18</precision><scale>4</scale>');
    const onlyFields = archiveOf(
      { 'objects/A__c.object': objectFile('Ignored', { fields: [more, text('New__c')] }) },
      { CustomField: ['A__c.N__c', 'A__c.New__c'] },
    );
    expect(outcomesOf(deployInto(org, onlyFields))).toEqual({ 'A__c.N__c': 'changed', 'A__c.New__c': 'created' });
    expect(org.schema.object('A__c')?.label).toBe('A');
    expect(org.retrieve(org.system, 'A__c', id)).toMatchObject({ B__c: 'kept', N__c: 12.34, New__c: null });
    org.update(org.system, 'A__c', [{ Id: id, N__c: 1.2345, New__c: 'x' }]);
    expect(org.retrieve(org.system, 'A__c', id)).toMatchObject({ N__c: 1.2345, New__c: 'x' });
    org.close();
  });

  it('computes a formula by its new text at once, and an open cursor goes on as it began', () => {
    const org = orgWithoutPackage();
    // Text functions are computed row by row, so that SQL knows them by a name of their own.
    const twice = (factor: number) => formula('F__c', `VALUE(TEXT(N__c)) * ${factor}`);
    deployInto(org, small(number('N__c'), twice(2)));
    const many = Array.from({ length: 450 }, (_, index) => ({ Name: `a${index}`, N__c: 10 }));
    for (let at = 0; at < many.length; at += 200) org.create(org.system, 'A__c', many.slice(at, at + 200));
    const page = org.query(org.system, 'SELECT F__c, N__c FROM A__c', { batchSize: 200 });
    expect(page.records[0]).toMatchObject({ F__c: 20 });
    deployInto(org, small(number('N__c'), twice(3)));
    expect(org.query(org.system, 'SELECT F__c FROM A__c LIMIT 1').records[0]).toMatchObject({ F__c: 30 });
    deployInto(org, archiveOf({}, {}, { CustomField: ['A__c.F__c'] }));
    const rest = org.queryMore(org.system, page.cursor ?? '');
    expect(rest.records).toHaveLength(200);
    expect(rest.records[0]).toMatchObject({ F__c: 20, N__c: 10 });
    org.close();
  });

  it('gives the rights of a new permission set to those who hold its group', () => {
    const org = orgWithoutPackage();
    deployInto(org, small(text('B__c')));
    const set = permissionSetFile('Reader', objectRight('A__c'));
    const group = `<PermissionSetGroup xmlns="http://soap.sforce.com/2006/04/metadata"><label>Readers</label>
      <permissionSets>Reader</permissionSets></PermissionSetGroup>`;
    const result = deployInto(
      org,
      archiveOf(
        { 'permissionsets/Reader.permissionset': set, 'permissionsetgroups/Readers.permissionsetgroup': group },
        { PermissionSet: ['*'], PermissionSetGroup: ['*'] },
      ),
    );
    expect(failuresOf(result)).toEqual([]);
    const profile = String(
      org.query(org.system, "SELECT Id FROM Profile WHERE Name = 'Standard User'").records[0]?.['Id'],
    );
    const user = createOne(org, 'User', {
      LastName: 'Test',
      Username: 'test@acme.example',
      Email: 'test@acme.example',
      Alias: 'test',
      ProfileId: profile,
      IsActive: true,
    });
    expect(org.actor(user).may('read', 'A__c')).toBe(false);
    const groups = org.query(org.system, "SELECT Id FROM PermissionSetGroup WHERE DeveloperName = 'Readers'");
    createOne(org, 'PermissionSetAssignment', {
      AssigneeId: user,
      PermissionSetGroupId: String(groups.records[0]?.['Id']),
    });
    expect(org.actor(user).may('read', 'A__c')).toBe(true);
    const taken = archiveOf(
      { 'permissionsets/Reader.permissionset': permissionSetFile('Reader') },
      { PermissionSet: ['Reader'] },
    );
    deployInto(org, taken);
    expect(org.actor(user).may('read', 'A__c')).toBe(false);
    org.close();
  });

  it('tells a translation of a field with that of its object, which alone has a name', () => {
    const org = orgWithoutPackage();
    deployInto(org, small(text('B__c')));
    const translated = (label: string): Uint8Array =>
      archiveOf(
        {
          'objectTranslations/A__c-de.objectTranslation': `<CustomObjectTranslation xmlns="http://soap.sforce.com/2006/04/metadata">
            <fields><label>${label}</label><name>B__c</name></fields></CustomObjectTranslation>`,
        },
        { CustomObjectTranslation: ['A__c-de'] },
      );
    expect(outcomesOf(deployInto(org, translated('Eins')))).toEqual({ 'A__c-de': 'created' });
    expect(outcomesOf(deployInto(org, translated('Eins')))).toEqual({ 'A__c-de': 'unchanged' });
    expect(outcomesOf(deployInto(org, translated('Zwei')))).toEqual({ 'A__c-de': 'changed' });
    expect(outcomesOf(deployInto(org, translated('x'.repeat(41))))).toEqual({ 'A__c-de': 'failed' });
    const deletion = archiveOf({}, {}, { CustomObjectTranslation: ['A__c-de'] });
    expect(failuresOf(deployInto(org, deletion))).toEqual([]);
    expect(org.contents.components.filter(({ fullName }) => fullName.startsWith('A__c-de'))).toEqual([]);
    org.close();
  });

  it('brings the records that stand for permission sets, groups and their members up to date', () => {
    const org = orgWithoutPackage();
    const group = (label: string, ...sets: readonly string[]): string =>
      `<PermissionSetGroup xmlns="http://soap.sforce.com/2006/04/metadata"><label>${label}</label>
        ${sets.map((set) => `<permissionSets>${set}</permissionSets>`).join('')}</PermissionSetGroup>`;
    const put = (set: string, groupText: string): void => {
      const files = {
        'permissionsets/S.permissionset': permissionSetFile(set),
        'permissionsets/T.permissionset': permissionSetFile('T'),
        'permissionsetgroups/G.permissionsetgroup': groupText,
      };
      expect(
        failuresOf(deployInto(org, archiveOf(files, { PermissionSet: ['*'], PermissionSetGroup: ['*'] }))),
      ).toEqual([]);
    };
    const shown = (): unknown => [
      org.query(org.system, "SELECT Label FROM PermissionSet WHERE Name = 'S'").records[0]?.['Label'],
      org.query(org.system, 'SELECT MasterLabel FROM PermissionSetGroup').records.map((row) => row['MasterLabel']),
      org
        .query(org.system, 'SELECT PermissionSet.Name FROM PermissionSetGroupComponent ORDER BY PermissionSet.Name')
        .records.map(({ PermissionSet }) => at(PermissionSet, 'Name')),
    ];
    put('First', group('One', 'S', 'T'));
    expect(shown()).toEqual(['First', ['One'], ['S', 'T']]);
    put('Second', group('Two', 'T'));
    expect(shown()).toEqual(['Second', ['Two'], ['T']]);
    org.close();
  });

  it('takes a package from a folder of the archive when it is told so', () => {
    const org = orgWithoutPackage();
    const files = {
      'unpackaged/package.xml': '<Package><types><members>A__c</members><name>CustomObject</name></types></Package>',
      'unpackaged/objects/A__c.object': objectFile('A'),
    };
    const result = deployInto(org, zipOf(files), { singlePackage: false });
    expect(result.components.map(({ fileName }) => fileName)).toEqual([
      'unpackaged/package.xml',
      'unpackaged/objects/A__c.object',
    ]);
    expect(org.schema.object('A__c')?.label).toBe('A');
    expect(deployInto(org, zipOf(files))).toMatchObject({ success: false, errorMessage: 'No package.xml found' });
    org.close();
  });

  it('refuses what is no zip file', () => {
    const org = orgWithoutPackage();
    const result = deployInto(org, Buffer.from('PK, but not really'));
    expect(result).toMatchObject({ success: false, status: 'Failed', components: [] });
    expect(result.errorMessage).toMatch(/no zip file/);
    org.close();
  });
});
