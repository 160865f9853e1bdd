import path from 'node:path';
import type { Problem } from '../../package/component.ts';
import { isPackaged, meant } from '../names.ts';
import { problem, type Rule } from '../rule.ts';
import { lineAt } from './source-files.ts';

const imported = /@import\s+(?:url\(\s*)?['"]([^'"]+)['"]/g;

/** Style sheets that others import exist: a component's own files, and those of other components. */
export const styleImports: Rule = ({ of, org, contents }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    bundle.contents
      .filter((file) => file.endsWith('.css'))
      .flatMap((file): readonly Problem[] => {
        const text = contents.files.text(file).replaceAll(/\/\*[^]*?\*\//g, (part) => part.replaceAll(/[^\n]/g, ' '));
        return [...text.matchAll(imported)].flatMap((match): readonly Problem[] => {
          const module = match[1] ?? '';
          const at = { file, line: lineAt(text, match.index) };
          // A path leads to a file of the component itself: what lies beside its folder is not with it in the org.
          if (module.startsWith('.')) {
            if (bundle.contents.includes(path.posix.join(path.posix.dirname(file), module))) return [];
            return [{ ...problem('style-import', bundle, `The component has no file ${module}.`), ...at }];
          }
          const own = /^c\/(\w+)$/.exec(module)?.[1];
          if (own === undefined || isPackaged(own)) return [];
          const other = org.component('LightningComponentBundle', own);
          const sheet = other?.contents.some((one) => one.endsWith(`/${own}.css`));
          if (other !== undefined && sheet === true) return [];
          const message =
            other === undefined
              ? `There is no component c/${own}.${meant(own, org.names('LightningComponentBundle'))}`
              : `The component ${own} has no ${own}.css.`;
          return [{ ...problem('style-import', bundle, message), ...at }];
        });
      }),
  );
