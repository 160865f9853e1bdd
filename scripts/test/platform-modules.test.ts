import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { platformModules } from '../build/platform-modules.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'takt-modules-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const root = path.resolve(import.meta.dirname, '../..');
writeFileSync(path.join(folder, 'modules.d.ts'), platformModules(root));

/** What the compiler says of a component's script. */
const compiled = (script: string): readonly string[] => {
  const file = path.join(folder, 'component.ts');
  writeFileSync(file, script);
  const program = ts.createProgram([file, path.join(folder, 'modules.d.ts')], {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
};

describe('modules that the platform makes of the metadata', () => {
  it('are labels, schema, resources and custom permissions of the package, and standard fields', () => {
    const script = `
      import TITLE from '@salesforce/label/c.Takt_Standing_Title';
      import STATUS from '@salesforce/schema/Takt_Plan__c.Status__c';
      import PLAN from '@salesforce/schema/Takt_Plan__c';
      import STAGE from '@salesforce/schema/Opportunity.StageName';
      import CHART from '@salesforce/resourceUrl/chartjs';
      import PUBLISH from '@salesforce/customPermission/Takt_Run_Publish';
      export const all: readonly (string | undefined)[] = [TITLE, CHART, STATUS.fieldApiName, PLAN.objectApiName, STAGE.fieldApiName];
      export const may: boolean = PUBLISH ?? false;
    `;
    expect(compiled(script)).toEqual([]);
  });

  it.each([
    'label/c.Takt_Standing_Titel',
    'schema/Takt_Plan__c.Statuss__c',
    'schema/Takt_Plann__c',
    'schema/Opportunity.StageNam',
    'resourceUrl/chartsj',
    'customPermission/Takt_Run_Publisch',
  ])('do not compile when misspelt: %s', (name) => {
    expect(compiled(`import it from '@salesforce/${name}'; export default it;`)).toEqual([
      expect.stringContaining(`Cannot find module '@salesforce/${name}'`),
    ]);
  });
});
