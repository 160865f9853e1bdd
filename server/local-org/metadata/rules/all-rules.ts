import * as fieldGrants from './access/field-grants.ts';
import * as grantTargets from './access/grant-targets.ts';
import * as objectGrants from './access/object-grants.ts';
import * as groups from './access/permission-set-groups.ts';
import * as sharing from './access/sharing-rules.ts';
import { userPermissions } from './access/user-permissions.ts';
import * as bundles from './bundles/bundle-rules.ts';
import { graphqlArguments } from './bundles/graphql-arguments.ts';
import { graphqlDocuments } from './bundles/graphql-documents.ts';
import { publicProperties } from './bundles/public-properties.ts';
import * as imports from './bundles/module-imports.ts';
import { bundleEndings } from './bundles/bundle-endings.ts';
import { fieldNames } from './bundles/field-names.ts';
import { styleImports } from './bundles/style-imports.ts';
import { targetDetails } from './bundles/target-details.ts';
import * as names from './components/component-names.ts';
import * as events from './components/events.ts';
import * as fullNames from './components/full-names.ts';
import { notificationTypes } from './components/notification-types.ts';
import * as actions from './components/quick-actions.ts';
import { quickActionParents } from './components/quick-action-parents.ts';
import * as reporting from './components/reports.ts';
import * as texts from './components/text-lengths.ts';
import * as fieldTypes from './fields/field-types.ts';
import { fittingElements } from './fields/fitting-elements.ts';
import { ownDisplayFields } from './fields/own-display-fields.ts';
import * as picklists from './fields/picklists.ts';
import * as relationships from './fields/relationships.ts';
import { wholeNumbers } from './fields/whole-numbers.ts';
import * as formulas from './formulas/formula-rules.ts';
import { globalFields } from './formulas/global-fields.ts';
import * as layouts from './layouts/layouts.ts';
import * as compact from './lists/compact-layouts.ts';
import * as listViews from './lists/list-views.ts';
import * as recordTypes from './lists/record-types.ts';
import * as definitions from './objects/object-definitions.ts';
import * as objects from './objects/object-references.ts';
import { sharingModels } from './objects/sharing-model.ts';
import * as applications from './pages/applications.ts';
import { pageActions } from './pages/page-actions.ts';
import { pageComponents } from './pages/page-components.ts';
import * as pageFields from './pages/page-fields.ts';
import { pageNames } from './pages/page-names.ts';
import * as pageParts from './pages/page-parts.ts';
import { pageTemplates } from './pages/page-templates.ts';
import { standardComponentProperties } from './pages/standard-component-properties.ts';
import * as tabs from './pages/tabs.ts';
import type { Rule } from './rule.ts';
import { elementTypes } from './schema/element-types.ts';
import { oneRoot } from './schema/one-root.ts';
import * as objectTranslations from './translations/object-translations.ts';
import { labelLanguages, translations } from './translations/translations.ts';

/** Everything that the platform refuses, as far as it can be known without an org; one idea each. */
export const allRules: readonly Rule[] = [
  elementTypes,
  oneRoot,
  names.componentNames,
  names.customNames,
  names.nameEndings,
  fullNames.fullNames,
  fullNames.innerNames,
  fullNames.definedOnce,
  texts.textLengths,
  texts.textsPresent,
  definitions.objectElements,
  definitions.nameFields,
  definitions.enterpriseSwitches,
  definitions.parentExists,
  sharingModels,
  objects.assignedCompactLayouts,
  objects.objectOverrides,
  objects.objectCounts,
  fieldTypes.fieldBasics,
  fieldTypes.textFieldLengths,
  fieldTypes.visibleLines,
  fieldTypes.numberPrecision,
  fittingElements,
  wholeNumbers,
  fieldTypes.keyFields,
  fieldTypes.requiredFields,
  fieldTypes.checkboxDefaults,
  fieldTypes.autoNumberFormats,
  fieldTypes.formulaTypes,
  fieldTypes.trackedFields,
  relationships.lookupTargets,
  relationships.deleteConstraints,
  relationships.relationshipNames,
  relationships.namelessLookups,
  relationships.relationshipNamesOnce,
  relationships.masterOrder,
  relationships.summaries,
  picklists.picklistValues,
  picklists.globalValues,
  picklists.controllingFields,
  picklists.lookupFilters,
  formulas.fieldFormulas,
  formulas.ruleFormulas,
  ownDisplayFields,
  globalFields,
  formulas.defaultFormulas,
  formulas.formulaCircles,
  formulas.picklistTestValues,
  grantTargets.grantedComponents,
  grantTargets.grantedObjects,
  grantTargets.grantedTabs,
  grantTargets.grantedRecordTypes,
  grantTargets.grantedSettings,
  grantTargets.grantedOnce,
  grantTargets.grantedFieldsExist,
  fieldGrants.hideableFields,
  fieldGrants.requiredStandardFields,
  fieldGrants.editableFields,
  fieldGrants.calculatedFields,
  fieldGrants.grantsSomething,
  objectGrants.objectRights,
  objectGrants.masterRights,
  groups.permissionSetGroups,
  groups.requiredPermissions,
  userPermissions,
  sharing.sharedObjects,
  sharing.sharedParties,
  sharing.sharingCriteria,
  listViews.listColumns,
  listViews.listFilters,
  listViews.listScopes,
  compact.compactLayouts,
  compact.searchLayouts,
  compact.fieldSets,
  recordTypes.recordTypes,
  recordTypes.ruleDisplayFields,
  layouts.layoutObjects,
  layouts.layoutFields,
  layouts.layoutBehaviours,
  layouts.layoutRequired,
  layouts.layoutSections,
  layouts.relatedLists,
  layouts.layoutActions,
  pageTemplates,
  pageParts.pageObjects,
  pageParts.pageFacets,
  pageParts.pageIdentifiers,
  pageActions,
  pageComponents,
  pageNames,
  standardComponentProperties,
  pageFields.pageObjectExists,
  pageFields.pageFields,
  pageFields.pageVisibility,
  tabs.tabTargets,
  tabs.tabFaces,
  applications.appTabs,
  applications.appPages,
  applications.appPagesOnce,
  applications.appFrames,
  bundles.bundleTargets,
  bundles.bundleProperties,
  bundles.bundleObjects,
  bundles.bundleFiles,
  publicProperties,
  imports.moduleImports,
  imports.templateComponents,
  graphqlDocuments,
  graphqlArguments,
  bundleEndings,
  targetDetails,
  styleImports,
  fieldNames,
  actions.quickActions,
  quickActionParents,
  actions.quickActionKinds,
  notificationTypes,
  events.channelMembers,
  events.externalClientApps,
  events.rolesAndQueues,
  events.metadataRecords,
  reporting.reportTypes,
  reporting.reports,
  reporting.dashboards,
  translations,
  labelLanguages,
  objectTranslations.objectTranslations,
  objectTranslations.fieldTranslations,
];
