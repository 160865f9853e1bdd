import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { importFolder, ImportError, type ImportOptions, type ImportReport } from '../../../local-org/import/index.ts';
import { openOrg } from '../../../local-org/open-org.ts';
import type { Org, RecordOutput } from '../../../local-org/org.ts';

export const today = '2026-11-24';

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** A folder of files that is gone after the test. */
export const folderOf = (files: Readonly<Record<string, string | Buffer>>): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'takt-import-'));
  cleanUps.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return folder;
};

/** An empty org in memory that is closed after the test. */
export const emptyOrg = (): Org => {
  const org = openOrg({ data: ':memory:', today });
  cleanUps.push(() => {
    org.close();
  });
  return org;
};

export const rowsOf = (org: Org, soql: string): readonly RecordOutput[] => {
  const rows: RecordOutput[] = [];
  for (let page = org.query(org.system, soql); ; page = org.queryMore(org.system, page.cursor)) {
    rows.push(...page.records);
    if (page.cursor === undefined) return rows;
  }
};

export const imported = (org: Org, folder: string, options: Partial<ImportOptions> = {}): ImportReport =>
  importFolder(org, folder, { today, ...options });

/** The problems of an import that must fail, as people read them. */
export const problemsOf = (org: Org, folder: string, options: Partial<ImportOptions> = {}): readonly string[] => {
  try {
    imported(org, folder, options);
  } catch (error) {
    if (error instanceof ImportError) return error.lines;
    throw error;
  }
  throw new Error('The import succeeded, but it should have been refused.');
};

/** Everything that an import could have left behind. */
export const fingerprint = (org: Org): string =>
  JSON.stringify([
    org.schema.objects.map(({ name }) => [name, org.query(org.system, `SELECT COUNT() FROM ${name}`).totalSize]),
    rowsOf(org, 'SELECT Name, DefaultCurrencyIsoCode FROM Organization'),
    rowsOf(org, 'SELECT MasterLabel, IsActive, DefaultProbability FROM OpportunityStage ORDER BY SortOrder'),
  ]);
