import type { PackageContents, Problem } from '../../../server/local-org/metadata/package/component.ts';
import type { Rule } from '../../../server/local-org/metadata/rules/rule.ts';
import { ruleContext } from '../../../server/local-org/metadata/rules/rule-context.ts';
import { baseComponents } from './base-components.ts';
import { broadRights } from './broad-rights.ts';
import { colours } from './colours.ts';
import { compiledComponents } from './compiled-components.ts';
import { contributorStandsAlone } from './contributor.ts';
import { describedThings } from './described.ts';
import { customPermissionHolders, standsAlone, strongSetsApart } from './entrusted.ts';
import { forbiddenPermissions } from './forbidden-permissions.ts';
import { inGerman } from './german/german.ts';
import { germanGrammar } from './german/grammar.ts';
import { germanNames } from './german/names.ts';
import { nothingCascades, rulesActive } from './kept-on.ts';
import * as known from './known-things.ts';
import { layoutCoverage } from './layout-coverage.ts';
import { ledgerParents } from './ledger-parents.ts';
import { ledgers } from './ledgers.ts';
import { lightningModules } from './lightning-modules.ts';
import { listForAll } from './list-for-all.ts';
import { namespaceFree } from './namespace-free.ts';
import { knownTabs, knownTemplates, plainComponents } from './plain-pages.ts';
import { exposedNamed, listLabels, nothingEmpty } from './shown-by-builders.ts';
import { templateMembers } from './templates/template-members.ts';
import { templateScripts } from './templates/template-scripts.ts';
import { templateText } from './templates/template-text.ts';
import { unsafeHtml } from './templates/unsafe-html.ts';
import { inItsFolder, noStraySpaces } from './tidy-files.ts';
import { objectBehindFields } from './object-behind-fields.ts';
import { onlyDeclarative } from './only-declarative.ts';
import { calculatedFieldsReadOnly, oneWriter, provenanceReadOnly } from './read-only-fields.ts';
import { resultsReadOnly } from './results.ts';
import { sharedNarrowly, sharedWithService } from './shared-narrowly.ts';
import { styleVariables } from './style-variables.ts';
import { tabsInApp } from './tabs-in-app.ts';
import { thirdPartyListed } from './third-party.ts';
import { thirdPartyUnchanged } from './third-party-unchanged.ts';

/** What this project wants beyond what the platform demands. */
export const houseRules: readonly Rule[] = [
  describedThings,
  layoutCoverage,
  tabsInApp,
  listForAll,
  ledgers,
  ledgerParents,
  resultsReadOnly,
  broadRights,
  customPermissionHolders,
  strongSetsApart,
  standsAlone,
  sharedNarrowly,
  sharedWithService,
  onlyDeclarative,
  rulesActive,
  nothingCascades,
  known.knownObjects,
  known.knownFields,
  known.knownColumns,
  known.knownRelatedLists,
  known.knownValues,
  known.resourceTypes,
  plainComponents,
  knownTemplates,
  knownTabs,
  exposedNamed,
  listLabels,
  nothingEmpty,
  noStraySpaces,
  inItsFolder,
  templateMembers,
  templateScripts,
  templateText,
  unsafeHtml,
  calculatedFieldsReadOnly,
  provenanceReadOnly,
  oneWriter,
  forbiddenPermissions,
  contributorStandsAlone,
  objectBehindFields,
  namespaceFree,
  colours,
  styleVariables,
  baseComponents,
  lightningModules,
  thirdPartyListed,
  thirdPartyUnchanged,
  compiledComponents,
  inGerman,
  germanGrammar,
  germanNames,
];

/** The problems that the project's own rules find. */
export const checkHouse = (contents: PackageContents): readonly Problem[] => {
  const context = ruleContext(contents, { components: [] });
  return houseRules.flatMap((rule) => rule(context));
};
