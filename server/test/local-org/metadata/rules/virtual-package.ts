import type { PackageFiles, Problem } from '../../../../local-org/metadata/package/component.ts';
import { readSource } from '../../../../local-org/metadata/package/read-source.ts';
import { checkPackage } from '../../../../local-org/metadata/rules/check-package.ts';

/** A package in memory: paths to texts. */
export type VirtualPackage = Readonly<Record<string, string>>;

export const virtualFiles = (texts: VirtualPackage): PackageFiles => {
  const text = (path: string): string => {
    const found = texts[path];
    if (found === undefined) throw new Error(`There is no file ${path}`);
    return found;
  };
  return { paths: Object.keys(texts).toSorted(), text, bytes: (path) => new TextEncoder().encode(text(path)) };
};

/** What is found in a package that comes to a fresh org. */
export const problemsOf = (texts: VirtualPackage): readonly Problem[] =>
  checkPackage(readSource(virtualFiles(texts)), { components: [] });

const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** A metadata file of that root element. */
export const metadata = (root: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${namespace}>\n${content.trim()}\n</${root}>\n`;

/** Elements of one text each, in order: `{ label: 'Plan' }`. */
export const elements = (values: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(values)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('\n');
