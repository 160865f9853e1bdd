import { templates } from '../../../../server/local-org/metadata/rules/bundles/source-files.ts';
import { problem, type Rule } from '../../../../server/local-org/metadata/rules/rule.ts';
import { childrenOf, isNode, lineOf, templateRoot, textOf, type TemplateNode } from './template-nodes.ts';

/** Attributes whose words people read or hear. */
const spoken = new Set(['label', 'title', 'alt', 'placeholder', 'ariaLabel', 'aria-label', 'heading', 'text']);

interface Words {
  readonly words: string;
  readonly line: number | undefined;
}

const literal = (value: unknown): string => (isNode(value) && value.type === 'Literal' ? textOf(value, 'value') : '');

const wordsIn = (node: TemplateNode): readonly Words[] => {
  const said =
    node.type === 'Text' || (['Attribute', 'Property'].includes(node.type) && spoken.has(textOf(node, 'name')))
      ? literal(node['value'])
      : '';
  return [
    ...(/\p{L}{2}/u.test(said) ? [{ words: said.trim(), line: lineOf(node) }] : []),
    ...childrenOf(node).flatMap(wordsIn),
  ];
};

/** What people read in a component comes from labels, so that it can be translated. */
export const templateText: Rule = ({ of, contents }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    templates(contents.files, bundle).flatMap(({ path, text }) => {
      const root = templateRoot(text);
      return (root === undefined ? [] : wordsIn(root)).map(({ words, line }) => ({
        ...problem('template-text', bundle, `"${words}" is written into the template; a label it should be.`),
        file: path,
        line,
      }));
    }),
  );
