import { readdirSync, statSync } from 'node:fs';
import type { Org } from '../org.ts';
import { checkDrafts } from './check-drafts.ts';
import { KeyRing } from './key-ring.ts';
import type { Draft } from './draft.ts';
import { demoUsersOf } from './demo-users.ts';
import { noteExistingRows } from './existing-rows.ts';
import { allRows } from './match-existing.ts';
import { readForeign } from './mapping/read-foreign.ts';
import { readMapping } from './mapping/read-mapping.ts';
import type { Mapping } from './mapping/schema.ts';
import { shippedMapping } from './mapping/shipped.ts';
import { ProblemList } from './problem.ts';
import type { ImportReport, Progress } from './report.ts';
import { readExport } from './salesforce-export/read-export.ts';
import { checkStages } from './stages.ts';
import { writeImport } from './write-import.ts';

export interface ImportOptions {
  /** Path of a mapping file; without it a shipped mapping is recognised by its files, else Salesforce's own names count. */
  readonly mapping?: string;
  /** The day on which the import takes place, `2026-11-24`. */
  readonly today: string;
  readonly onProgress?: (progress: Progress) => void;
}

interface Reading {
  readonly title: string;
  readonly drafts: readonly Draft[];
  readonly healed: ReadonlyMap<string, number>;
  readonly moved: ImportReport['moved'];
  readonly leftOut: readonly string[];
  readonly assumptions: readonly string[];
}

const csvFiles = (folder: string, problems: ProblemList): readonly string[] => {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) {
    problems.add({
      file: folder,
      reason: found === undefined ? 'the folder does not exist' : 'this is a file, not a folder',
      remedy: 'Name a folder that holds CSV files.',
    });
    return [];
  }
  const files = readdirSync(folder).filter((file) => /\.csv$/i.test(file));
  if (files.length === 0) {
    problems.add({ file: folder, reason: 'the folder holds no CSV file', remedy: 'Put the exported files into it.' });
  }
  return files.toSorted();
};

const fiscalStartMonth = (org: Org): number => {
  const [organization] = allRows(org, 'SELECT FiscalYearStartMonth FROM Organization');
  const month = organization?.['FiscalYearStartMonth'];
  return typeof month === 'number' && month >= 1 && month <= 12 ? month : 1;
};

const readFolder = (
  org: Org,
  folder: string,
  { mapping: mappingFile, today }: ImportOptions,
  problems: ProblemList,
  onProgress: (progress: Progress) => void,
): Reading => {
  const files = csvFiles(folder, problems);
  problems.throwIfAny(folder);
  const mapping: Mapping | undefined =
    mappingFile === undefined ? shippedMapping(files, org.schema) : readMapping(mappingFile, org.schema);
  if (mapping?.form === 'mapped') {
    const startMonth = fiscalStartMonth(org);
    const { drafts, healed, move, leftOut } = readForeign(
      folder,
      files,
      mapping,
      { today, startMonth },
      problems,
      onProgress,
    );
    return { title: mapping.title, drafts, healed, moved: move, leftOut, assumptions: mapping.assumptions };
  }
  const described = mapping ?? { form: 'salesforce-export' as const, ignoreFiles: [], ignoreColumns: {} };
  const { drafts, leftOut } = readExport(folder, files, described, org.schema, problems, onProgress);
  const moved = { quarters: 0, firstDate: null, lastDate: null };
  return { title: described.title ?? 'Salesforce export', drafts, healed: new Map(), moved, leftOut, assumptions: [] };
};

/**
 * Imports a folder of CSV files: a Salesforce export (files named after objects), or foreign files by a mapping.
 * All of it or nothing: one transaction.
 * @throws ImportError with every problem found, each with file, line, reason and remedy; the org is as it was.
 */
export const importFolder = (org: Org, folder: string, options: ImportOptions): ImportReport => {
  const onProgress = options.onProgress ?? (() => undefined);
  const problems = new ProblemList();
  const reading = readFolder(org, folder, options, problems, onProgress);
  const keys = new KeyRing();
  noteExistingRows(org, reading.drafts, keys);
  const drafts = checkDrafts(reading.drafts, org.schema, keys, problems);
  checkStages(org, drafts, problems);
  problems.throwIfAny(folder);
  const rows = writeImport(org, folder, drafts, keys, onProgress);
  return {
    title: reading.title,
    folder,
    today: options.today,
    moved: reading.moved,
    rows,
    healed: [...reading.healed].map(([what, count]) => ({ what, count })),
    leftOut: reading.leftOut,
    assumptions: reading.assumptions,
    demoUsers: demoUsersOf(drafts),
  };
};
