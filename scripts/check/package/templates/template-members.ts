import type { Component, Problem } from '../../../../server/local-org/metadata/package/component.ts';
import { scripts, templates } from '../../../../server/local-org/metadata/rules/bundles/source-files.ts';
import { meant } from '../../../../server/local-org/metadata/rules/names.ts';
import { problem, type Rule, type RuleContext } from '../../../../server/local-org/metadata/rules/rule.ts';
import { baseComponentSource, classMembers, type ClassMembers } from './class-members.ts';
import { childrenOf, isNode, lineOf, templateRoot, textOf, type TemplateNode } from './template-nodes.ts';

/** What every element has, whatever its class says. */
const inherited = new Set(
  'accessKey,class,className,dir,draggable,hidden,id,key,lang,part,role,slot,spellcheck,style,tabIndex,title'.split(
    ',',
  ),
);

interface Named {
  readonly name: string;
  readonly line: number | undefined;
}

/** The names that a template takes from its class; what a loop gives is the loop's. */
const namesIn = (node: TemplateNode, own: ReadonlySet<string>, line?: number): readonly Named[] => {
  const here = lineOf(node) ?? line;
  if (node.type === 'Identifier')
    return own.has(textOf(node, 'name')) ? [] : [{ name: textOf(node, 'name'), line: here }];
  if (node.type === 'MemberExpression') {
    const object = node['object'];
    return isNode(object) ? namesIn(object, own, here) : [];
  }
  const loop = ['item', 'index', 'iterator'].flatMap((key) => {
    const given = node[key];
    return isNode(given) ? [textOf(given, 'name')] : [];
  });
  if (node.type !== 'ForEach' && node.type !== 'ForOf')
    return childrenOf(node).flatMap((child) => namesIn(child, own, here));
  const inner = new Set([...own, ...loop]);
  return childrenOf(node).flatMap((child) => namesIn(child, child === node['expression'] ? own : inner, here));
};

const elementsIn = (node: TemplateNode): readonly TemplateNode[] => [
  ...(node.type === 'Component' ? [node] : []),
  ...childrenOf(node).flatMap(elementsIn),
];

const camelCase = (tag: string): string => tag.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

export const membersOf = ({ contents }: RuleContext, bundle: Component): ClassMembers | undefined => {
  const script = scripts(contents.files, bundle).find(({ path }) =>
    new RegExp(`/${bundle.fullName}\\.[jt]s$`).test(path),
  );
  return script === undefined ? undefined : classMembers(script.text);
};

/** What a component in a template publishes: one of the package's, or a base component. */
const publishedBy = (context: RuleContext, tag: string): ClassMembers | undefined => {
  const name = camelCase(tag.replace(/^(c|lightning)-/, ''));
  if (tag.startsWith('c-')) {
    const child = context.org.component('LightningComponentBundle', name);
    return child === undefined ? undefined : membersOf(context, child);
  }
  const source = tag.startsWith('lightning-') ? baseComponentSource(name) : undefined;
  return source === undefined ? undefined : classMembers(source);
};

const propertyProblems = (context: RuleContext, element: TemplateNode): readonly Named[] => {
  const tag = textOf(element, 'name');
  const members = publishedBy(context, tag);
  const properties: unknown = element['properties'];
  if (members === undefined || !Array.isArray(properties)) return [];
  return properties
    .filter(isNode)
    .map((one) => ({ name: textOf(one, 'name'), line: lineOf(one) }))
    .filter(({ name }) => !members.open.has(name) && !inherited.has(name) && !name.startsWith('aria'))
    .map(({ name, line }) => ({
      name: `The component ${tag} has no public property ${name}.${meant(name, members.open)}`,
      line,
    }));
};

/** A template shows what its class has, and sets what the components in it publish. */
export const templateMembers: Rule = (context) =>
  context.of('LightningComponentBundle').flatMap((bundle) => {
    const members = membersOf(context, bundle);
    return templates(context.contents.files, bundle).flatMap(({ path, text }): readonly Problem[] => {
      const root = templateRoot(text);
      if (root === undefined) return [];
      const say = (message: string, line: number | undefined): Problem => ({
        ...problem('template-member', bundle, message),
        file: path,
        line,
      });
      return [
        ...(members === undefined
          ? []
          : namesIn(root, new Set())
              .filter(({ name }) => !members.members.has(name) && !inherited.has(name))
              .map(({ name, line }) =>
                say(
                  `The class of ${bundle.fullName} has no ${name}, which its template names.${meant(name, members.members)}`,
                  line,
                ),
              )),
        ...elementsIn(root)
          .flatMap((element) => propertyProblems(context, element))
          .map(({ name, line }) => say(name, line)),
      ];
    });
  });
