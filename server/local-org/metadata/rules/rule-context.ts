import type { PackageContents } from '../package/component.ts';
import { OrgView } from './org-view.ts';
import type { RuleContext, Surroundings } from './rule.ts';

/** What rules look at: the package, and the org as it will be. What the package brings stands before what was there. */
export const ruleContext = (contents: PackageContents, surroundings: Surroundings): RuleContext => {
  const byType = Map.groupBy(contents.components, (one) => one.type);
  return {
    contents,
    of: (type) => byType.get(type) ?? [],
    org: new OrgView([...surroundings.components, ...contents.components]),
  };
};
