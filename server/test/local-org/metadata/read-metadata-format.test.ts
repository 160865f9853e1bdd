import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProject } from '../../../local-org/metadata/package/read-project.ts';
import type { PackageContents } from '../../../local-org/metadata/package/component.ts';
import { componentKey, fingerprint } from '../../../local-org/metadata/package/component-text.ts';
import { readMetadataFormat } from '../../../local-org/metadata/package/read-metadata-format.ts';
import { ArchiveError, zipFiles } from '../../../local-org/metadata/package/zip-files.ts';
import { parseXml } from '../../../local-org/metadata/xml.ts';
import { header, zipOf, zipPackage } from '../deploy/archive.ts';

const read = (files: Readonly<Record<string, string>>): PackageContents => readMetadataFormat(zipFiles(zipOf(files)));
const names = ({ components }: PackageContents): readonly string[] =>
  components.map(({ type, fullName }) => `${type} ${fullName}`);
const object = (inside: string): string => `${header}<CustomObject>${inside}<label>A</label></CustomObject>`;

describe('a package in metadata format', () => {
  it('has the components that it has in source format, each of them the same', () => {
    const source = readProject(path.resolve('.'));
    const archive = readMetadataFormat(zipFiles(zipPackage(source)));
    const prints = ({ components, files }: PackageContents): ReadonlyMap<string, string> =>
      new Map(components.map((one) => [componentKey(one), fingerprint(one, files)]));
    expect(archive.problems).toEqual([]);
    expect(archive.components.length).toBeGreaterThan(500);
    expect(prints(archive)).toEqual(prints(source));
  });

  it('names the parts of an object, with their lines in its file', () => {
    const contents = read({
      'objects/A__c.object': object(
        '\n<fields>\n<fullName>B__c</fullName>\n</fields>\n<validationRules><fullName>R</fullName></validationRules>',
      ),
    });
    expect(contents.components.map(({ type, fullName, file, xml }) => [type, fullName, file, xml?.line])).toEqual([
      ['CustomObject', 'A__c', 'objects/A__c.object', 2],
      ['CustomField', 'A__c.B__c', 'objects/A__c.object', 3],
      ['ValidationRule', 'A__c.R', 'objects/A__c.object', 6],
    ]);
  });

  it('knows labels, sharing rules, translations, bundles, reports and escaped names by their full names', () => {
    const contents = read({
      'labels/CustomLabels.labels': '<CustomLabels><labels><fullName>Hello</fullName></labels></CustomLabels>',
      'sharingRules/A__c.sharingRules':
        '<SharingRules><sharingOwnerRules><fullName>Up</fullName></sharingOwnerRules></SharingRules>',
      'lwc/hello/hello.js-meta.xml': '<LightningComponentBundle/>',
      'lwc/hello/hello.js': '',
      'lwc/hello/words/words.js': '',
      'objectTranslations/A__c-de.objectTranslation':
        '<CustomObjectTranslation><fields><label>B</label><name>B__c</name></fields></CustomObjectTranslation>',
      'reports/Sales-meta.xml': '<ReportFolder/>',
      'reports/Sales/Open.report': '<Report/>',
      'layouts/A__c-A %28all%29.layout': '<Layout/>',
      'staticresources/chart.resource': 'x',
      'staticresources/chart.resource-meta.xml': '<StaticResource/>',
    });
    expect(contents.problems).toEqual([]);
    expect(names(contents).toSorted()).toEqual([
      'CustomFieldTranslation A__c-de.B__c',
      'CustomLabel Hello',
      'CustomLabels CustomLabels',
      'CustomObjectTranslation A__c-de',
      'Layout A__c-A (all)',
      'LightningComponentBundle hello',
      'Report Sales/Open',
      'ReportFolder Sales',
      'SharingOwnerRule A__c.Up',
      'SharingRules A__c',
      'StaticResource chart',
    ]);
    const bundle = contents.components.find(({ type }) => type === 'LightningComponentBundle');
    expect(bundle?.contents).toEqual(['lwc/hello/hello.js', 'lwc/hello/words/words.js']);
  });

  it('reports what is no part of any component, and leaves alone what archivers leave behind', () => {
    const contents = read({
      'objects/A__c.thing': 'x',
      'nowhere/A.nowhere': 'x',
      '__MACOSX/objects/._A__c.object': 'x',
      'objects/.DS_Store': 'x',
      'package.xml': '<Package/>',
    });
    expect(contents.components).toEqual([]);
    expect(contents.problems.map(({ file }) => file)).toEqual(['nowhere/A.nowhere', 'objects/A__c.thing']);
  });
});

describe('two descriptions of a component', () => {
  const print = (xml: string): string =>
    fingerprint(
      { type: 'CustomField', fullName: 'A.B', file: '', xml: parseXml(xml), contents: [] },
      zipFiles(zipOf({})),
    );

  it('are the same whatever their white space, root and order of names', () => {
    const source =
      '<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><label>B &amp; C</label><type>Text</type></CustomField>';
    expect(print('<fields>\n  <type>Text</type>\n  <label>B &amp; C</label>\n</fields>')).toBe(print(source));
  });

  it('differ by the order of values of one name, and by their text', () => {
    const values = (...list: readonly string[]): string =>
      `<fields>${list.map((one) => `<value>${one}</value>`).join('')}</fields>`;
    expect(print(values('a', 'b'))).not.toBe(print(values('b', 'a')));
    expect(print(values('a'))).not.toBe(print(values('b')));
  });
});

describe('an archive', () => {
  it('that is damaged is refused', () => {
    const zip = zipOf({ 'package.xml': '<Package/>'.repeat(100) });
    expect(() => zipFiles(zip.slice(0, 40))).toThrow(ArchiveError);
  });

  it('that claims more than an org takes is refused before it is unpacked', () => {
    const zip = Buffer.from(zipOf({ 'a.txt': 'a' }));
    zip.writeUInt32LE(0x7fffffff, zip.lastIndexOf('PK\u0001\u0002') + 24);
    expect(() => zipFiles(zip)).toThrow('more than 600 MB');
  });
});
