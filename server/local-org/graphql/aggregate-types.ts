import {
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
} from 'graphql';
import type { SObject } from '../metadata/schema.ts';
import { aggregateConnection, type AggregateArguments, type AggregateRow } from './aggregate.ts';
import { groupByClause, pageArguments, pageInfoType } from './common-types.ts';
import type { RequestContext } from './context.ts';
import type { RecordTypes } from './record-types.ts';
import { decimalKind, unsortableKinds, valueKind, valueTypes, wholeNumberKind, type ValueKind } from './value-types.ts';

/** Where in a row of aggregates a field's own are found: `Scope__r.Name`. */
interface AggregateSource {
  readonly row: AggregateRow;
  readonly path: string;
}

const aggregateOf = (kind: ValueKind): GraphQLObjectType<AggregateSource, RequestContext> => {
  const result = (name: string, resultKind: ValueKind): GraphQLFieldConfigMap<AggregateSource, RequestContext> => {
    const type = valueTypes.get(resultKind);
    return type === undefined
      ? {}
      : { [name]: { type, resolve: ({ row, path }, _args, context) => row.result(path, name, context.locale) } };
  };
  return new GraphQLObjectType<AggregateSource, RequestContext>({
    name: `${kind.name}Aggregate`,
    fields: {
      value: { type: kind.scalar, resolve: ({ row, path }) => row.grouped(path) },
      displayValue: { type: GraphQLString, resolve: ({ row, path }, _args, { locale }) => row.shown(path, locale) },
      ...result('count', wholeNumberKind),
      ...result('countDistinct', wholeNumberKind),
      ...result('min', kind),
      ...result('max', kind),
      ...(kind.numeric && { ...result('sum', kind), ...result('avg', decimalKind) }),
    },
  });
};

/** One type per kind of value: `{ value displayValue count countDistinct min max sum avg }`. */
const aggregates: ReadonlyMap<ValueKind, GraphQLObjectType<AggregateSource, RequestContext>> = new Map(
  [...valueTypes.keys()].filter((kind) => !unsortableKinds.has(kind)).map((kind) => [kind, aggregateOf(kind)]),
);

/** The types of `uiapi.aggregate`, for one person's view of the org. */
export class AggregateTypes {
  private readonly types: RecordTypes;
  private readonly aggregated = new Map<string, GraphQLObjectType<AggregateSource, RequestContext>>();
  private readonly groups = new Map<string, GraphQLInputObjectType>();

  constructor(types: RecordTypes) {
    this.types = types;
  }

  /** `Opportunity(groupBy, where, orderBy, first, after, upperBound)` of `uiapi.aggregate`. */
  connectionField(object: SObject): GraphQLFieldConfig<unknown, RequestContext> {
    const result = new GraphQLObjectType<AggregateRow, RequestContext>({
      name: `${object.name}Result`,
      fields: () => ({
        aggregate: { type: this.aggregate(object), resolve: (row): AggregateSource => ({ row, path: '' }) },
      }),
    });
    const edge = new GraphQLObjectType({
      name: `${object.name}AggregateEdge`,
      fields: { node: { type: result }, cursor: { type: new GraphQLNonNull(GraphQLString) } },
    });
    return {
      type: new GraphQLObjectType({
        name: `${object.name}AggregateConnection`,
        fields: {
          edges: { type: new GraphQLList(edge) },
          pageInfo: { type: new GraphQLNonNull(pageInfoType) },
          totalCount: { type: GraphQLInt },
        },
      }),
      args: {
        ...pageArguments,
        where: { type: this.types.filter(object) },
        groupBy: { type: this.group(object) },
        orderBy: { type: this.types.order(object) },
      },
      resolve: (_source, given: AggregateArguments, context, info) => aggregateConnection(object, given, context, info),
    };
  }

  private aggregate(object: SObject): GraphQLObjectType<AggregateSource, RequestContext> {
    const existing = this.aggregated.get(object.name);
    if (existing !== undefined) return existing;
    const under = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
    const type = new GraphQLObjectType<AggregateSource, RequestContext>({
      name: `${object.name}Aggregate`,
      fields: () => {
        const fields: GraphQLFieldConfigMap<AggregateSource, RequestContext> = {};
        for (const field of this.types.readable.get(object.name)?.fields ?? []) {
          const kind = valueKind(field);
          const fieldType = kind === undefined ? undefined : aggregates.get(kind);
          if (fieldType === undefined) continue;
          fields[field.name] = {
            type: fieldType,
            resolve: ({ row, path }): AggregateSource => ({ row, path: under(path, field.name) }),
          };
        }
        for (const [, name, [parent]] of this.types.parents(object)) {
          if (parent === undefined) continue;
          fields[name] = {
            type: this.aggregate(parent),
            resolve: ({ row, path }): AggregateSource => ({ row, path: under(path, name) }),
          };
        }
        return fields;
      },
    });
    this.aggregated.set(object.name, type);
    return type;
  }

  private group(object: SObject): GraphQLInputObjectType {
    const existing = this.groups.get(object.name);
    if (existing !== undefined) return existing;
    const type = new GraphQLInputObjectType({
      name: `${object.name}_GroupBy`,
      fields: () => ({
        ...this.types.perField(object, (field) => {
          const kind = valueKind(field);
          return kind === undefined || unsortableKinds.has(kind) ? undefined : groupByClause;
        }),
        ...this.types.perParent(object, (parent) => this.group(parent)),
      }),
    });
    this.groups.set(object.name, type);
    return type;
  }
}
