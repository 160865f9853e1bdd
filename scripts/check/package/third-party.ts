import { existsSync, readFileSync } from 'node:fs';
import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

const list = 'docs/third-party.md';

/** Every static resource is in the list of what others made, with its version and licence. */
export const thirdPartyListed: Rule = ({ of }) => {
  const rows = existsSync(list)
    ? readFileSync(list, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('|'))
    : [];
  return of('StaticResource').flatMap((resource) => {
    const row = rows.find((line) => line.includes(`\`${resource.fullName}\``));
    if (row === undefined)
      return [problem('third-party', resource, `${list} does not list the static resource ${resource.fullName}.`)];
    return /\|\s*\d+\.\d+[^|]*\|/.test(row) && /MIT|BSD|Apache|ISC|MPL/.test(row)
      ? []
      : [problem('third-party', resource, `${list} lists ${resource.fullName} without a version or a licence.`)];
  });
};
