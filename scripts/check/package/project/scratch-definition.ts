import type { Problem } from '../../../../server/local-org/metadata/package/component.ts';
import { meant } from '../../../../server/local-org/metadata/rules/names.ts';
import { fileProblem, property, readJson, unknownKeys, type ProjectText } from './project-files.ts';

const file = 'config/project-scratch-def.json';
const rule = 'scratch-definition';
const editions = [
  'Developer',
  'Enterprise',
  'Group',
  'Professional',
  'Partner Developer',
  'Partner Enterprise',
  'Partner Group',
  'Partner Professional',
];
const keys = [
  'orgName',
  'edition',
  'country',
  'username',
  'adminEmail',
  'description',
  'hasSampleData',
  'language',
  'features',
  'settings',
  'objectSettings',
  'release',
  'snapshot',
  'sourceOrg',
  'template',
  'orgPreferences',
];
/** Features that a package such as this one may come to want; grow it feature by feature. */
const features = [
  'API',
  'AuthorApex',
  'Communities',
  'ContactsToMultipleAccounts',
  'DebugApex',
  'DefaultWorkflowUser',
  'DevelopmentWave',
  'EnableSetPasswordInApi',
  'FieldAuditTrail',
  'ForceComPlatform',
  'Interaction',
  'LightningSalesConsole',
  'MultiCurrency',
  'PersonAccounts',
  'PlatformCache',
  'PlatformConnect',
  'PlatformEncryption',
  'SalesUser',
  'SharedActivities',
  'StateAndCountryPicklist',
  'TerritoryManagement',
];

/** The definition of the scratch org is one that the CLI takes. */
export const scratchDefinition = (text: ProjectText): readonly Problem[] => {
  const { value, problems } = readJson(rule, file, text(file));
  if (problems.length > 0) return problems;
  const say = (message: string): Problem => fileProblem(rule, file, message);
  const edition = property(value, 'edition');
  const wanted = property(value, 'features');
  const settings = property(value, 'settings');
  const isShape = property(value, 'snapshot') !== undefined || property(value, 'sourceOrg') !== undefined;
  return [
    ...unknownKeys(value, keys).map((key) => say(`There is no key ${key}.${meant(key, keys)}`)),
    ...(isShape ||
    (typeof edition === 'string' && editions.map((one) => one.toLowerCase()).includes(edition.toLowerCase()))
      ? []
      : [say(`${String(edition)} is no edition.${meant(String(edition), editions)}`)]),
    ...(Array.isArray(wanted) ? wanted : []).map(String).flatMap((feature) => {
      const bare = feature.split(':')[0]?.toLowerCase() ?? '';
      return features.some((one) => one.toLowerCase() === bare)
        ? []
        : [say(`${feature} is no feature that is known here.${meant(feature, features)}`)];
    }),
    ...(typeof settings === 'object' && settings !== null ? Object.keys(settings) : [])
      .filter((name) => !/^[a-z]\w*Settings$/.test(name))
      .map((name) => say(`${name} is no group of settings, such as languageSettings.`)),
  ];
};
