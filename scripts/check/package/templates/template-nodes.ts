import { parse } from '@lwc/template-compiler';

/** A node of a parsed template, by what is asked of it. */
export interface TemplateNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

export const isNode = (value: unknown): value is TemplateNode =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string';

const known = new Map<string, TemplateNode | undefined>();

/** The root of a template; undefined where the compiler cannot read it, of which it says so itself. */
export const templateRoot = (text: string): TemplateNode | undefined => {
  if (!known.has(text)) {
    const root: unknown = parse(text, { enableDynamicComponents: true }).root;
    known.set(text, isNode(root) ? root : undefined);
  }
  return known.get(text);
};

export const childrenOf = (node: TemplateNode): readonly TemplateNode[] =>
  Object.entries(node).flatMap(([key, value]) => {
    if (key === 'location' || key.endsWith('Location')) return [];
    return (Array.isArray(value) ? value : [value]).filter(isNode);
  });

export const textOf = (node: TemplateNode, key: string): string => {
  const value = node[key];
  return typeof value === 'string' ? value : '';
};

/** The line where a node stands; undefined where the compiler does not say. */
export const lineOf = (node: TemplateNode): number | undefined => {
  const place = node['location'];
  const line: unknown = typeof place === 'object' && place !== null ? Reflect.get(place, 'startLine') : undefined;
  return typeof line === 'number' ? line : undefined;
};
