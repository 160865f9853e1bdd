import { relationshipField } from '../metadata/registry.ts';
import type { Field, SObject } from '../metadata/schema.ts';
import type { OrgActor } from '../security/actors.ts';
import { isStored, quoted } from '../store/columns.ts';
import { comparableFormula, formulaSql } from '../store/formula-fields.ts';
import type { Kernel } from '../store/kernel.ts';
import { join, raw, sql, type Sql } from '../store/sql.ts';
import { comparable } from '../store/tables.ts';
import { noSuchColumn, noSuchRelationship, unsupported } from './soql-error.ts';

/** One query's common ground. */
export interface QueryContext {
  readonly kernel: Kernel;
  readonly actor: OrgActor;
  readonly query: string;
  /** Gives every table of the query its own short alias. */
  nextAlias(): string;
}

/** A field that a path leads to, as SQL. */
export interface ResolvedField {
  readonly field: Field;
  /** The stored value. */
  readonly stored: Sql;
  /** What it is compared, sorted and grouped by. */
  readonly compared: Sql;
}

/** A parent that paths lead through; polymorphic lookups have several tables. */
interface Parent {
  readonly field: Field;
  readonly targets: readonly Scope[];
}

const standardName = (object: SObject): string =>
  [...object.fields.values()].find((field) => field.nameField)?.name ?? 'Id';

/** One object of a query with the parents that its paths reach. */
export class Scope {
  readonly object: SObject;
  readonly alias: string;
  readonly #context: QueryContext;
  /** For parents that the actor may not open: only what stands behind it is theirs to read. */
  readonly #openAlias: string;
  readonly #parents = new Map<string, Parent>();
  readonly #joins: Sql[];

  constructor(context: QueryContext, object: SObject, alias: string, joins: Sql[], openAlias = alias) {
    this.#context = context;
    this.object = object;
    this.alias = alias;
    this.#openAlias = openAlias;
    this.#joins = joins;
  }

  get from(): Sql {
    const tables = [raw(`${quoted(this.object.name)} ${this.alias}`), ...this.#joins];
    return join(tables, ' ');
  }

  /** The field's own definition when the actor may read it. */
  #readable(name: string): Field | undefined {
    const field = this.object.fields.get(name.toLowerCase());
    if (field === undefined) return undefined;
    return this.#context.actor.mayField('read', this.object.name, field.name) ? field : undefined;
  }

