import { describe, expect, it } from 'vitest';
import type { Component, PackageContents } from '../../../server/local-org/metadata/package/component.ts';
import { ignoreFile } from '../../check/package/project/ignore-file.ts';
import { manifest } from '../../check/package/project/manifest.ts';
import { projectFile } from '../../check/package/project/project-file.ts';
import { scratchDefinition } from '../../check/package/project/scratch-definition.ts';

const messages = (problems: readonly { readonly message: string }[]): readonly string[] =>
  problems.map(({ message }) => message);
const only =
  (file: string, text: string) =>
  (asked: string): string | undefined =>
    asked === file ? text : undefined;

describe('sfdx-project.json', () => {
  const paths = ['main/a.xml'];
  const check = (project: unknown): readonly string[] =>
    messages(projectFile(only('sfdx-project.json', JSON.stringify(project)), paths));
  const good = { packageDirectories: [{ path: 'main', default: true, package: 'A' }], sourceApiVersion: '67.0' };

  it('is taken as it should be', () => {
    expect(check(good)).toEqual([]);
  });

  it('names directories that are there', () => {
    expect(check({ ...good, packageDirectories: [{ path: 'mian', default: true }] })).toEqual([
      'There is no package directory mian.',
    ]);
  });

  it('has one default directory', () => {
    expect(check({ ...good, packageDirectories: [{ path: 'main' }] })).toEqual([
      '0 package directories are the default; one must be.',
    ]);
  });

  it('says what a misspelt key was meant to be', () => {
    expect(check({ ...good, nmae: 'x' })).toEqual(['There is no key nmae. Did you mean name?']);
  });

  it('depends on packages that it names', () => {
    const dependencies = [{ package: 'Base' }];
    expect(
      check({ ...good, packageDirectories: [{ path: 'main', default: true, package: 'A', dependencies }] }),
    ).toEqual(['There is no package Base, which another depends on.']);
  });

  it('has a namespace that can be one', () => {
    expect(check({ ...good, namespace: 'takt' })).toEqual([]);
    expect(check({ ...good, namespace: 'takt__x' })).toHaveLength(1);
  });
});

describe('.forceignore', () => {
  const good = '**/*.ts\n**/__tests__/**\n**/tsconfig*.json\n**/jsconfig.json\n';
  const paths = ['force-app/main/a/objects/A__c/A__c.object-meta.xml', 'force-app/main/a/lwc/b/b.ts'];

  it('keeps what orgs refuse at home, and nothing else', () => {
    expect(ignoreFile(only('.forceignore', good), paths)).toEqual([]);
  });

  it('must not send TypeScript', () => {
    expect(messages(ignoreFile(only('.forceignore', good.replace('**/*.ts', '')), paths))).toEqual([
      'Files such as lwc/bundle/bundle.ts are sent to the org, which refuses them.',
    ]);
  });

  it('must not keep metadata at home', () => {
    expect(messages(ignoreFile(only('.forceignore', `${good}**/objects/**`), paths))).toEqual([
      'force-app/main/a/objects/A__c/A__c.object-meta.xml is metadata and yet stays at home.',
    ]);
  });
});

describe('the manifest', () => {
  const component = (fullName: string): Component => ({
    type: 'CustomTab',
    fullName,
    file: `force-app/main/tabs/${fullName}.tab-meta.xml`,
    xml: undefined,
    contents: [],
  });
  const contents: PackageContents = {
    files: { paths: [], text: () => '', bytes: () => new Uint8Array() },
    components: [component('A'), component('B')],
    problems: [],
  };
  const check = (members: readonly string[], version = '67.0'): readonly string[] =>
    messages(
      manifest(
        (file) =>
          file === 'sfdx-project.json'
            ? '{"sourceApiVersion":"67.0"}'
            : `<Package xmlns="http://soap.sforce.com/2006/04/metadata"><types>${members
                .map((name) => `<members>${name}</members>`)
                .join('')}<name>CustomTab</name></types><version>${version}</version></Package>`,
        contents,
      ),
    );

  it('lists what there is', () => {
    expect(check(['A', 'B'])).toEqual([]);
    expect(check(['*'])).toEqual([]);
  });

  it('lists nothing else, and nothing twice', () => {
    expect(check(['A', 'B', 'C'])).toEqual(['The package has no CustomTab C.']);
    expect(check(['A', 'A', 'B'])).toEqual(['The CustomTab A is listed twice.']);
  });

  it('leaves nothing out', () => {
    expect(check(['A'])).toEqual(['CustomTab B is not listed; npm run docs:manifest lists it.']);
  });

  it('is of the version of the project', () => {
    expect(check(['A', 'B'], '58.0')).toEqual(['The manifest is of version 58.0, the project of 67.0.']);
  });
});

describe('the scratch org', () => {
  const check = (definition: unknown): readonly string[] =>
    messages(scratchDefinition(only('config/project-scratch-def.json', JSON.stringify(definition))));

  it('is of an edition, with features and settings that there are', () => {
    expect(check({ edition: 'Developer', features: ['MultiCurrency'], settings: { languageSettings: {} } })).toEqual(
      [],
    );
    expect(check({ edition: 'Develop' })).toHaveLength(1);
    expect(check({ edition: 'Developer', features: ['MultiCurency'] })).toEqual([
      'MultiCurency is no feature that is known here. Did you mean MultiCurrency?',
    ]);
    expect(check({ edition: 'Developer', settings: { languageSetting: {} } })).toHaveLength(1);
  });
});
