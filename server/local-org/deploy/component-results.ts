import type { Component, PackageContents, Problem } from '../metadata/package/component.ts';
import { componentKey, fingerprint } from '../metadata/package/component-text.ts';
import { containerOf, isAddressable } from '../metadata/package/parts.ts';
import type { Archive, Deletion } from './read-archive.ts';
import type { ComponentResult } from './deploy-result.ts';

/** What a deploy found out of its archive, before anything is said of it. */
export interface Findings {
  readonly archive: Archive;
  readonly errors: readonly Problem[];
  /** Deletions of what is not there, which Salesforce takes with a warning. */
  readonly absent: readonly Deletion[];
}

const failure = (folder: string, { type, fullName, file, line, message }: Problem): ComponentResult => ({
  componentType: type,
  fullName,
  fileName: `${folder}${file}`,
  success: false,
  created: false,
  changed: false,
  deleted: false,
  problem: message,
  problemType: 'Error',
  ...(line === undefined ? {} : { lineNumber: line, columnNumber: 1 }),
});

const succeeded = (
  componentType: string,
  fullName: string,
  fileName: string,
  outcome: 'created' | 'changed' | 'unchanged' | 'deleted',
): ComponentResult => ({
  componentType,
  fullName,
  fileName,
  success: true,
  created: outcome === 'created',
  changed: outcome !== 'unchanged',
  deleted: outcome === 'deleted',
});

/** Tells a component that comes by what the org has in its place. */
export const outcomeAgainst = (present: PackageContents) => {
  const known = new Map(present.components.map((component) => [componentKey(component), component]));
  return (component: Component, files: PackageContents['files']): 'created' | 'changed' | 'unchanged' => {
    const old = known.get(componentKey(component));
    if (old === undefined) return 'created';
    return fingerprint(old, present.files) === fingerprint(component, files) ? 'unchanged' : 'changed';
  };
};

const byTypeAndName = (a: ComponentResult, b: ComponentResult): number => {
  const [left, right] = [a, b].map(({ componentType, fullName }) => `${componentType} ${fullName}`);
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
};

/** What became of each component, for one that failed once for each of its problems. */
export const componentResults = (
  { archive, errors, absent }: Findings,
  present: PackageContents,
): readonly ComponentResult[] => {
  const { folder, contents, deletions } = archive;
  const failed = new Set(errors.map(componentKey));
  const missing = new Set(absent);
  const outcomeOf = outcomeAgainst(present);
  const changedParts = new Set(
    contents.components
      .filter((one) => !isAddressable(one) && outcomeOf(one, contents.files) !== 'unchanged')
      .flatMap((one) => containerOf(one) ?? [])
      .map(componentKey),
  );
  const brought = contents.components
    .filter((component) => !failed.has(componentKey(component)) && isAddressable(component))
    .map((component) => {
      const own = outcomeOf(component, contents.files);
      const outcome = own === 'unchanged' && changedParts.has(componentKey(component)) ? 'changed' : own;
      return succeeded(component.type, component.fullName, `${folder}${component.file}`, outcome);
    });
  const deleted = deletions
    .filter(({ type, name }) => !failed.has(componentKey({ type, fullName: name })))
    .map((deletion): ComponentResult => {
      const { type, name, file, line } = deletion;
      if (!missing.has(deletion)) return succeeded(type, name, `${folder}${file}`, 'deleted');
      return {
        ...succeeded(type, name, `${folder}${file}`, 'unchanged'),
        problem: `No ${type} named: ${name} found`,
        problemType: 'Warning',
        lineNumber: line,
        columnNumber: 1,
      };
    });
  const manifest = succeeded('', 'package.xml', `${folder}package.xml`, 'changed');
  const failures = errors.map((problem) => failure(folder, problem));
  return [...failures, ...brought, ...deleted, manifest].toSorted(byTypeAndName);
};
