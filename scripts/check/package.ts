/**
 * Says, without an org, what a Salesforce org would refuse of the package and what this project does not want of it:
 * one line a problem, `file:line rule: sentence`. Ends with 1 where there is an error.
 * `npm run check:package [folder] [directory …]`: another project's folder, and its package directories.
 */
import { folderFiles } from '../../server/local-org/metadata/package/folder-files.ts';
import { readSource } from '../../server/local-org/metadata/package/read-source.ts';
import { checkPackage } from '../../server/local-org/metadata/rules/check-package.ts';
import { checkHouse } from './package/house-rules.ts';
import { packageDirectories } from './package/package-directories.ts';
import { printed } from './package/printed.ts';
import { checkProject } from './package/project/check-project.ts';
import { projectText } from './package/project/project-files.ts';
import { everyFile } from './package/project/every-file.ts';

const [folder, ...directories] = process.argv.slice(2);
const isOwn = folder === undefined;
const root = folder ?? process.cwd();
const files = isOwn
  ? folderFiles(root, packageDirectories(root))
  : folderFiles(root, ...(directories.length > 0 ? [directories] : []));
const contents = readSource(files);
const problems = [
  ...checkPackage(contents, { components: [] }),
  // Another project keeps house as it likes.
  ...(isOwn ? [...checkHouse(contents), ...checkProject(projectText(root), everyFile(root), contents)] : []),
];
const errors = problems.filter(({ severity }) => severity === 'error');
for (const line of printed(problems)) console.log(line);
console.log(
  `${contents.components.length} components in ${files.paths.length} files: ${errors.length} errors, ${problems.length - errors.length} warnings.`,
);
// In the project's own package a warning is as good as an error: it says what nobody means.
process.exitCode = (isOwn ? problems : errors).length > 0 ? 1 : 0;