  /** Name and id of a parent show with the lookup, even where the parent itself is not shared. */
  #aliasFor(field: Field): string {
    return field.type === 'id' || field.name === standardName(this.object) ? this.alias : this.#openAlias;
  }

  own(name: string, word: string): ResolvedField {
    const field = this.#readable(name);
    if (field === undefined) throw noSuchColumn(this.#context.query, word, name, this.object.name);
    const alias = this.#aliasFor(field);
    if (field.formula !== undefined) return this.#calculated(field, alias);
    if (!isStored(field)) throw unsupported(`the compound field ${this.object.name}.${field.name}`);
    return { field, stored: raw(`${alias}.${quoted(field.name)}`), compared: raw(comparable(alias, field)) };
  }

  #calculated(field: Field, alias: string): ResolvedField {
    const { kernel, actor } = this.#context;
    const value = formulaSql(kernel, actor, this.object, field, alias);
    // Of a parent that is not there, or not theirs to read, a formula has no result either.
    const stored = `(CASE WHEN ${alias}."Id" IS NOT NULL THEN ${value} END)`;
    return { field, stored: raw(stored), compared: raw(comparableFormula(field, stored)) };
  }

  /** The field at the end of a path such as `Account.Owner.Name`. */
  resolve(path: readonly string[], word: string): ResolvedField {
    const [first = '', ...rest] = path;
    if (rest.length === 0) return this.own(first, word);
    const parent = this.parent(first, word);
    const [only] = parent.targets;
    if (parent.targets.length === 1 && only !== undefined) return only.resolve(rest, word);
    return this.#polymorphic(parent, rest, word);
  }

  /** `Owner.Name`, where the owner may be a user or a queue: whichever it is. */
  #polymorphic(parent: Parent, rest: readonly string[], word: string): ResolvedField {
    const [name = ''] = rest;
    if (rest.length === 1 && name.toLowerCase() === 'type') return typeOfParent(parent);
    const found: ResolvedField[] = [];
    for (const target of parent.targets) {
      const next = rest.length === 1 ? target.#readable(name) : relationshipField(target.object, name);
      if (next !== undefined) found.push(target.resolve(rest, word));
    }
    const [sample] = found;
    if (sample === undefined) throw noSuchColumn(this.#context.query, word, name, 'Name');
    if (found.length === 1) return sample;
    return {
      field: sample.field,
      stored: sql`coalesce(${join(
        found.map((one) => one.stored),
        ', ',
      )})`,
      compared: sql`coalesce(${join(
        found.map((one) => one.compared),
        ', ',
      )}) COLLATE NOCASE`,
    };
  }

  /** Joins the parent behind a relationship, once. */
  parent(relationshipName: string, word: string): Parent & { readonly name: string } {
    const { actor, query, kernel } = this.#context;
    const field = relationshipField(this.object, relationshipName);
    const name = field?.relationshipName;
    if (field === undefined || name === undefined || this.#readable(field.name) === undefined) {
      throw noSuchRelationship(query, word, relationshipName);
    }
    const known = this.#parents.get(name);
    if (known !== undefined) return { ...known, name };
    // Users first: most owners are.
    const objects = field.referenceTo
      .toSorted((a, b) => Number(b === 'User') - Number(a === 'User'))
      .flatMap((target) => kernel.schema.object(target) ?? [])
      .filter((target) => actor.may('read', target.name));
    if (objects.length === 0) throw noSuchRelationship(query, word, relationshipName);
    const parent: Parent = { field, targets: objects.map((object) => this.#join(field, object)) };
    this.#parents.set(name, parent);
    return { ...parent, name };
  }

  #join(field: Field, object: SObject): Scope {
    const { actor, kernel } = this.#context;
    const alias = this.#context.nextAlias();
    const link = raw(`${this.#aliasFor(field)}.${quoted(field.name)}`);
    const table = quoted(object.name);
    this.#joins.push(sql`LEFT JOIN ${raw(`${table} ${alias}`)} ON ${raw(`${alias}."Id"`)} = ${link}`);
    const openAlias = this.#context.nextAlias();
    const condition = kernel.access.condition(actor, object, openAlias, 'read');
    if (condition === undefined) return new Scope(this.#context, object, alias, this.#joins);
    this.#joins.push(
      sql`LEFT JOIN ${raw(`${table} ${openAlias}`)} ON ${raw(`${openAlias}."Id"`)} = ${link} AND ${condition}`,
    );
    return new Scope(this.#context, object, alias, this.#joins, openAlias);
  }

  /** The id of the parent, to tell whether there is one and what it is. */
  parentId(relationshipName: string, word: string): Sql {
    const { targets } = this.parent(relationshipName, word);
    const ids = targets.map((target) => raw(`${target.alias}."Id"`));
    return ids.length === 1 && ids[0] !== undefined ? ids[0] : sql`coalesce(${join(ids, ', ')})`;
  }
}

const typeOfParent = ({ field, targets }: Parent): ResolvedField => {
  const cases = targets.map(
    (target) => sql`WHEN ${raw(`${target.alias}."Id"`)} IS NOT NULL THEN ${target.object.name}`,
  );
  const stored = sql`(CASE ${join(cases, ' ')} END)`;
  const type: Field = { ...field, name: 'Type', type: 'string', length: 40, caseSensitive: false };
  return { field: type, stored, compared: sql`${stored} COLLATE NOCASE` };
};

/** The words of a path without the query's alias or the object's own name in front. */
export const pathOf = (written: string, object: SObject, alias: string | undefined): readonly string[] => {
  const parts = written.split('.');
  const [first = ''] = parts;
  if (parts.length < 2) return parts;
  const lower = first.toLowerCase();
  const isAlias = alias !== undefined && lower === alias.toLowerCase();
  const isObject = lower === object.name.toLowerCase() && relationshipField(object, first) === undefined;
  return isAlias || isObject ? parts.slice(1) : parts;
};
