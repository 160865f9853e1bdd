import type { PackageContents, Problem } from '../../../../server/local-org/metadata/package/component.ts';
import { ignoreFile } from './ignore-file.ts';
import { manifest } from './manifest.ts';
import { projectFile } from './project-file.ts';
import type { ProjectText } from './project-files.ts';
import { scratchDefinition } from './scratch-definition.ts';

/**
 * What is wrong with the files by which the CLI finds and sends the package.
 * @param paths every file below the package directories, the ignored ones too
 */
export const checkProject = (
  text: ProjectText,
  paths: readonly string[],
  contents: PackageContents,
): readonly Problem[] => [
  ...projectFile(text, paths),
  ...ignoreFile(text, paths),
  ...manifest(text, contents),
  ...scratchDefinition(text),
];
