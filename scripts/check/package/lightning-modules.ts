import { readdirSync } from 'node:fs';
import { lineAt, scripts } from '../../../server/local-org/metadata/rules/bundles/source-files.ts';
import { meant } from '../../../server/local-org/metadata/rules/names.ts';
import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** Modules of the platform that are no base components. */
const platform = [
  'graphql',
  'uiRecordApi',
  'uiObjectInfoApi',
  'uiListsApi',
  'uiListApi',
  'uiRelatedListApi',
  'uiGraphQLApi',
  'uiAppsApi',
  'uiLayoutApi',
  'uiLearningContentPlatformApi',
  'uiAggregateDataSourceApi',
  'navigation',
  'platformShowToastEvent',
  'platformResourceLoader',
  'platformWorkspaceApi',
  'platformUtilityBarApi',
  'messageService',
  'empApi',
  'flowSupport',
  'refresh',
  'alert',
  'confirm',
  'prompt',
  'modal',
  'toast',
  'toastContainer',
  'actions',
  'pageReferenceUtils',
  'mobileCapabilities',
  'analyticsWaveApi',
  'cmsDeliveryApi',
  'logger',
  'mediaUtils',
  'internalLocalizationService',
  'unifiedSearchApi',
  'conversationToolkitApi',
  'userConsentCookie',
  'configProvider',
  'datatable',
];

const imported = /\bfrom\s*['"]lightning\/(\w+)['"]/g;

/** Modules of the platform that components import exist. */
export const lightningModules: Rule = ({ of, contents }) => {
  const base = readdirSync('node_modules/lightning-base-components/src/lightning', { withFileTypes: true });
  const names = new Set([...platform, ...base.filter((entry) => entry.isDirectory()).map((entry) => entry.name)]);
  return of('LightningComponentBundle').flatMap((bundle) =>
    scripts(contents.files, bundle).flatMap(({ path, text }) =>
      [...text.matchAll(imported)]
        .filter(([, name = '']) => !names.has(name))
        .map((match) => ({
          ...problem(
            'lightning-module',
            bundle,
            `There is no module lightning/${match[1] ?? ''}.${meant(match[1] ?? '', names)}`,
          ),
          file: path,
          line: lineAt(text, match.index),
        })),
    ),
  );
};
