import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Schema } from '../metadata/schema.ts';
import type { Actor } from '../org.ts';
import { readableObjects } from '../ui-api/supported-objects.ts';
import { AggregateTypes } from './aggregate-types.ts';
import { directives } from './common-types.ts';
import type { Readable } from './context.ts';
import { mutationType } from './mutation-types.ts';
import { RecordTypes } from './record-types.ts';

const build = (readable: Readable): GraphQLSchema => {
  const records = new RecordTypes(readable);
  const aggregates = new AggregateTypes(records);
  const objects = [...readable.values()].map(({ object }) => object);
  const recordQuery = new GraphQLObjectType({
    name: 'RecordQuery',
    fields: () => Object.fromEntries(objects.map((object) => [object.name, records.connectionField(object)])),
  });
  const aggregateQuery = new GraphQLObjectType({
    name: 'RecordQueryAggregate',
    fields: () => Object.fromEntries(objects.map((object) => [object.name, aggregates.connectionField(object)])),
  });
  const through = () => ({});
  const uiapi = new GraphQLObjectType({
    name: 'UIAPI',
    fields: {
      query: { type: new GraphQLNonNull(recordQuery), resolve: through },
      aggregate: { type: new GraphQLNonNull(aggregateQuery), resolve: through },
    },
  });
  return new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: { uiapi: { type: new GraphQLNonNull(uiapi), resolve: through } },
    }),
    mutation: mutationType(records),
    directives: [...directives],
    // A person who may read nothing has a query type without fields: not a valid schema, but an honest one.
    assumeValid: true,
  });
};

/** Everything that tells two people's views of the org apart. */
const signature = (readable: Readable, actor: Actor): string =>
  [...readable.values()]
    .map(({ object, fields }) => {
      const rights = (['create', 'edit', 'delete'] as const).map((action) => Number(actor.may(action, object.name)));
      return `${object.name}(${rights.join('')}):${fields.map(({ name }) => name).join()}`;
    })
    .join(';');

const schemas = new WeakMap<Schema, Map<string, GraphQLSchema>>();

/** The GraphQL schema of the org as one person sees it; people with equal rights share one. */
export const schemaFor = (schema: Schema, actor: Actor): GraphQLSchema => {
  const readable = readableObjects(schema, actor);
  const known = schemas.get(schema) ?? new Map<string, GraphQLSchema>();
  schemas.set(schema, known);
  const key = signature(readable, actor);
  const built = known.get(key) ?? build(readable);
  known.set(key, built);
  return built;
};
