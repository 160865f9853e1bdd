import { problem, type Rule } from '../rule.ts';

const taken = /\.(js|html|css|svg|json)$/;
/** Tests, and what editors keep, stay at home by the CLI's own rules. */
const atHome = /\/__\w+__\/|\/\.[^/]*$/;

/** A bundle holds scripts, styles, templates and an icon; orgs refuse other files, TypeScript among them. */
export const bundleEndings: Rule = ({ of }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    bundle.contents
      .filter((file) => !taken.test(file) && !atHome.test(file))
      .map((file) => ({
        ...problem(
          'bundle-ending',
          bundle,
          `Orgs take scripts, templates, styles and an icon in a bundle; this is none.`,
        ),
        file,
        line: undefined,
      })),
  );
