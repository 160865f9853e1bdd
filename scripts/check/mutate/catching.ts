import type { PackageContents, Problem } from '../../../server/local-org/metadata/package/component.ts';
import { allRules } from '../../../server/local-org/metadata/rules/all-rules.ts';
import type { Rule, RuleContext } from '../../../server/local-org/metadata/rules/rule.ts';
import { ruleContext } from '../../../server/local-org/metadata/rules/rule-context.ts';
import { readSource } from '../../../server/local-org/metadata/package/read-source.ts';
import type { Fault } from '../mutations/fault.ts';
import { compiledComponents } from '../package/compiled-components.ts';
import { houseRules } from '../package/house-rules.ts';
import { checkProject } from '../package/project/check-project.ts';
import { orgAndMatrix } from './access-matrix.ts';
import { changedContents } from './changed-contents.ts';
import { deployedFiles } from './deployed-files.ts';
import { plant } from './plant.ts';
import type { ProjectCopy } from './project-copy.ts';
import { TypeCheck } from './type-errors.ts';

/** Which check catches a fault, and what it says. */
export type Outcome =
  | { readonly kind: 'caught'; readonly by: string; readonly message: string }
  | { readonly kind: 'missed' }
  | { readonly kind: 'not planted' };

/** What is left of the contents where only some bundles are looked at. */
const onlyBundles = (context: RuleContext, touched: readonly string[]): RuleContext => {
  const folders = new Set(touched.map((file) => /\/lwc\/([^/]+)\//.exec(file)?.[1]));
  return {
    ...context,
    of: (type) =>
      context.of(type).filter(({ fullName }) => type !== 'LightningComponentBundle' || folders.has(fullName)),
  };
};

/** The checks of the package, the quick ones first; compiling every component for every fault would take a day. */
const quick: readonly Rule[] = [...allRules, ...houseRules.filter((rule) => rule !== compiledComponents)];

/** The first problem that the package's rules find; only the bundles that were touched are compiled. */
const firstOf = (contents: PackageContents, touched: readonly string[]): Problem | undefined => {
  const context = ruleContext(contents, { components: [] });
  for (const rule of quick) {
    const [found] = rule(context);
    if (found !== undefined) return found;
  }
  return touched.some((file) => file.includes('/lwc/'))
    ? compiledComponents(onlyBundles(context, touched))[0]
    : undefined;
};

const inProject = (copy: ProjectCopy, contents: PackageContents): readonly Problem[] =>
  checkProject(
    (file) => copy.get(file),
    [...copy.keys()].filter((file) => file.startsWith('force-app/')),
    contents,
  );

/** Plants faults into copies of a project and says which check catches each. */
export class Catching {
  readonly #clean: ProjectCopy;
  readonly #contents: PackageContents;
  readonly #types: TypeCheck;

  constructor(root: string, clean: ProjectCopy) {
    this.#clean = clean;
    this.#contents = readSource(deployedFiles(clean));
    this.#types = new TypeCheck(root, clean);
  }

  /** What the checks say of the project as it is: it has to be nothing. */
  clean(): readonly string[] {
    const context = ruleContext(this.#contents, { components: [] });
    const problems = [
      ...this.#contents.problems,
      ...[...allRules, ...houseRules].flatMap((rule) => rule(context)),
      ...inProject(this.#clean, this.#contents),
    ];
    const drift = orgAndMatrix(this.#contents);
    const files = [...this.#clean.keys()];
    return [
      ...problems.map(({ file, rule, message }) => `${file} ${rule}: ${message}`),
      ...(drift === undefined ? [] : [`${drift.by}: ${drift.message}`]),
      ...this.#types.errors(this.#clean, files).map((message) => `types: ${message}`),
    ];
  }

  outcome(fault: Fault): Outcome {
    const planted = plant(this.#clean, fault);
    if (planted === undefined) return { kind: 'not planted' };
    const { files, touched } = planted;
    const contents = changedContents(this.#contents, deployedFiles(files), touched);
    const problem = contents.problems[0] ?? firstOf(contents, touched) ?? inProject(files, contents)[0];
    if (problem !== undefined) return { kind: 'caught', by: problem.rule, message: problem.message };
    const [error] = this.#types.errors(files, touched);
    if (error !== undefined) return { kind: 'caught', by: 'types', message: error };
    const drift = orgAndMatrix(contents);
    return drift === undefined ? { kind: 'missed' } : { kind: 'caught', ...drift };
  }
}
