import { describe, expect, it } from 'vitest';
import { readSource } from '../../../../local-org/metadata/package/read-source.ts';
import { checkPackage } from '../../../../local-org/metadata/rules/check-package.ts';
import { samplePackage } from './sample-package.ts';
import { metadata, problemsOf, virtualFiles } from './virtual-package.ts';

const whole = readSource(virtualFiles(samplePackage));

const tab = {
  'main/tabs/Shop__c.tab-meta.xml': metadata(
    'CustomTab',
    '<customObject>true</customObject><motif>Custom16: Bank</motif>',
  ),
};

describe('what the org has already', () => {
  it('counts as there for what comes after it', () => {
    expect(problemsOf(tab)).toMatchObject([{ rule: 'tab-target' }]);
    expect(checkPackage(readSource(virtualFiles(tab)), whole)).toEqual([]);
  });

  it('is not judged again', () => {
    const broken = readSource(
      virtualFiles({ ...samplePackage, 'main/tabs/Other__c.tab-meta.xml': tab['main/tabs/Shop__c.tab-meta.xml'] }),
    );
    expect(checkPackage(readSource(virtualFiles(tab)), broken)).toEqual([]);
  });

  it('gives way to what the package says anew', () => {
    const name = 'main/objects/Shop__c/fields/City__c.field-meta.xml';
    const changed = readSource(
      virtualFiles({
        [name]: (samplePackage[name] ?? '').replace('Text', 'LongTextArea').replace('<length>80', '<length>4000'),
      }),
    );
    expect(checkPackage(changed, whole).map(({ rule }) => rule)).toContain('field-visible-lines');
  });
});

it('leaves alone what comes with other packages', () => {
  const set = metadata(
    'PermissionSet',
    '<fieldPermissions><editable>true</editable><field>npsp__Level__c.npsp__Active__c</field><readable>true</readable></fieldPermissions><label>Other</label><objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>npsp__Level__c</object><viewAllRecords>false</viewAllRecords></objectPermissions>',
  );
  expect(problemsOf({ 'main/permissionsets/Other.permissionset-meta.xml': set })).toEqual([]);
});

it('knows names that are defined without regard to case, and misses those of other kinds', () => {
  const set = metadata(
    'PermissionSet',
    '<customPermissions><enabled>true</enabled><name>shop_owner</name></customPermissions><label>Other</label>',
  );
  expect(
    checkPackage(readSource(virtualFiles({ 'main/permissionsets/Other.permissionset-meta.xml': set })), whole),
  ).toEqual([]);
});
