import type { Problem } from '../../package/component.ts';
import { meant } from '../names.ts';
import { problem, type Rule } from '../rule.ts';
import { targetConfigs } from './bundle-meta.ts';
import { scripts } from './source-files.ts';

const exposed = /@api\s+(?:(?:get|set|async|static)\s+)?([A-Za-z_$][\w$]*)/g;

/** What page builders may set is a public property of the component's class. */
export const publicProperties: Rule = ({ of, contents }) =>
  of('LightningComponentBundle').flatMap((bundle): readonly Problem[] => {
    const script = scripts(contents.files, bundle).find(
      ({ path }) => path.endsWith(`/${bundle.fullName}.js`) || path.endsWith(`/${bundle.fullName}.ts`),
    );
    // What a class inherits from one of its own kind is not looked for.
    if (script === undefined || !/\bextends\s+LightningElement\b/.test(script.text)) return [];
    const names = new Set([...script.text.matchAll(exposed)].map(([, name = '']) => name));
    return targetConfigs(bundle).flatMap((config) =>
      config.properties
        .filter(({ attributes }) => attributes['name'] !== undefined && !names.has(attributes['name']))
        .map((property) => {
          const name = property.attributes['name'] ?? '';
          return problem(
            'public-property',
            bundle,
            `The class of ${bundle.fullName} has no @api ${name}, which its description offers.${meant(name, names)}`,
            property,
          );
        }),
    );
  });
