import { existsSync, readFileSync } from 'node:fs';
import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** What the list says of a resource: `| \`chartjs\` | … | 4.6.1 | MIT | npm \`chart.js\`, \`dist/…\`, unchanged … |`. */
const row = (name: string): { version: string; licence: string; file: string; manifest: string } | undefined => {
  const list = 'docs/third-party.md';
  if (!existsSync(list)) return undefined;
  const line = readFileSync(list, 'utf8')
    .split('\n')
    .find((one) => one.startsWith('|') && one.includes(`\`${name}\``));
  const [, , , version = '', licence = '', from = ''] = (line ?? '').split('|').map((cell) => cell.trim());
  const [, packageName = '', path = ''] = /^npm `([^`]+)`, `([^`]+)`, unchanged/.exec(from) ?? [];
  return packageName === ''
    ? undefined
    : {
        version,
        licence,
        file: `node_modules/${packageName}/${path}`,
        manifest: `node_modules/${packageName}/package.json`,
      };
};

/** What others made is in the package as they made it: the same bytes, the version and the licence that it names. */
export const thirdPartyUnchanged: Rule = ({ of, contents }) =>
  of('StaticResource').flatMap((resource) => {
    const known = row(resource.fullName);
    const [content] = resource.contents;
    if (known === undefined || content === undefined || !existsSync(known.file)) return [];
    const description = resource.xml?.text('description') ?? '';
    const say = (message: string): ReturnType<typeof problem> => problem('third-party', resource, message);
    const same = contents.files.text(content) === readFileSync(known.file, 'utf8');
    const installed: unknown = JSON.parse(readFileSync(known.manifest, 'utf8'));
    const version: unknown =
      typeof installed === 'object' && installed !== null ? Reflect.get(installed, 'version') : undefined;
    return [
      ...(same ? [] : [say(`${content} is not what ${known.file} is.`)]),
      ...(version === known.version
        ? []
        : [say(`docs/third-party.md says ${known.version}, npm has ${String(version)}.`)]),
      ...[known.version, known.licence]
        .filter((word) => !description.includes(word))
        .map((word) => say(`The description of ${resource.fullName} does not say ${word}.`)),
    ];
  });
