import type { Problem } from '../../../../server/local-org/metadata/package/component.ts';
import { ignorePatterns } from '../../../../server/local-org/metadata/package/ignore-patterns.ts';
import { fileProblem, type ProjectText } from './project-files.ts';

const file = '.forceignore';
const rule = 'ignore-file';

/** What orgs do not take, in any bundle. */
const stayAtHome = ['bundle.ts', '__tests__/bundle.test.js', 'tsconfig.json', 'jsconfig.json'];
const isMetadata = /\.(xml|html|css|js|json|svg)$/;

/**
 * What orgs refuse stays at home, and nothing of the package does.
 * @param paths the files below the package directories, the ignored ones too
 */
export const ignoreFile = (text: ProjectText, paths: readonly string[]): readonly Problem[] => {
  const patterns = text(file);
  if (patterns === undefined)
    return [fileProblem(rule, file, 'The file is missing, so orgs are sent TypeScript and tests.')];
  const ignored = ignorePatterns(patterns);
  const sent = stayAtHome.filter((name) => !ignored(`force-app/main/area/lwc/bundle/${name}`));
  const kept = paths.filter(
    (path) => isMetadata.test(path) && !/\/__\w+__\/|\/[jt]sconfig[^/]*\.json$/.test(path) && ignored(path),
  );
  return [
    ...sent.map((name) =>
      fileProblem(rule, file, `Files such as lwc/bundle/${name} are sent to the org, which refuses them.`),
    ),
    ...kept.slice(0, 3).map((path) => fileProblem(rule, file, `${path} is metadata and yet stays at home.`)),
  ];
};
