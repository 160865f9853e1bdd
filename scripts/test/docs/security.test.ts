import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMetadata, type Metadata } from '../../../server/local-org/metadata/load-metadata.ts';
import type { PermissionSetMetadata, SharingRule } from '../../../server/local-org/metadata/access-metadata.ts';
import { securityDocument } from '../../docs/security/document.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const metadata = loadMetadata(root);

/** The row of a table whose first cell is that, below a heading. */
const row = (text: string, heading: string, first: string): string => {
  const lines = text.slice(text.indexOf(`# ${heading}\n`)).split('\n');
  const found = lines.find((line) => line.startsWith(`| ${first} |`));
  if (found === undefined) throw new Error(`${heading} has no row ${first}`);
  return found;
};

const withSet = (name: string, change: (set: PermissionSetMetadata) => Partial<PermissionSetMetadata>): Metadata => ({
  ...metadata,
  permissionSets: metadata.permissionSets.map((set) => (set.name === name ? { ...set, ...change(set) } : set)),
});
const withRule = (rule: Partial<SharingRule>): Metadata => ({
  ...metadata,
  sharingRules: [
    ...metadata.sharingRules,
    {
      name: 'Extra',
      object: 'Takt_Forecast__c',
      access: 'Edit',
      sharedTo: { kind: 'group', name: 'Takt_Meeting_Leads' },
      criteria: [],
      ...rule,
    },
  ],
});

describe('docs/security.md', () => {
  const document = securityDocument(metadata);

  it('is what the metadata say', () => {
    expect(readFileSync(path.join(root, 'docs/security.md'), 'utf8')).toBe(document);
  });

  it('has every object of the package in both tables, and its fields', () => {
    for (const { name } of metadata.objects.filter((object) => object.name.startsWith('Takt_'))) {
      const words = name.replace(/__c$/, '').replaceAll('_', ' ');
      expect(row(document, 'Objects', words)).not.toBe('');
      expect(row(document, 'Object permissions', words)).not.toBe('');
      expect(document).toContain(`### ${words}\n`);
    }
  });

  it('changes with an object permission', () => {
    const before = row(document, 'Object permissions', 'Takt Forecast');
    expect(before).toMatch(/^\| Takt Forecast \| R \|/);
    const changed = withSet('Takt_Rep', ({ objects }) => ({
      objects: objects.map((one) => (one.object === 'Takt_Forecast__c' ? { ...one, edit: true } : one)),
    }));
    expect(row(securityDocument(changed), 'Object permissions', 'Takt Forecast')).toMatch(/^\| Takt Forecast \| RE \|/);
  });

  it('changes with a field permission', () => {
    const changed = withSet('Takt_Rep', ({ fields }) => ({
      fields: fields.filter((one) => !(one.object === 'Takt_Forecast__c' && one.field === 'Won__c')),
    }));
    expect(securityDocument(changed)).not.toBe(document);
    expect(row(securityDocument(changed), 'Takt Forecast', 'Won')).toMatch(/^\| Won \| – \| read \|/);
  });

  it('changes with a sharing rule: whom it reaches, and by which name', () => {
    const all = securityDocument(
      withSet('Takt_Meeting_Lead', ({ objects }) => ({
        objects: [
          ...objects,
          {
            object: 'Takt_Forecast__c',
            read: true,
            create: false,
            edit: false,
            delete: false,
            viewAll: false,
            modifyAll: false,
          },
        ],
      })),
    );
    expect(row(all, 'Objects', 'Takt Forecast')).toContain('own: rep, manager, meeting lead');
    const opened = securityDocument(
      withRule({ criteria: [{ field: 'Won__c', operation: 'greaterThan', value: '5' }] }),
    );
    expect(row(opened, 'Objects', 'Takt Forecast')).toContain('whose Won greaterThan 5 (`Extra`)');
  });

  it('names the ledgers, which nobody edits or deletes', () => {
    expect(document).toContain('Takt Demand Input, Takt Forecast Call and Takt Quota Proposal are ledgers');
    const broken = withSet('Takt_Manager', ({ objects }) => ({
      objects: objects.map((one) => (one.object === 'Takt_Forecast_Call__c' ? { ...one, edit: true } : one)),
    }));
    expect(securityDocument(broken)).not.toContain('Takt Forecast Call and Takt Quota Proposal are ledgers');
  });

  it('asks for words about a group of permission sets that is nobody’s', () => {
    const group = { name: 'Takt_Guest_User', label: 'Guest', description: '', permissionSets: [] };
    const unknown = { ...metadata, permissionSetGroups: [...metadata.permissionSetGroups, group] };
    expect(() => securityDocument(unknown)).toThrow('Nobody is described who gets Takt_Guest_User');
  });

  it('asks for words about the owner of an object that is new', () => {
    const [some] = metadata.objects.filter(({ name }) => name === 'Takt_Forecast__c');
    if (some === undefined) throw new Error('the package has no forecasts');
    const more = { ...metadata, objects: [...metadata.objects, { ...some, name: 'Takt_New__c' }] };
    expect(() => securityDocument(more)).toThrow('who owns the rows of Takt_New__c');
  });
});
