import type { PackageContents, Problem } from '../package/component.ts';
import { allRules } from './all-rules.ts';
import type { Surroundings } from './rule.ts';
import { ruleContext } from './rule-context.ts';

/**
 * What a Salesforce org would refuse of a package, and (as warnings) what it takes but nobody means: with the file,
 * the line and a remedy. What could not be read at all is among it.
 * @param surroundings what the org has already; what the package brings stands before it
 */
export const checkPackage = (contents: PackageContents, surroundings: Surroundings): readonly Problem[] => {
  const context = ruleContext(contents, surroundings);
  return [...contents.problems, ...allRules.flatMap((rule) => rule(context))];
};
