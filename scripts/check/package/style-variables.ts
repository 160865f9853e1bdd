import { lineAt } from '../../../server/local-org/metadata/rules/bundles/source-files.ts';
import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

const used = /var\(\s*(--[\w-]+)/g;
const set = /(?<=[\s;{])(--[\w-]+)\s*:/g;

/** Variables that style sheets take are the platform's hooks, or set somewhere in the package: another is no style at all. */
export const styleVariables: Rule = ({ of, contents }) => {
  const sheets = of('LightningComponentBundle').flatMap((bundle) =>
    bundle.contents
      .filter((file) => /\.(css|html)$/.test(file) && !file.includes('/__'))
      .map((file) => ({ bundle, file, text: contents.files.text(file) })),
  );
  const known = new Set(sheets.flatMap(({ text }) => [...text.matchAll(set)].map(([, name = '']) => name)));
  return sheets.flatMap(({ bundle, file, text }) =>
    [...text.matchAll(used)].flatMap((match) => {
      const [, name = ''] = match;
      if (name.startsWith('--slds-g-') || known.has(name)) return [];
      const remedy = name.startsWith('--lwc-') ? 'take the --slds-g- hook instead' : 'nothing sets it';
      return [
        {
          ...problem('style-variable', bundle, `${name} is no hook of the platform's, and ${remedy}.`),
          file,
          line: lineAt(text, match.index),
        },
      ];
    }),
  );
};
