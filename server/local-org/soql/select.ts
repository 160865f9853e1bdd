import type {
  FieldFunctionExpression,
  FieldType as SelectItem,
  QueryBase,
  Subquery,
} from '@jetstreamapp/soql-parser-js';
import { relationshipField } from '../metadata/registry.ts';
import type { Field } from '../metadata/schema.ts';
import type { FieldValue } from '../org.ts';
import { decoder, isReadable, type SqlValue } from '../store/columns.ts';
import { raw, type Sql } from '../store/sql.ts';
import { dateFunction, onlyParameter } from './functions.ts';
import type { ChildrenItem, OutputItem, OutputPlan } from './output.ts';
import { pathOf, type QueryContext, type ResolvedField, type Scope } from './scope.ts';
import { malformedQuery, unsupported } from './soql-error.ts';
import { aliasOf, writtenName } from './written-name.ts';

export interface Selection {
  readonly columns: readonly Sql[];
  readonly plan: OutputPlan;
}

interface MutableParent {
  readonly kind: 'parent';
  readonly name: string;
  readonly idColumn: number;
  readonly items: OutputItem[];
}

/** Picklist values by their labels: `toLabel(StageName)`. */
const labelDecoder = (field: Field): ((value: SqlValue) => FieldValue) => {
  const labels = new Map(field.picklist?.map((one) => [one.value, one.label]));
  return (value) => (typeof value === 'string' ? (labels.get(value) ?? value) : null);
};

/** `FIELDS(ALL)` and its siblings: the fields that the actor may read. */
const allFields = (context: QueryContext, scope: Scope, query: QueryBase, group: string): readonly string[] => {
  if (group !== 'STANDARD' && (query.limit === undefined || query.limit > 200)) {
    throw malformedQuery('The SOQL FIELDS function must have a LIMIT of at most 200');
  }
  return [...scope.object.fields.values()]
    .filter((field) => isReadable(field) && context.actor.mayField('read', scope.object.name, field.name))
    .filter((field) => group === 'ALL' || field.custom === (group === 'CUSTOM'))
    .map((field) => field.name);
};

/** Collects the columns of a SELECT and how they become a record. */
class SelectionBuilder {
  readonly #context: QueryContext;
  readonly #scope: Scope;
  readonly #query: QueryBase;
  readonly #firstColumn: number;
  readonly columns: Sql[] = [];
  readonly items: OutputItem[] = [];
  readonly #names = new Set<string>();

  constructor(context: QueryContext, scope: Scope, query: QueryBase, firstColumn: number) {
    this.#context = context;
    this.#scope = scope;
    this.#query = query;
    this.#firstColumn = firstColumn;
  }

  column(expression: Sql): number {
    this.columns.push(expression);
    return this.columns.length - 1 + this.#firstColumn;
  }

  #claim(name: string): void {
    const key = name.toLowerCase();
    if (this.#names.has(key)) throw malformedQuery(`duplicate field selected: ${name}`);
    this.#names.add(key);
  }

  path(written: string): readonly string[] {
    return pathOf(written, this.#scope.object, this.#query.sObjectAlias);
  }

  value(items: OutputItem[], name: string, { field, stored }: ResolvedField): void {
    items.push({ kind: 'value', name, column: this.column(stored), field, decode: decoder(field) });
  }

  field(written: string): void {
    const path = this.path(written);
    this.#claim(path.join('.'));
    const resolved = this.#scope.resolve(path, written);
    this.value(this.#itemsFor(path.slice(0, -1), written), resolved.field.name, resolved);
  }

  /** The list that a path's last field goes into: the record itself or one of its parents. */
  #itemsFor(relationships: readonly string[], written: string): OutputItem[] {
    let items = this.items;
    let scope: Scope | undefined = this.#scope;
    for (const relationship of relationships) {
      const parent: ReturnType<Scope['parent']> | undefined = scope?.parent(relationship, written);
      const name: string = parent?.name ?? relationship;
      const known = items.find((item): item is MutableParent => item.kind === 'parent' && item.name === name);
      if (known !== undefined) items = known.items;
      else if (scope !== undefined) {
        const made: MutableParent = {
          kind: 'parent',
          name,
          idColumn: this.column(scope.parentId(relationship, written)),
          items: [],
        };
        items.push(made);
        items = made.items;
      }
      const next: string | undefined = relationships[relationships.indexOf(relationship) + 1];
      scope = parent?.targets.find(
        (target) => next === undefined || relationshipField(target.object, next) !== undefined,
      );
    }
    return items;
  }

  call(item: FieldFunctionExpression): void {
    const name = item.functionName.toUpperCase();
    if (name === 'FIELDS') {
      for (const field of allFields(this.#context, this.#scope, this.#query, onlyParameter(item).toUpperCase())) {
        this.field(field);
      }
      return;
    }
    const written = onlyParameter(item);
    const path = this.path(written);
    const resolved = this.#scope.resolve(path, written);
    if (name === 'TOLABEL') {
      const label = item.alias ?? resolved.field.name;
      if (item.alias === undefined) this.#claim(path.join('.'));
      const items = item.alias === undefined ? this.#itemsFor(path.slice(0, -1), written) : this.items;
      const column = this.column(resolved.stored);
      items.push({ kind: 'value', name: label, column, field: resolved.field, decode: labelDecoder(resolved.field) });
      return;
    }
    if (item.alias === undefined) throw unsupported(`the function ${item.functionName} in a query without GROUP BY`);
    this.value(this.items, item.alias, dateFunction(this.#context.kernel, item, resolved));
  }
}

/**
 * The columns of a query for records.
 * `child` compiles a sub-query; `firstColumn` is how many columns stand before these.
 */
export const plainSelect = (
  context: QueryContext,
  scope: Scope,
  query: QueryBase,
  child: (subquery: Subquery) => ChildrenItem,
  firstColumn = 0,
): Selection => {
  const builder = new SelectionBuilder(context, scope, query, firstColumn);
  const idColumn = builder.column(raw(`${scope.alias}."Id"`));
  const add = (item: SelectItem): void => {
    switch (item.type) {
      case 'Field':
      case 'FieldRelationship':
        if (aliasOf(item) !== undefined) throw malformedQuery('only aggregate expressions use field aliasing');
        builder.field(writtenName(item));
        break;
      case 'FieldFunctionExpression':
        builder.call(item);
        break;
      case 'FieldSubquery':
        builder.items.push(child(item.subquery));
        break;
      case 'FieldTypeof':
        throw unsupported('TYPEOF');
    }
  };
  for (const item of query.fields ?? []) add(item);
  return { columns: builder.columns, plan: { objectName: scope.object.name, idColumn, items: builder.items } };
};
