import { readdirSync } from 'node:fs';
import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';
import { lineAt } from '../../../server/local-org/metadata/rules/bundles/source-files.ts';
import { meant } from '../../../server/local-org/metadata/rules/names.ts';

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The base components that are installed, as templates write them. */
const known = (): ReadonlySet<string> =>
  new Set(
    readdirSync('node_modules/lightning-base-components/src/lightning', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `lightning-${kebab(entry.name)}`),
  );

/** Base components that templates show exist. */
export const baseComponents: Rule = ({ of, contents }) => {
  const names = known();
  return of('LightningComponentBundle').flatMap((bundle) =>
    bundle.contents
      .filter((file) => file.endsWith('.html') && !file.includes('/__'))
      .flatMap((file) => {
        const text = contents.files.text(file);
        return [...text.matchAll(/<(lightning-[a-z0-9-]+)/g)]
          .filter((match) => !names.has(match[1] ?? ''))
          .map((match) => ({
            ...problem(
              'base-component',
              bundle,
              `There is no base component ${match[1] ?? ''}.${meant(match[1] ?? '', names)}`,
            ),
            file,
            line: lineAt(text, match.index),
          }));
      }),
  );
};
