import type { LocalOrg } from '../local-org.ts';
import { MetadataError, metadataOf, type Metadata } from '../metadata/load-metadata.ts';
import type { Component, PackageContents, Problem } from '../metadata/package/component.ts';
import { componentKey } from '../metadata/package/component-text.ts';
import { containerOf, isAddressable } from '../metadata/package/parts.ts';
import { checkPackage } from '../metadata/rules/check-package.ts';
import { MigrationError } from '../store/migrate.ts';
import { PackageRecordError } from '../store/package-records.ts';
import { outcomeAgainst } from './component-results.ts';
import { deletionRefusal } from './delete-components.ts';
import type { DeployOptions } from './deploy-result.ts';
import { fieldChanges } from './field-changes.ts';
import { fieldsAgainstData } from './field-data.ts';
import { install, type Installation } from './install.ts';
import { mergePackage, withTheirParts } from './merge-package.ts';
import type { Archive } from './read-archive.ts';

type Key = ReturnType<typeof componentKey>;

/** A component that comes or goes, with the line of the archive that says so. */
type Moving = Component & { readonly line?: number };

const problemAt = (
  { type, fullName, file, xml, line = xml?.line }: Moving,
  rule: string,
  message: string,
): Problem => ({
  rule,
  severity: 'error',
  type,
  fullName,
  file,
  line,
  message,
});

/** What is wrong with a part that has no name of its own is wrong with what holds it. */
const addressed = (problem: Problem): Problem =>
  isAddressable(problem) ? problem : { ...problem, ...containerOf(problem) };

/** One deploy at work: what of the archive still stands, and what was found wrong with the rest. */
export class Deployment {
  readonly #org: LocalOrg;
  readonly #archive: Archive;
  readonly #present: PackageContents;
  readonly errors: Problem[] = [];
  readonly #rejected = new Set<Key>();

  constructor(org: LocalOrg, archive: Archive) {
    this.#org = org;
    this.#archive = archive;
    this.#present = org.contents;
  }

