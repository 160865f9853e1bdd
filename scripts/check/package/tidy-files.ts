import { sourceTypes } from '../../../server/local-org/metadata/package/source-types.ts';
import type { Problem } from '../../../server/local-org/metadata/package/component.ts';
import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

const spaced = /<(\w+)>(?:[ \t]+[^<\s][^<\n]*|[^<\n]*[^<\s][ \t]+)<\/\1>/g;

/** Names and texts have no space before or behind them, which nobody sees and orgs keep or refuse. */
export const noStraySpaces: Rule = ({ contents }) =>
  [...new Map(contents.components.map((one) => [one.file, one] as const))]
    .filter(([file]) => file.endsWith('.xml'))
    .flatMap(([file, component]) => {
      const text = contents.files.text(file);
      return [...text.matchAll(spaced)].map((match): Problem => ({
        ...problem('stray-space', component, `The ${match[1] ?? ''} has a space before or behind it.`),
        line: text.slice(0, match.index).split('\n').length,
      }));
    });

/** A file lies in the folder that its type is known by, and says in which language of XML it is written. */
export const inItsFolder: Rule = ({ contents }) =>
  contents.components.flatMap((component): readonly Problem[] => {
    const type = sourceTypes.find((one) => one.type === component.type);
    if (component.xml === undefined) return [];
    return [
      ...(type === undefined || component.file.split('/').includes(type.directory)
        ? []
        : [problem('in-its-folder', component, `A ${component.type} lies in a folder ${type.directory}.`)]),
      ...(component.xml.attributes['xmlns'] === undefined && component.xml.line <= 2
        ? [problem('in-its-folder', component, `<${component.xml.name}> says no xmlns.`)]
        : []),
    ];
  });
