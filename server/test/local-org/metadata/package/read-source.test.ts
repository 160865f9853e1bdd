import { describe, expect, it } from 'vitest';
import { readSource } from '../../../../local-org/metadata/package/read-source.ts';
import { metadata, type VirtualPackage, virtualFiles } from '../rules/virtual-package.ts';

const read = (texts: VirtualPackage) => readSource(virtualFiles(texts));

describe('readSource', () => {
  it('names the parts of an object as the Metadata API does, with the lines of their files', () => {
    const { components, problems } = read({
      'app/objects/Plan__c/Plan__c.object-meta.xml': metadata('CustomObject', '<label>Plan</label>'),
      'app/objects/Plan__c/fields/Status__c.field-meta.xml': metadata('CustomField', '<fullName>Status__c</fullName>'),
    });
    expect(problems).toEqual([]);
    expect(components.map(({ type, fullName }) => `${type} ${fullName}`)).toEqual([
      'CustomField Plan__c.Status__c',
      'CustomObject Plan__c',
    ]);
    expect(components[0]?.xml?.one('fullName')?.line).toBe(3);
  });

  it('takes fields of an object that is defined elsewhere without an object of its own', () => {
    const { components } = read({
      'a/objects/Account/fields/Size__c.field-meta.xml': metadata('CustomField', '<fullName>Size__c</fullName>'),
    });
    expect(components.map(({ fullName }) => fullName)).toEqual(['Account.Size__c']);
  });

  it('makes each label and each sharing rule a component beside its file', () => {
    const { components } = read({
      'a/labels/CustomLabels.labels-meta.xml': metadata('CustomLabels', '<labels><fullName>Title</fullName></labels>'),
      'a/sharingRules/Plan__c.sharingRules-meta.xml': metadata(
        'SharingRules',
        '<sharingCriteriaRules><fullName>To_All</fullName></sharingCriteriaRules>',
      ),
    });
    expect(components.map(({ type, fullName }) => `${type} ${fullName}`)).toEqual([
      'CustomLabels CustomLabels',
      'CustomLabel Title',
      'SharingRules Plan__c',
      'SharingCriteriaRule Plan__c.To_All',
    ]);
  });

  it('gathers the files of a bundle under its description', () => {
    const { components } = read({
      'a/lwc/board/board.js': '',
      'a/lwc/board/board.js-meta.xml': metadata('LightningComponentBundle', ''),
      'a/lwc/board/__tests__/board.test.js': '',
      'a/lwc/jsconfig.json': '{}',
    });
    expect(components).toMatchObject([
      { type: 'LightningComponentBundle', fullName: 'board', contents: ['a/lwc/board/board.js'] },
    ]);
  });

  it('keeps folders in the names of what lies in them', () => {
    const { components } = read({
      'a/reports/Sales.reportFolder-meta.xml': metadata('ReportFolder', '<name>Sales</name>'),
      'a/reports/Sales/Won.report-meta.xml': metadata('Report', '<name>Won</name>'),
    });
    expect(components.map(({ type, fullName }) => `${type} ${fullName}`)).toEqual([
      'ReportFolder Sales',
      'Report Sales/Won',
    ]);
  });

  it.each([
    ['an ending that no type has', 'a/plans/X.plan-meta.xml', 'known-file'],
    ['a part of an object in the wrong folder', 'a/objects/Plan__c/field/X__c.field-meta.xml', 'known-file'],
    ['an object whose folder is called otherwise', 'a/objects/Plan__c/Plans__c.object-meta.xml', 'known-file'],
  ])('refuses %s', (_, file, rule) => {
    expect(read({ [file]: metadata('CustomField', '') }).problems).toMatchObject([{ rule, severity: 'error', file }]);
  });

  it('says where a file is no XML', () => {
    const file = 'a/tabs/Plan__c.tab-meta.xml';
    const { problems, components } = read({ [file]: '<CustomTab>\n<motif>Custom1: Heart</moti>\n</CustomTab>' });
    expect(problems).toMatchObject([{ rule: 'well-formed-xml', file, line: 2 }]);
    expect(components).toMatchObject([{ fullName: 'Plan__c', xml: undefined }]);
  });

  it('misses the content of a static resource and the description of a component', () => {
    const { problems } = read({
      'a/staticresources/chart.resource-meta.xml': metadata('StaticResource', ''),
      'a/lwc/board/board.js': '',
    });
    expect(problems.map(({ rule }) => rule).toSorted()).toEqual(['content-exists', 'description-exists']);
  });

  it('takes a component only once, whatever the case of its name', () => {
    const { components } = read({
      'a/labels/CustomLabels.labels-meta.xml': metadata('CustomLabels', ''),
      'b/labels/CustomLabels.labels-meta.xml': metadata('CustomLabels', ''),
    });
    expect(components).toHaveLength(2);
  });
});
