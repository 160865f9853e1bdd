import type { Problem } from '../../../../server/local-org/metadata/package/component.ts';
import { meant } from '../../../../server/local-org/metadata/rules/names.ts';
import { fileProblem, property, readJson, textProperty, unknownKeys, type ProjectText } from './project-files.ts';

const file = 'sfdx-project.json';
const rule = 'project-file';
const keys = [
  'packageDirectories',
  'name',
  'namespace',
  'sfdcLoginUrl',
  'signupTargetLoginUrl',
  'sourceApiVersion',
  'packageAliases',
  'packageBundles',
  'packageBundleAliases',
  'plugins',
  'oauthLocalPort',
  'pushPackageDirectoriesSequentially',
  'sourceBehaviorOptions',
  'replacements',
  'defaultLwcLanguage',
];
const directoryKeys = [
  'path',
  'default',
  'package',
  'id',
  'versionName',
  'versionNumber',
  'versionDescription',
  'definitionFile',
  'dependencies',
  'ancestorId',
  'ancestorVersion',
  'language',
  'postInstallScript',
  'postInstallUrl',
  'releaseNotesUrl',
  'scopeProfiles',
  'seedMetadata',
  'unpackagedMetadata',
  'apexTestAccess',
  'packageMetadataAccess',
  'type',
  'includeProfileUserLicenses',
  'calculateTransitiveDependencies',
];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * The project file is one that the CLI takes: its directories are there, one is the default, and packages depend on
 * packages that it names.
 * @param paths every file below the project's root that a deploy may read
 */
export const projectFile = (text: ProjectText, paths: readonly string[]): readonly Problem[] => {
  const { value, problems } = readJson(rule, file, text(file));
  if (problems.length > 0) return problems;
  const say = (message: string): Problem => fileProblem(rule, file, message);
  const directories = listOf(property(value, 'packageDirectories'));
  const version = textProperty(value, 'sourceApiVersion');
  const namespace = textProperty(value, 'namespace') ?? '';
  const named = directories.flatMap((one) => textProperty(one, 'package') ?? []);
  const aliases: unknown = property(value, 'packageAliases') ?? {};
  const packages = [...named, ...Object.keys(typeof aliases === 'object' && aliases !== null ? aliases : {})];
  const defaults = directories.filter((one) => property(one, 'default') === true).length;
  return [
    ...unknownKeys(value, keys).map((key) => say(`There is no key ${key}.${meant(key, keys)}`)),
    ...directories.flatMap((one) =>
      unknownKeys(one, directoryKeys).map((key) =>
        say(`A package directory has no key ${key}.${meant(key, directoryKeys)}`),
      ),
    ),
    ...(directories.length === 0 ? [say('There is no package directory.')] : []),
    ...(directories.length > 0 && defaults !== 1
      ? [say(`${defaults} package directories are the default; one must be.`)]
      : []),
    ...directories.flatMap((one) => {
      const place = textProperty(one, 'path') ?? '';
      const folder = place.replace(/^\.\//, '').replace(/\/?$/, '/');
      return paths.some((path) => path.startsWith(folder)) ? [] : [say(`There is no package directory ${place}.`)];
    }),
    ...directories.flatMap((one) => {
      const number = textProperty(one, 'versionNumber');
      return number === undefined || /^\d+\.\d+\.\d+\.(\d+|NEXT)$/.test(number)
        ? []
        : [say(`${number} is no versionNumber, such as 1.0.0.NEXT.`)];
    }),
    ...directories.flatMap((one) =>
      listOf(property(one, 'dependencies')).flatMap((needed) => {
        const name = textProperty(needed, 'package') ?? '';
        const bare = name.split('@')[0] ?? '';
        return packages.includes(name) || packages.includes(bare) || /^04t|^0Ho/.test(name)
          ? []
          : [say(`There is no package ${name}, which another depends on.${meant(name, packages)}`)];
      }),
    ),
    ...(version !== undefined && /^\d{2,3}\.0$/.test(version)
      ? []
      : [say(`The sourceApiVersion is ${version ?? 'missing'}; it is written 67.0.`)]),
    ...(namespace === '' || /^[A-Za-z](?!.*__)\w{0,14}(?<!_)$/.test(namespace)
      ? []
      : [say(`${namespace} is no namespace: up to 15 letters, digits and single underscores, a letter first.`)]),
  ];
};
