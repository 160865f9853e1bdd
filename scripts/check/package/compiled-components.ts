import path from 'node:path';
import { transformSync } from '@lwc/compiler';
import type { Problem } from '../../../server/local-org/metadata/package/component.ts';
import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const lineOf = (error: unknown): number | undefined => {
  const line = property(property(error, 'location'), 'line') ?? property(property(error, 'loc'), 'line');
  return typeof line === 'number' ? line : undefined;
};

/** Messages of the compiler begin with its own code and the file's name. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]?.replace(/^.*?(?=LWC\d+|\[LWC)/, '') ?? '';

/** Levels of the compiler: 0 and 1 are errors, 2 is what it passes over and nobody means. */
const isError = (level: number): boolean => level <= 2;

/** Components compile, as an org compiles them when they are deployed. */
export const compiledComponents: Rule = ({ of, contents }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    bundle.contents
      .filter((file) => /\.(js|html|css)$/.test(file) && !file.includes('/__'))
      .flatMap((file): readonly Problem[] => {
        try {
          const result = transformSync(contents.files.text(file), path.basename(file), {
            name: bundle.fullName,
            namespace: 'c',
            scopedStyles: file.endsWith('.scoped.css'),
            enableDynamicComponents: true,
            enableSyntheticElementInternals: true,
            apiVersion: Math.min(Number(bundle.xml?.text('apiVersion') ?? 67), 67),
          });
          return (result.warnings ?? [])
            .filter(({ level }) => isError(level))
            .map((one) => ({ ...problem('compile', bundle, one.message), file, line: one.location?.line }));
        } catch (error) {
          return [{ ...problem('compile', bundle, reasonOf(error)), file, line: lineOf(error) }];
        }
      }),
  );
