import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** Tabs that are reached otherwise than over the app's bar, each with its reason. */
const hidden: ReadonlyMap<string, string> = new Map();

/** Every tab is in the app, save those of details, which are reached from their master. */
export const tabsInApp: Rule = ({ of, org }) => {
  const shown = new Set(of('CustomApplication').flatMap((app) => app.xml?.texts('tabs') ?? []));
  return of('CustomTab').flatMap((tab) =>
    shown.has(tab.fullName) || hidden.has(tab.fullName) || org.object(tab.fullName)?.isDetail === true
      ? []
      : [
          problem(
            'tab-in-app',
            tab,
            `The tab ${tab.fullName} is in no app: add it, or say in this rule why it is hidden.`,
          ),
        ],
  );
};
