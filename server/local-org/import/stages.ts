import type { Org } from '../org.ts';
import type { Draft } from './draft.ts';
import { allRows, textField } from './match-existing.ts';
import type { ProblemList } from './problem.ts';
import { shown } from './values/outcome.ts';

const labelsOf = (drafts: readonly Draft[]): ReadonlySet<string> => {
  const labels = drafts
    .filter(({ object }) => object === 'OpportunityStage')
    .map(({ fields }) => fields.get('MasterLabel'));
  return new Set(labels.filter((label) => typeof label === 'string'));
};

/** Tells every deal and history row whose stage no OpportunityStage describes: it would have no probability. */
export const checkStages = (org: Org, drafts: readonly Draft[], problems: ProblemList): void => {
  const imported = labelsOf(drafts);
  const known =
    imported.size > 0
      ? imported
      : new Set(allRows(org, 'SELECT MasterLabel FROM OpportunityStage').map((row) => textField(row, 'MasterLabel')));
  for (const draft of drafts) {
    if (draft.object !== 'Opportunity' && draft.object !== 'OpportunityHistory') continue;
    const stage = draft.fields.get('StageName');
    if (typeof stage !== 'string' || known.has(stage)) continue;
    problems.add({
      file: draft.file,
      ...(draft.line === undefined ? {} : { line: draft.line }),
      column: 'StageName',
      reason: `${shown(stage)} is not a stage of this org`,
      remedy: 'Add it to OpportunityStage.csv (inactive ones too), or map it to one that is there.',
    });
  }
};

/** Switches off the stages that the import does not bring, so that pickers offer its own alone. */
export const keepOnlyStages = (org: Org, labels: ReadonlySet<string>): void => {
  if (labels.size === 0) return;
  const others = allRows(org, 'SELECT Id, MasterLabel FROM OpportunityStage').filter(
    (row) => !labels.has(textField(row, 'MasterLabel')),
  );
  if (others.length === 0) return;
  org.update(
    org.system,
    'OpportunityStage',
    others.map((row) => ({ Id: textField(row, 'Id'), IsActive: false })),
    { allOrNone: true },
  );
};

/** Labels of the stages among the drafts. */
export const importedStages = labelsOf;
