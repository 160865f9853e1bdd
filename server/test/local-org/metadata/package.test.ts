import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MetadataError } from '../../../local-org/metadata/load-metadata.ts';
import { openOrg } from '../../../local-org/open-org.ts';
import { emptyOrg, createOne, ids } from '../support/company.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'takt-package-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const object = (name: string, sharing = 'ReadWrite') =>
  `<CustomObject><label>${name}</label><pluralLabel>${name}s</pluralLabel><sharingModel>${sharing}</sharingModel>
   <nameField><label>Name</label><type>Text</type></nameField></CustomObject>`;
const field = (name: string, type: string, more = '') =>
  `<CustomField><fullName>${name}</fullName><label>${name}</label><type>${type}</type>${more}</CustomField>`;
const put = (file: string, content: string): void => {
  const full = path.join(root, 'force-app/main/area', file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, `<?xml version="1.0" encoding="UTF-8"?>\n${content}`);
};
const open = () => openOrg({ data: path.join(root, 'data'), projectRoot: root, today: '2026-11-24' });
const number = (scale: number) => field('N__c', 'Number', `<precision>18</precision><scale>${scale}</scale>`);

describe('the project’s own package', () => {
  it('is taken in whole', () => {
    const org = emptyOrg();
    const forecast = org.schema.object('takt_forecast__C');
    expect(forecast?.fields.get('won__c')).toMatchObject({ type: 'currency', precision: 18, scale: 2 });
    expect(forecast?.fields.get('scope__c')).toMatchObject({
      relationshipName: 'Scope__r',
      childRelationshipName: 'Forecasts__r',
      nillable: false,
    });
    expect(
      org.query(org.system, "SELECT COUNT() FROM PermissionSet WHERE Name LIKE 'Takt%'").totalSize,
    ).toBeGreaterThan(3);
    const [run] = org.create(org.system, 'Takt_Run__c', [{ Kind__c: 'Forecast' }]);
    expect(org.retrieve(org.system, 'Takt_Run__c', run?.id ?? '')).toMatchObject({
      Name: 'RUN-000001',
      Status__c: 'Requested',
    });
    org.close();
  });
});

describe('a package that changes under its data', () => {
  it('gains objects and fields, and keeps the records', () => {
    put('objects/A__c/A__c.object-meta.xml', object('A'));
    let org = open();
    const id = createOne(org, 'A__c', { Name: 'first' });
    const prefix = org.schema.object('A__c')?.keyPrefix;
    org.close();
    put('objects/A__c/fields/New__c.field-meta.xml', field('New__c', 'Checkbox', '<defaultValue>true</defaultValue>'));
    put('objects/AA__c/AA__c.object-meta.xml', object('AA'));
    org = open();
    expect(org.retrieve(org.system, 'A__c', id)).toMatchObject({ Name: 'first', New__c: true });
    expect(org.schema.object('A__c')?.keyPrefix).toBe(prefix);
    expect(org.schema.object('AA__c')?.keyPrefix).not.toBe(prefix);
    ids(org.create(org.system, 'AA__c', [{ Name: 'x' }]));
    org.close();
  });

  it('rescales numbers, and refuses a change of kind', () => {
    put('objects/A__c/A__c.object-meta.xml', object('A'));
    put('objects/A__c/fields/N__c.field-meta.xml', number(2));
    let org = open();
    const id = createOne(org, 'A__c', { Name: 'a', N__c: 12.34 });
    org.close();
    put('objects/A__c/fields/N__c.field-meta.xml', number(4));
    org = open();
    expect(org.retrieve(org.system, 'A__c', id)['N__c']).toBe(12.34);
    org.close();
    put('objects/A__c/fields/N__c.field-meta.xml', field('N__c', 'Text', '<length>20</length>'));
    expect(open).toThrow('A__c.N__c holds scaled:4 values and cannot become text');
  });

  it('gives custom permissions by the sets that name them now', () => {
    const permission = (name: string) => {
      put(
        `customPermissions/${name}.customPermission-meta.xml`,
        `<CustomPermission><label>${name}</label></CustomPermission>`,
      );
    };
    const set = (...names: readonly string[]) => {
      const given = names.map(
        (name) => `<customPermissions><enabled>true</enabled><name>${name}</name></customPermissions>`,
      );
      put(
        'permissionsets/S.permissionset-meta.xml',
        `<PermissionSet>${given.join('')}<label>S</label></PermissionSet>`,
      );
    };
    const given = (): readonly unknown[] => {
      const org = open();
      const soql =
        'SELECT Parent.Name, SetupEntity.DeveloperName FROM SetupEntityAccess ORDER BY SetupEntity.DeveloperName';
      const { records } = org.query(org.system, soql);
      org.close();
      return records.map(({ SetupEntity }) => (SetupEntity as { DeveloperName: string }).DeveloperName);
    };
    permission('One');
    permission('Two');
    set('One');
    expect(given()).toEqual(['One']);
    set('Two', 'One');
    expect(given()).toEqual(['One', 'Two']);
    rmSync(path.join(root, 'force-app/main/area/customPermissions/One.customPermission-meta.xml'));
    set('Two');
    expect(given()).toEqual(['Two']);
  });

  it('goes on with its ids after a restart', () => {
    put('objects/A__c/A__c.object-meta.xml', object('A'));
    const made: string[] = [];
    for (let time = 0; time < 3; time += 1) {
      const org = open();
      made.push(createOne(org, 'A__c', { Name: 'a' }));
      org.close();
    }
    expect(new Set(made).size).toBe(3);
  });
});

describe('a package that is wrong', () => {
  const problems = (): readonly string[] => {
    try {
      open().close();
      return [];
    } catch (error) {
      if (error instanceof MetadataError) return error.problems;
      throw error;
    }
  };

  it('is refused with every problem at once, each with its file', () => {
    put('objects/A__c/A__c.object-meta.xml', object('A'));
    put('objects/A__c/fields/B__c.field-meta.xml', field('B__c', 'Hologram'));
    put('objects/A__c/fields/C__c.field-meta.xml', field('C__c', 'Lookup', '<referenceTo>Nowhere__c</referenceTo>'));
    put('objects/A__c/fields/D__c.field-meta.xml', '<CustomField><fullName>D__c</CustomField>');
    put('objects/Orphan__c/fields/E__c.field-meta.xml', field('E__c', 'Date'));
    const found = problems().join('\n');
    expect(found).toMatch(/B__c\.field-meta\.xml: field B__c: the local org has no field type Hologram/);
    expect(found).toMatch(/A__c\.C__c: there is no object Nowhere__c to look up/);
    expect(found).toMatch(/D__c\.field-meta\.xml: The file is no XML: Expected closing tag/);
    expect(found).toMatch(/objects\/Orphan__c: the local org has no such object/);
  });

  it('copies nothing into the data folder when it is refused', () => {
    cpSync(path.resolve('force-app/main/foundation/groups'), path.join(root, 'force-app/main/area/groups'), {
      recursive: true,
    });
    put('objects/A__c/fields/B__c.field-meta.xml', field('B__c', 'Date'));
    expect(problems()).not.toEqual([]);
    rmSync(path.join(root, 'force-app/main/area/objects'), { recursive: true });
    expect(problems()).toEqual([]);
  });
});
