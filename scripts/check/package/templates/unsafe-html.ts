import { lineAt, scripts } from '../../../../server/local-org/metadata/rules/bundles/source-files.ts';
import { problem, type Rule } from '../../../../server/local-org/metadata/rules/rule.ts';

const unsafe =
  /\.(?:innerHTML|outerHTML)\s*\+?=(?!=)|\.insertAdjacentHTML\s*\(|\bdocument\.write\s*\(|\beval\s*\(|\bnew Function\s*\(|(?<![.\w])fetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b/g;

/** Components make no HTML of text, run no text, and fetch from nowhere but the platform. */
export const unsafeHtml: Rule = ({ of, contents }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    scripts(contents.files, bundle).flatMap(({ path, text }) =>
      [...text.matchAll(unsafe)].map((match) => ({
        ...problem('unsafe-html', bundle, `${match[0].trim()} is not for components.`),
        file: path,
        line: lineAt(text, match.index),
      })),
    ),
  );
