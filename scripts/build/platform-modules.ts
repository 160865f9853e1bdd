import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { standardObjects } from '../../server/local-org/metadata/standard/index.ts';
import { customLabels } from './shell/labels.ts';

/** Names of metadata files, without folders and endings. */
const named = (root: string, pattern: string, ending: string): readonly string[] =>
  globSync(`force-app/{main/*,*}/${pattern}`, { cwd: root })
    .map((file) => path.basename(file, ending))
    .toSorted();

const declaration = (specifier: string, type: string): string =>
  `declare module '@salesforce/${specifier}' {\n  const value: ${type};\n  export default value;\n}\n`;

const schemaModules = (root: string): readonly string[] => {
  const custom = globSync('force-app/{main/*,*}/objects/*/fields/*.field-meta.xml', { cwd: root }).map((file) => {
    const object = path.basename(path.dirname(path.dirname(file)));
    return `${object}.${path.basename(file, '.field-meta.xml')}`;
  });
  const objects = named(root, 'objects/*/*.object-meta.xml', '.object-meta.xml');
  const standard = standardObjects.flatMap(({ name, fields }) => [
    name,
    ...[...fields.values()].map((field) => `${name}.${field.name}`),
  ]);
  const everywhere = ['Id', 'Name', 'OwnerId', 'CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById'];
  const names = [
    ...standard,
    ...objects,
    ...objects.flatMap((object) => everywhere.map((field) => `${object}.${field}`)),
    ...custom,
  ];
  return [...new Set(names)].toSorted().map((name) => {
    const ofField = name.includes('.') ? 'readonly fieldApiName: string; ' : '';
    return declaration(`schema/${name}`, `{ ${ofField}readonly objectApiName: string }`);
  });
};

/**
 * Declarations of the modules that the platform makes of the package's metadata: labels, schema, static resources and
 * custom permissions, each by its name, so that a name that does not exist does not compile.
 */
export const platformModules = (root: string): string =>
  [
    '/** Made by `npm run build:lwc` of the package’s metadata. */\n',
    ...[...customLabels(root).keys()].toSorted().map((name) => declaration(`label/c.${name}`, 'string')),
    ...named(root, 'staticresources/*.resource-meta.xml', '.resource-meta.xml').map((name) =>
      declaration(`resourceUrl/${name}`, 'string'),
    ),
    // True, or undefined where the person does not hold it.
    ...named(root, 'customPermissions/*.customPermission-meta.xml', '.customPermission-meta.xml').map((name) =>
      declaration(`customPermission/${name}`, 'true | undefined'),
    ),
    ...schemaModules(root),
  ].join('');

/** Writes {@link platformModules} where the components' compiler reads them. */
export const emitPlatformModules = (root: string): void => {
  mkdirSync(path.join(root, 'build'), { recursive: true });
  writeFileSync(path.join(root, 'build/platform-modules.d.ts'), platformModules(root));
};
