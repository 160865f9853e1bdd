import {
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  GraphQLUnionType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  type GraphQLInputFieldConfigMap,
} from 'graphql';
import type { Field, SObject } from '../metadata/schema.ts';
import type { RecordOutput } from '../org.ts';
import { orderByClause, pageArguments, pageInfoType } from './common-types.ts';
import { recordConnection, type ConnectionArguments } from './connection.ts';
import type { Readable, RequestContext } from './context.ts';
import { textLiteral } from './literals.ts';
import { operatorTypes } from './operators.ts';
import { unsortableKinds, valueKind, valueTypes } from './value-types.ts';

type RecordFields = GraphQLFieldConfigMap<RecordOutput, RequestContext>;

const isRecord = (value: unknown): value is RecordOutput => typeof value === 'object' && value !== null;

/** The types of one org as one person sees it, made on demand so that they may refer to each other. */
export class RecordTypes {
  readonly readable: Readable;
  private readonly records = new Map<string, GraphQLObjectType<RecordOutput, RequestContext>>();
  private readonly connections = new Map<string, GraphQLObjectType>();
  private readonly filters = new Map<string, GraphQLInputObjectType>();
  private readonly orders = new Map<string, GraphQLInputObjectType>();

  constructor(readable: Readable) {
    this.readable = readable;
  }

  /** `Takt_Forecast__c(where, orderBy, first, after, upperBound, scope)` of a query. */
  connectionField(object: SObject, parentFieldName?: string): GraphQLFieldConfig<RecordOutput, RequestContext> {
    return {
      type: this.connection(object),
      args: {
        ...pageArguments,
        where: { type: this.filter(object) },
        orderBy: { type: this.order(object) },
        ...(parentFieldName === undefined && { scope: { type: GraphQLString } }),
      },
      resolve: (source, given: ConnectionArguments, context, info) => {
        const parentId = source['Id'];
        const condition =
          parentFieldName !== undefined && typeof parentId === 'string'
            ? `${parentFieldName} = ${textLiteral(parentId)}`
            : undefined;
        return recordConnection(object, this.readable, given, context, info, condition);
      },
    };
  }

  /** Parents of a record that this person may read, by relationship name. */
  parents(object: SObject): readonly (readonly [Field, string, readonly SObject[]])[] {
    return (this.readable.get(object.name)?.fields ?? []).flatMap((field) => {
      const targets = field.referenceTo
        .map((name) => this.readable.get(name)?.object)
        .filter((target) => target !== undefined);
      return field.relationshipName === undefined || targets.length === 0
        ? []
        : [[field, field.relationshipName, targets] as const];
    });
  }

  filter(object: SObject): GraphQLInputObjectType {
    return once(this.filters, object.name, () => {
      const type: GraphQLInputObjectType = new GraphQLInputObjectType({
        name: `${object.name}_Filter`,
        fields: () => ({
          and: { type: new GraphQLList(type) },
          or: { type: new GraphQLList(type) },
          not: { type },
          ...this.perField(object, (field) => {
            const kind = valueKind(field);
            return kind === undefined || unsortableKinds.has(kind) ? undefined : operatorTypes.get(kind);
          }),
          ...this.perParent(object, (parent) => this.filter(parent)),
        }),
      });
      return type;
    });
  }

  order(object: SObject): GraphQLInputObjectType {
    return once(
      this.orders,
      object.name,
      () =>
        new GraphQLInputObjectType({
          name: `${object.name}_OrderBy`,
          fields: () => ({
            ...this.perField(object, (field) => {
              const kind = valueKind(field);
              return kind === undefined || unsortableKinds.has(kind) ? undefined : orderByClause;
            }),
            ...this.perParent(object, (parent) => this.order(parent)),
          }),
        }),
    );
  }

  /** Input fields for the readable fields of an object; those without a type are left out. */
  perField(object: SObject, typeOf: (field: Field) => GraphQLInputObjectType | undefined): GraphQLInputFieldConfigMap {
    return Object.fromEntries(
      (this.readable.get(object.name)?.fields ?? []).flatMap((field) => {
        const type = typeOf(field);
        return type === undefined ? [] : [[field.name, { type }]];
      }),
    );
  }

  perParent(object: SObject, typeOf: (parent: SObject) => GraphQLInputObjectType): GraphQLInputFieldConfigMap {
    return Object.fromEntries(
      this.parents(object).flatMap(([, name, [parent]]) =>
        parent === undefined ? [] : [[name, { type: typeOf(parent) }]],
      ),
    );
  }

  private connection(object: SObject): GraphQLObjectType {
    return once(this.connections, object.name, () => {
      const edge = new GraphQLObjectType({
        name: `${object.name}Edge`,
        fields: () => ({
          node: { type: this.record(object) },
          cursor: { type: new GraphQLNonNull(GraphQLString) },
        }),
      });
      return new GraphQLObjectType({
        name: `${object.name}Connection`,
        fields: {
          edges: { type: new GraphQLList(edge) },
          pageInfo: { type: new GraphQLNonNull(pageInfoType) },
          totalCount: { type: GraphQLInt },
          pageResultCount: { type: new GraphQLNonNull(GraphQLInt) },
        },
      });
    });
  }

  record(object: SObject): GraphQLObjectType<RecordOutput, RequestContext> {
    return once(
      this.records,
      object.name,
      () =>
        new GraphQLObjectType<RecordOutput, RequestContext>({
          name: object.name,
          fields: () => ({
            Id: { type: new GraphQLNonNull(GraphQLID) },
            ApiName: { type: new GraphQLNonNull(GraphQLString), resolve: () => object.name },
            ...this.valueFields(object),
            ...this.parentFields(object),
            ...this.childFields(object),
          }),
        }),
    );
  }

  private valueFields(object: SObject): RecordFields {
    return Object.fromEntries(
      (this.readable.get(object.name)?.fields ?? []).flatMap((field) => {
        const kind = valueKind(field);
        const type = kind === undefined ? undefined : valueTypes.get(kind);
        if (type === undefined || field.type === 'id') return [];
        const config: GraphQLFieldConfig<RecordOutput, RequestContext> = {
          type,
          resolve: (row, _args, { locale }) => ({ field, value: row[field.name], locale }),
        };
        return [[field.name, config]];
      }),
    );
  }

  private parentFields(object: SObject): RecordFields {
    return Object.fromEntries(
      this.parents(object).flatMap(([, name, targets]) => {
        const [only] = targets;
        if (only === undefined) return [];
        const type =
          targets.length === 1
            ? this.record(only)
            : new GraphQLUnionType({
                name: `${object.name}_${name}`,
                types: targets.map((target) => this.record(target)),
                resolveType: (row: RecordOutput) => row.attributes.type,
              });
        const resolve = (row: RecordOutput): RecordOutput | null => {
          const parent = row[name];
          return isRecord(parent) ? parent : null;
        };
        return [[name, { type, resolve }]];
      }),
    );
  }

  private childFields(object: SObject): RecordFields {
    return Object.fromEntries(
      [...this.readable.values()].flatMap(({ object: child, fields }) =>
        fields.flatMap((field) =>
          field.childRelationshipName !== undefined && field.referenceTo.includes(object.name)
            ? [[field.childRelationshipName, this.connectionField(child, field.name)]]
            : [],
        ),
      ),
    );
  }
}

const once = <Value>(made: Map<string, Value>, name: string, make: () => Value): Value => {
  const existing = made.get(name);
  if (existing !== undefined) return existing;
  const value = make();
  made.set(name, value);
  return value;
};
