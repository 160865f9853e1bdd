import type { Expression, Formula } from './expression.ts';

export interface References {
  /** Field paths as written: `Amount`, `Plan__r.Status__c`. */
  readonly fields: readonly string[];
  /** `$User.Id`, `$Permission.Takt_Run_Publish`, `$Label.Title`, `$Setup.Limits__c.Rows__c`. */
  readonly globals: readonly string[];
  /** Upper-case names of functions; operators are not among them, save `AND`, `OR` and `NOT`. */
  readonly functions: readonly string[];
}

/** What a formula names, each once, in the order of appearance. Nothing is looked up. */
export const references = (formula: Formula): References => {
  const fields = new Set<string>();
  const globals = new Set<string>();
  const functions = new Set<string>();
  const visit = (expression: Expression): void => {
    if (expression.kind === 'reference') {
      (expression.name.startsWith('$') ? globals : fields).add(expression.name);
    }
    if (expression.kind !== 'call') return;
    if (/^[A-Z]/.test(expression.name)) functions.add(expression.name);
    expression.args.forEach(visit);
  };
  visit(formula.root);
  return { fields: [...fields], globals: [...globals], functions: [...functions] };
};
