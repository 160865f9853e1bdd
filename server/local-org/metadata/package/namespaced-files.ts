import type { PackageFiles } from './component.ts';

/** A custom object's, field's or relationship's name that carries no namespace. */
const customName = /(?<![\w$])(?!\w+?__\w+__[cr]\b)[A-Za-z]\w*?__[cr]\b/g;

/** The text with every custom name as it is in an org where its package has the namespace. */
export const inNamespace = (text: string, namespace: string): string =>
  namespace === '' ? text : text.replace(customName, (name) => `${namespace}__${name}`);

/** The files of a package as an org takes them in that gives it a namespace: metadata are written without one. */
export const namespacedFiles = (files: PackageFiles, namespace: string): PackageFiles => {
  if (namespace === '') return files;
  const original = new Map(files.paths.map((file) => [inNamespace(file, namespace), file]));
  const at = (file: string): string => original.get(file) ?? file;
  return {
    paths: [...original.keys()].toSorted(),
    text: (file) => (file.endsWith('.xml') ? inNamespace(files.text(at(file)), namespace) : files.text(at(file))),
    bytes: (file) => files.bytes(at(file)),
  };
};
