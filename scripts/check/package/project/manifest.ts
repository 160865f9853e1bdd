import type { PackageContents, Problem } from '../../../../server/local-org/metadata/package/component.ts';
import { meant } from '../../../../server/local-org/metadata/rules/names.ts';
import { parseXml, type XmlElement } from '../../../../server/local-org/metadata/xml.ts';
import { fileProblem, property, textProperty, type ProjectText } from './project-files.ts';

const file = 'manifest/package.xml';
const rule = 'manifest';
const xmlns = 'http://soap.sforce.com/2006/04/metadata';

const parsed = (text: string): XmlElement | string => {
  try {
    return parseXml(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const projectVersion = (text: string | undefined): string | undefined => {
  try {
    return textProperty(JSON.parse(text ?? '{}'), 'sourceApiVersion');
  } catch {
    // What is wrong with the project file, its own rule says.
    return undefined;
  }
};

/** The directory that is deployed by the manifest: the default one. */
const defaultDirectory = (text: string | undefined): string => {
  try {
    const directories = property(JSON.parse(text ?? '{}'), 'packageDirectories');
    const found: unknown = (Array.isArray(directories) ? directories : []).find(
      (one: unknown) => property(one, 'default') === true,
    );
    return `${textProperty(found, 'path') ?? 'force-app/main'}/`;
  } catch {
    return 'force-app/main/';
  }
};

/** The manifest lists what the default package directory holds, each component once, and nothing else. */
export const manifest = (text: ProjectText, { components }: PackageContents): readonly Problem[] => {
  const source = text(file);
  const say = (message: string, at?: XmlElement): Problem => fileProblem(rule, file, message, at?.line);
  if (source === undefined) return [say('The file is missing.')];
  const root = parsed(source);
  if (typeof root === 'string') return [say(`The file is no XML: ${root}`)];
  if (root.name !== 'Package' || root.attributes['xmlns'] !== xmlns)
    return [say('The file holds no <Package> of metadata.')];
  const project = text('sfdx-project.json');
  const version = root.text('version');
  const wanted = projectVersion(project);
  const folder = defaultDirectory(project);
  const held = Map.groupBy(
    components.filter((one) => one.file.startsWith(folder)),
    (one) => one.type,
  );
  const listed = root.all('types');
  const isThere = (type: string, name: string): boolean =>
    held.get(type)?.some((component) => component.fullName === name) === true;
  return [
    ...(version === undefined ? [say('The manifest has no version.')] : []),
    ...(version !== undefined && wanted !== undefined && version !== wanted
      ? [say(`The manifest is of version ${version}, the project of ${wanted}.`, root.one('version'))]
      : []),
    ...listed.flatMap((types): readonly Problem[] => {
      const type = types.text('name') ?? '';
      if (!held.has(type)) return [say(`The package has no ${type}.${meant(type, [...held.keys()])}`, types)];
      const members = types.all('members');
      const names = new Set<string>();
      return members.flatMap((member): readonly Problem[] => {
        const name = member.content;
        const again = names.has(name);
        names.add(name);
        if (again) return [say(`The ${type} ${name} is listed twice.`, member)];
        return name === '*' || isThere(type, name) ? [] : [say(`The package has no ${type} ${name}.`, member)];
      });
    }),
    ...listed.flatMap((types) => {
      const members = new Set(types.texts('members'));
      if (members.has('*')) return [];
      return (held.get(types.text('name') ?? '') ?? [])
        .filter((component) => !members.has(component.fullName))
        .map((component) =>
          say(`${component.type} ${component.fullName} is not listed; npm run docs:manifest lists it.`, types),
        );
    }),
  ];
};
