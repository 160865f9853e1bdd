import { describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../../local-org/local-org.ts';
import { createOne, idOf } from '../support/company.ts';
import { archiveOf } from './archive.ts';
import {
  deployInto,
  failuresOf,
  field,
  formula,
  number,
  objectFile,
  orgWithoutPackage,
  permissionSetFile,
  text,
} from './packages.ts';

const lookup = field(
  'Of__c',
  'Lookup',
  '<referenceTo>A__c</referenceTo><relationshipLabel>Bs</relationshipLabel><relationshipName>Bs</relationshipName>',
);

const prepared = (): LocalOrg => {
  const org = orgWithoutPackage();
  const result = deployInto(
    org,
    archiveOf(
      {
        'objects/A__c.object': objectFile('A', { fields: [text('B__c'), number('N__c'), formula('F__c', 'N__c * 2')] }),
        'objects/B__c.object': objectFile('B', { fields: [lookup] }),
        'permissionsets/S.permissionset': permissionSetFile('S'),
      },
      { CustomObject: ['A__c', 'B__c'], PermissionSet: ['S'] },
    ),
  );
  expect(failuresOf(result)).toEqual([]);
  return org;
};
const deletion = (members: Readonly<Record<string, readonly string[]>>): Uint8Array => archiveOf({}, {}, members);

describe('a deletion', () => {
  it('takes a field with its values, so that a new field of the name begins empty and may be of another type', () => {
    const org = prepared();
    const id = createOne(org, 'A__c', { Name: 'a', B__c: 'old' });
    const result = deployInto(org, deletion({ CustomField: ['A__c.B__c'] }));
    expect(result.components.find(({ fullName }) => fullName === 'A__c.B__c')).toMatchObject({
      success: true,
      deleted: true,
      fileName: 'destructiveChanges.xml',
    });
    expect(() => org.query(org.system, 'SELECT B__c FROM A__c')).toThrow(/No such column/);
    deployInto(
      org,
      archiveOf(
        { 'objects/A__c.object': objectFile('A', { fields: [number('B__c')] }) },
        { CustomField: ['A__c.B__c'] },
      ),
    );
    expect(org.retrieve(org.system, 'A__c', id)).toMatchObject({ Name: 'a', B__c: null });
    org.update(org.system, 'A__c', [{ Id: id, B__c: 4 }]);
    expect(org.retrieve(org.system, 'A__c', id)).toMatchObject({ B__c: 4 });
    org.close();
  });

  it('takes an object with its records and all that is there for it', () => {
    const org = prepared();
    createOne(org, 'B__c', { Name: 'b' });
    expect(failuresOf(deployInto(org, deletion({ CustomObject: ['B__c'] })))).toEqual([]);
    expect(org.schema.object('B__c')).toBeUndefined();
    expect(org.contents.components.filter(({ fullName }) => fullName.startsWith('B__c'))).toEqual([]);
    deployInto(org, archiveOf({ 'objects/B__c.object': objectFile('B') }, { CustomObject: ['B__c'] }));
    expect(org.query(org.system, 'SELECT COUNT() FROM B__c').totalSize).toBe(0);
    org.close();
  });

  it('is refused while something in the org needs what goes, and names it', () => {
    const org = prepared();
    expect(failuresOf(deployInto(org, deletion({ CustomObject: ['A__c'] })))).toEqual([
      expect.stringMatching(
        /^destructiveChanges\.xml:\d+ CustomObject A__c: CustomField B__c\.Of__c in the org needs it/,
      ),
    ]);
    expect(failuresOf(deployInto(org, deletion({ CustomField: ['A__c.N__c'] })))).toEqual([
      expect.stringMatching(/CustomField A__c\.N__c: CustomField A__c\.F__c in the org needs it: .*N__c/),
    ]);
    expect(org.schema.object('A__c')?.fields.has('n__c')).toBe(true);
    org.close();
  });

  it('of what is not there is a warning, which fails the deploy unless warnings are ignored', () => {
    const org = prepared();
    const zip = deletion({ CustomField: ['A__c.Nowhere__c'] });
    expect(deployInto(org, zip)).toMatchObject({ success: false });
    const result = deployInto(org, zip, { ignoreWarnings: true });
    expect(result).toMatchObject({ success: true });
    expect(result.components.find(({ problemType }) => problemType === 'Warning')).toMatchObject({
      success: true,
      deleted: false,
      problem: 'No CustomField named: A__c.Nowhere__c found',
    });
    org.close();
  });

  it('takes a permission set from the records, unless somebody holds it', () => {
    const org = prepared();
    const user = idOf(org, "SELECT Id FROM User WHERE Alias = 'autoproc'");
    const id = createOne(org, 'PermissionSetAssignment', {
      AssigneeId: user,
      PermissionSetId: idOf(org, "SELECT Id FROM PermissionSet WHERE Name = 'S'"),
    });
    expect(failuresOf(deployInto(org, deletion({ PermissionSet: ['S'] })))).toEqual([
      'destructiveChanges.xml:2 PermissionSet S: S is assigned to 1 user. Take it from them first.',
    ]);
    org.remove(org.system, [id]);
    expect(failuresOf(deployInto(org, deletion({ PermissionSet: ['S'] })))).toEqual([]);
    expect(org.query(org.system, "SELECT COUNT() FROM PermissionSet WHERE Name = 'S'").totalSize).toBe(0);
    org.close();
  });
});
