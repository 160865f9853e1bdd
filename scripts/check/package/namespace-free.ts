import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';
import { lineAt } from '../../../server/local-org/metadata/rules/bundles/source-files.ts';

const written = /\b(?:takt|Takt)__\w+|\bnamespace__\w+/g;

/** No file writes a namespace out: which one the package gets is decided when it is made. */
export const namespaceFree: Rule = ({ contents }) =>
  contents.components.flatMap((component) =>
    [...new Set([component.file, ...component.contents])]
      .filter((file) => /\.(xml|js|html|css)$/.test(file) && !file.includes('/staticresources/'))
      .flatMap((file) => {
        // Parts of a file are components of their own; the file is looked at once, with the one that it is called after.
        if (component.xml !== undefined && component.xml.line > 3) return [];
        const text = contents.files.text(file);
        return [...text.matchAll(written)].map((match) => ({
          ...problem('namespace-free', component, `${match[0]} writes a namespace out.`),
          file,
          line: lineAt(text, match.index),
        }));
      }),
  );