  get #brought(): readonly Component[] {
    const stands = (one: Pick<Component, 'type' | 'fullName'>): boolean => !this.#rejected.has(componentKey(one));
    return this.#archive.contents.components.filter(
      (one) => stands(one) && (isAddressable(one) || stands(containerOf(one) ?? one)),
    );
  }

  get #deletions(): readonly Moving[] {
    const present = new Map(this.#present.components.map((one) => [componentKey(one), one]));
    return this.#archive.deletions.flatMap(({ type, name, file, line }) => {
      const found = present.get(componentKey({ type, fullName: name }));
      return found === undefined || this.#rejected.has(componentKey(found)) ? [] : [{ ...found, file, line }];
    });
  }

  /** Deletions of what the org does not have. */
  get absent(): Archive['deletions'] {
    const present = new Set(this.#present.components.map(componentKey));
    return this.#archive.deletions.filter(({ type, name }) => !present.has(componentKey({ type, fullName: name })));
  }

  /** Notes errors; true when one of them is new. What is noted of a component already is not said again elsewise. */
  #note(problems: readonly Problem[]): boolean {
    const found = problems
      .map(addressed)
      .filter((problem) => problem.severity === 'error' && !this.#rejected.has(componentKey(problem)));
    this.errors.push(...found);
    for (const problem of found) this.#rejected.add(componentKey(problem));
    return found.length > 0;
  }

  /** What the org's own components cannot be after the deploy: laid to the deletions, else to what comes. */
  #blame(details: readonly Problem[]): readonly Problem[] {
    const archived = new Set(this.#archive.contents.components.map(componentKey));
    const own = details.filter((problem) => archived.has(componentKey(problem)));
    if (own.length > 0) return own;
    const suspects: readonly Moving[] = this.#deletions.length > 0 ? this.#deletions : this.#brought;
    return details.flatMap((problem) => {
      const says = `${problem.type} ${problem.fullName} in the org needs it: ${problem.message}`;
      const named = suspects.filter(({ fullName }) => problem.message.includes(fullName.split('.').at(-1) ?? fullName));
      return (named.length > 0 ? named : suspects).map((one) => problemAt(one, 'needed-elsewhere', says));
    });
  }

  #metadata(contents: PackageContents): Metadata | undefined {
    try {
      return metadataOf(contents, undefined, this.#org.kernel.metadata.features);
    } catch (error) {
      if (!(error instanceof MetadataError)) throw error;
      this.#note(this.#blame(error.details));
      return undefined;
    }
  }

  #againstData(metadata: Metadata): readonly Problem[] {
    const byName = new Map(this.#brought.map((one) => [one.fullName, one]));
    return fieldsAgainstData(this.#org.kernel, metadata).flatMap(({ fullName, reason }) => {
      const component = byName.get(fullName);
      return component === undefined ? [] : [problemAt(component, 'field-data', `The field ${fullName} ${reason}.`)];
    });
  }

  /** What can be taken in of what still stands; undefined when something more fell, so that the rest is to be seen anew. */
  #survey(): Installation | undefined {
    const { files } = this.#archive.contents;
    const deleted = withTheirParts(this.#deletions, this.#present.components);
    const gone = new Set(deleted.map(componentKey));
    const surroundings = { components: this.#present.components.filter((one) => !gone.has(componentKey(one))) };
    const components = this.#brought;
    const refused = this.#deletions.flatMap((component) => {
      const reason = deletionRefusal(this.#org.kernel, component);
      return reason === undefined ? [] : [problemAt(component, 'deletion', reason)];
    });
    const fell = this.#note([
      ...checkPackage({ files, components, problems: [] }, surroundings),
      ...fieldChanges(components, surroundings.components),
      ...refused,
    ]);
    const contents = mergePackage(this.#present, { files, components }, deleted);
    const metadata = this.#metadata(contents);
    if (fell || metadata === undefined || this.#note(this.#againstData(metadata))) return undefined;
    const outcomeOf = outcomeAgainst({ ...this.#present, components: surroundings.components });
    const news = components.filter((component) => outcomeOf(component, files) !== 'unchanged');
    return { contents, metadata, brought: { files, components: news }, deleted };
  }

  /** First everything is looked at, so that one deploy tells all that is wrong; then what falls takes others with it. */
  *#attempts(onlyOnce: boolean): Generator<Installation> {
    this.#note([...this.#archive.contents.problems, ...this.#archive.problems]);
    for (;;) {
      const before = this.errors.length;
      const installation = this.#survey();
      if (installation !== undefined) yield installation;
      if (this.errors.length === before || (onlyOnce && this.errors.length > 0)) return;
    }
  }

  /** What a failed installation says of a component of the archive; undefined when it says nothing of any. */
  #refusedByDatabase(error: unknown): Problem | undefined {
    const find = (type: string, fullName: string): Component | undefined =>
      this.#brought.find((one) => one.type === type && one.fullName === fullName);
    if (error instanceof MigrationError) {
      const field = find('CustomField', error.field);
      return field && problemAt(field, 'migration', `The field ${error.message}.`);
    }
    if (!(error instanceof PackageRecordError)) return undefined;
    const component = find(error.objectName, error.fullName);
    return component && problemAt(component, 'record', error.message);
  }

  /** Takes in what stands; true when something was. */
  run({ rollbackOnError, checkOnly, ignoreWarnings }: DeployOptions): boolean {
    for (const installation of this.#attempts(rollbackOnError)) {
      const flawed = this.errors.length > 0 || (!ignoreWarnings && this.absent.length > 0);
      if (flawed && rollbackOnError) return false;
      try {
        install(this.#org, installation, checkOnly);
        return true;
      } catch (error) {
        const problem = this.#refusedByDatabase(error);
        if (problem === undefined) throw error;
        this.#note([problem]);
      }
      if (rollbackOnError) return false;
    }
    return false;
  }
}
