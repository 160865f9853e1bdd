import {
  type CheckedFormula,
  type FieldReference,
  type GlobalReference,
  rowFunction,
  toSql,
} from '../formula/index.ts';
import { relationshipField } from '../metadata/registry.ts';
import type { Field, SObject } from '../metadata/schema.ts';
import type { OrgActor } from '../security/actors.ts';
import { isFolded, isStored, quoted } from './columns.ts';
import { fold } from './fold.ts';
import { FormulaSurroundings } from './formula-scope.ts';
import type { Kernel } from './kernel.ts';

const foldFunction = 'takt_fold';
/** SQL functions are never replaced: a formula that was compiled anew, as each deploy does, gets another name. */
const numbers = new WeakMap<CheckedFormula, number>();
let compiled = 0;
const numberOf = (formula: CheckedFormula): number => {
  const known = numbers.get(formula);
  if (known !== undefined) return known;
  compiled += 1;
  numbers.set(formula, compiled);
  return compiled;
};

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Says formula fields in SQL for one actor; formulas see every field and parent, whoever asks. */
class FormulaSql {
  readonly #kernel: Kernel;
  readonly #actor: OrgActor;
  #aliases = 0;

  constructor(kernel: Kernel, actor: OrgActor) {
    this.#kernel = kernel;
    this.#actor = actor;
  }

  field(object: SObject, field: Field, alias: string): string | undefined {
    const formula = this.#kernel.metadata.formulas.fields.get(field);
    if (formula === undefined) return isStored(field) ? `${alias}.${quoted(field.name)}` : undefined;
    const { clock } = this.#kernel;
    const translation = toSql(formula, {
      column: ({ path }) => this.#column(object, alias, path),
      global: (reference) => this.#global(reference),
      today: literal(clock.today()),
      get now() {
        return String(clock.now());
      },
    });
    return translation.ok ? translation.sql : this.#call(object, field, formula, alias);
  }

  /** Parents as sub-queries by their id: no join, so no question of whose they are. */
  #column(object: SObject, alias: string, [name = '', ...rest]: readonly string[]): string | undefined {
    if (rest.length === 0) {
      const field = object.fields.get(name.toLowerCase());
      return field === undefined ? undefined : this.field(object, field, alias);
    }
    const link = relationshipField(object, name);
    const found = (link?.referenceTo ?? []).flatMap((targetName): readonly string[] => {
      const target = this.#kernel.schema.object(targetName);
      if (link === undefined || target === undefined) return [];
      this.#aliases += 1;
      const inner = `${alias}p${this.#aliases}`;
      const value = this.#column(target, inner, rest);
      if (value === undefined) return [];
      const on = `${inner}."Id" = ${alias}.${quoted(link.name)}`;
      return [`(SELECT ${value} FROM ${quoted(target.name)} ${inner} WHERE ${on})`];
    });
    return found.length > 1 ? `coalesce(${found.join(', ')})` : found[0];
  }

  #global({ path, type }: GlobalReference): string | undefined {
    const value = new FormulaSurroundings(this.#kernel, this.#actor, 0).global(path);
    if (value === null) return 'NULL';
    if (typeof value === 'boolean') return value ? '1' : '0';
    return type === 'datetime' || typeof value !== 'string' ? undefined : literal(value);
  }

  /** What SQL cannot say is computed row by row, for the user as their rights are at that time. */
  #call(object: SObject, field: Field, formula: CheckedFormula, alias: string): string {
    const { database, clock, actors } = this.#kernel;
    const { system, userId } = this.#actor;
    const who = formula.momentary ? `_${system ? 'system' : userId}` : '';
    const name = `formula${numberOf(formula)}_${object.name}_${field.name}${who}`;
    const { fields, compute } = rowFunction(formula, () => {
      const actor = system ? actors.system(userId) : actors.resolve(userId);
      return new FormulaSurroundings(this.#kernel, actor, clock.now()).scope(object, {});
    });
    database.registerFunction(name, { deterministic: !formula.momentary }, compute);
    const argument = ({ path }: FieldReference): string => this.#column(object, alias, path) ?? 'NULL';
    return `${name}(${fields.map(argument).join(', ')})`;
  }
}

/**
 * A formula field's value for the row of `alias`, as a column would hold it.
 * @throws Error for a field without a compiled formula: a mistake of the org's own code.
 */
export const formulaSql = (kernel: Kernel, actor: OrgActor, object: SObject, field: Field, alias: string): string => {
  const expression = new FormulaSql(kernel, actor).field(object, field, alias);
  if (expression === undefined) throw new Error(`${object.name}.${field.name} is no formula field`);
  return expression;
};

/** What a formula field is compared by: text without regard to case, as stored text is. */
export const comparableFormula = (field: Field, expression: string): string =>
  isFolded(field) ? `${foldFunction}(${expression}) COLLATE NOCASE` : expression;

/** Makes the functions known that formula fields in SQL need. */
export const registerFormulaFunctions = ({ database }: Pick<Kernel, 'database'>): void => {
  database.registerFunction(foldFunction, { deterministic: true }, (text) =>
    typeof text === 'string' ? fold(text) : null,
  );
};
