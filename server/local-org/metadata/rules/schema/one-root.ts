import type { Component, Problem } from '../../package/component.ts';
import { problem, type Rule } from '../rule.ts';

/** A file holds one element, and nothing but comments behind it. */
export const oneRoot: Rule = ({ contents }) => {
  const files = new Map<string, Component>();
  for (const one of contents.components) {
    if (one.xml !== undefined && one.file.endsWith('.xml') && !files.has(one.file)) files.set(one.file, one);
  }
  return [...files].flatMap(([file, component]): readonly Problem[] => {
    const text = contents.files.text(file).replaceAll(/<!--[^]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
    const root = /<([A-Za-z][\w.]*)/.exec(text)?.[1] ?? '';
    const end = text.indexOf(`</${root}>`);
    const rest = end < 0 ? '' : text.slice(end + root.length + 3);
    const line = text.slice(0, end).split('\n').length;
    return rest.trim() === ''
      ? []
      : [{ ...problem('one-root', component, `Something follows </${root}>, where the file should end.`), line }];
  });
};
