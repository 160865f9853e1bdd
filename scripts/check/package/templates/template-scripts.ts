import { problem, type Rule } from '../../../../server/local-org/metadata/rules/rule.ts';

/** A component that shows something has a script, even an empty class, by which pages and tests know it. */
export const templateScripts: Rule = ({ of }) =>
  of('LightningComponentBundle')
    .filter(({ fullName, contents }) => {
      const has = (ending: string): boolean => contents.some((file) => file.endsWith(`/${fullName}${ending}`));
      return has('.html') && !has('.js');
    })
    .map((bundle) =>
      problem('template-script', bundle, `${bundle.fullName} has a template and no ${bundle.fullName}.js.`),
    );
