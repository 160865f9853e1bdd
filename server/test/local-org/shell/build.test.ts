import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rollup, type Plugin } from 'rollup';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../../..');

/** The build's scripts are a program of their own, so they are loaded as one. */
const load = (file: string): Promise<unknown> =>
  import(pathToFileURL(path.join(root, 'scripts/build/shell', file)).href);
const { salesforceModules } = (await load('salesforce-modules.ts')) as { salesforceModules: (root: string) => Plugin };
const { usedBaseComponents } = (await load('base-components.ts')) as {
  usedBaseComponents: (root: string) => readonly string[];
};

/** The code that an import becomes. */
const compiled = async (specifier: string): Promise<string> => {
  const entry: Plugin = {
    name: 'entry',
    resolveId: (id) => (id === 'entry' ? id : null),
    load: (id) => (id === 'entry' ? `export { default } from '${specifier}';` : null),
  };
  const bundle = await rollup({ input: 'entry', plugins: [entry, salesforceModules(root)] });
  const { output } = await bundle.generate({ format: 'esm' });
  return output[0].code;
};

describe('the build of the shell', () => {
  it('fills in schema references, static resources and who is logged in', async () => {
    expect(await compiled('@salesforce/schema/Takt_Forecast__c.Won__c')).toMatch(
      /"objectApiName":"Takt_Forecast__c","fieldApiName":"Won__c"/,
    );
    expect(await compiled('@salesforce/resourceUrl/chartjs')).toMatch('"/resource/chartjs"');
    expect(await compiled('@salesforce/user/Id')).toMatch('taktShell?.user?.id');
  });

  it.each([
    '@salesforce/label/c.No_Such_Label',
    '@salesforce/schema/Takt_Forecast__c.Wonn__c',
    '@salesforce/schema/Takt_Forcast__c',
    '@salesforce/resourceUrl/nothing',
    '@salesforce/apex/Any.method',
  ])('fails on %s, as a deploy would', async (specifier) => {
    await expect(compiled(specifier)).rejects.toThrow(/the package has no such thing/);
  });

  it('finds the base components that are used, without those that the shell itself provides', () => {
    const used = usedBaseComponents(root);
    expect(used).toEqual(expect.arrayContaining(['button', 'icon', 'input']));
    expect(used).not.toContain('graphql');
    expect(used).not.toContain('navigation');
  });
});
