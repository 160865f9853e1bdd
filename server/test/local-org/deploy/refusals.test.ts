import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../../local-org/local-org.ts';
import { createOne } from '../support/company.ts';
import { archiveOf, zipOf } from './archive.ts';
import {
  deployInto,
  failuresOf,
  field,
  fieldRight,
  formula,
  number,
  objectFile,
  orgWithoutPackage,
  pageFile,
  permissionSetFile,
  text,
} from './packages.ts';

let org: LocalOrg;
beforeEach(() => {
  org = orgWithoutPackage();
  const fields = [text('B__c'), number('N__c'), formula('F__c', 'N__c * 2')];
  const result = deployInto(
    org,
    archiveOf({ 'objects/A__c.object': objectFile('A', { fields }) }, { CustomObject: ['A__c'] }),
  );
  expect(failuresOf(result)).toEqual([]);
});
afterEach(() => {
  org.close();
});

const withFields = (...fields: readonly string[]): Uint8Array =>
  archiveOf({ 'objects/A__c.object': objectFile('A', { fields }) }, { CustomObject: ['A__c'] });

describe('a deploy refuses', () => {
  it('a field of a type that there is not, at its line', () => {
    const [failure = '', ...others] = failuresOf(
      deployInto(org, withFields('<fullName>X__c</fullName><label>X</label>\n<type>Hologram</type>')),
    );
    expect(failure).toMatch(/^objects\/A__c\.object:\d+ CustomField A__c\.X__c: .*Hologram/);
    expect(others).toEqual([]);
  });

  it('a right to a field that there is not', () => {
    const file = permissionSetFile('S', fieldRight('A__c.Nowhere__c'));
    const failures = failuresOf(
      deployInto(org, archiveOf({ 'permissionsets/S.permissionset': file }, { PermissionSet: ['S'] })),
    );
    expect(failures).toEqual([
      expect.stringMatching(/^permissionsets\/S\.permissionset:\d+ PermissionSet S: .*A__c\.Nowhere__c/),
    ]);
    expect(org.query(org.system, "SELECT COUNT() FROM PermissionSet WHERE Name = 'S'").totalSize).toBe(0);
  });

  it('a page with a component that there is not', () => {
    const failures = failuresOf(
      deployInto(org, archiveOf({ 'flexipages/P.flexipage': pageFile('nowhere') }, { FlexiPage: ['P'] })),
    );
    expect(failures).toEqual([expect.stringMatching(/^flexipages\/P\.flexipage:\d+ FlexiPage P: .*nowhere/)]);
  });

  it.each([
    ['a number as text', text('N__c'), /CustomField A__c\.N__c: .*from Number to Text/],
    [
      'text as a checkbox',
      field('B__c', 'Checkbox', '<defaultValue>false</defaultValue>'),
      /A__c\.B__c: .*from Text to Checkbox/,
    ],
    ['a formula as a plain field', number('F__c'), /A__c\.F__c: .*from Formula to Number/],
    ['a plain field as a formula', formula('N__c', '1 + 1'), /A__c\.N__c: .*from Number to Formula/],
  ])('%s', (_what, changed, reason) => {
    const zip = archiveOf(
      { 'objects/A__c.object': objectFile('A', { fields: [changed] }) },
      { CustomObject: ['A__c'] },
    );
    const failures = failuresOf(deployInto(org, zip));
    expect(failures.join('\n')).toMatch(reason);
    expect(failures[0]).toMatch(/^objects\/A__c\.object:\d+ /);
  });

  it('a group whose name is longer than its record takes, and keeps nothing of it', () => {
    const files = {
      'groups/G.group': `<Group><doesIncludeBosses>true</doesIncludeBosses><name>${'x'.repeat(60)}</name></Group>`,
    };
    const failures = failuresOf(deployInto(org, archiveOf(files, { Group: ['G'] })));
    expect(failures).toEqual([expect.stringMatching(/^groups\/G\.group:\d+ Group G: /)]);
    expect(org.contents.components.filter(({ type }) => type === 'Group')).toEqual([]);
  });

  it('a change that the records do not allow, and takes it when they do', () => {
    for (const value of ['same', 'same', 'a longer one than ten']) createOne(org, 'A__c', { Name: 'a', B__c: value });
    const unique = field('B__c', 'Text', '<externalId>true</externalId><length>40</length><unique>true</unique>');
    expect(failuresOf(deployInto(org, withFields(unique)))).toEqual([
      expect.stringMatching(/A__c\.B__c: .*records share a value/),
    ]);
    expect(failuresOf(deployInto(org, withFields(text('B__c', 10))))).toEqual([
      expect.stringMatching(/A__c\.B__c: .*holds texts longer than 10 characters/),
    ]);
    expect(failuresOf(deployInto(org, withFields(text('B__c', 30))))).toEqual([]);
  });

  it('what package.xml names and the archive lacks, and what the archive has and package.xml does not name', () => {
    const zip = archiveOf(
      { 'permissionsets/S.permissionset': permissionSetFile('S') },
      { CustomField: ['A__c.Gone__c'] },
    );
    expect(failuresOf(deployInto(org, zip))).toEqual([
      "package.xml:2 CustomField A__c.Gone__c: An object 'A__c.Gone__c' of type CustomField was named in package.xml, but was not found in zipped directory",
      'permissionsets/S.permissionset:0 PermissionSet S: Not in package.xml',
    ]);
  });

  it('files that are no metadata, or are named as in source format', () => {
    const [first = '', second = ''] = failuresOf(
      deployInto(
        org,
        zipOf({
          'package.xml': '<Package><version>67.0</version></Package>',
          'holograms/X.hologram': '<Hologram/>',
          'objects/A__c/fields/B__c.field-meta.xml': '<CustomField/>',
        }),
      ),
    );
    expect(first).toMatch(/^holograms\/X\.hologram.*no folder holograms/);
    expect(second).toMatch(/^objects\/A__c\/fields.*source format/);
  });

  it('a file that is no XML', () => {
    const zip = archiveOf(
      { 'permissionsets/S.permissionset': '<PermissionSet>\n<label>S</PermissionSet>' },
      { PermissionSet: ['S'] },
    );
    expect(failuresOf(deployInto(org, zip))).toEqual([
      expect.stringMatching(/^permissionsets\/S\.permissionset:\d+ PermissionSet S: The file is no XML/),
    ]);
  });

  it('a file without package.xml', () => {
    expect(deployInto(org, zipOf({ 'objects/A__c.object': objectFile('A') }))).toMatchObject({
      success: false,
      errorMessage: 'No package.xml found',
    });
  });
});
