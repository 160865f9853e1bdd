import {
  GraphQLBoolean,
  GraphQLDirective,
  DirectiveLocation,
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  specifiedDirectives,
  type GraphQLFieldConfigArgumentMap,
} from 'graphql';
import type { PageInfo } from './connection.ts';

/** Types that do not depend on the org's schema. */

export const pageInfoType = new GraphQLObjectType<PageInfo>({
  name: 'PageInfo',
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    hasPreviousPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    startCursor: { type: GraphQLString },
    endCursor: { type: GraphQLString },
  },
});

const resultOrder = new GraphQLEnumType({ name: 'ResultOrder', values: { ASC: {}, DESC: {} } });
const nullsOrder = new GraphQLEnumType({ name: 'NullsOrder', values: { FIRST: {}, LAST: {} } });

export const orderByClause = new GraphQLInputObjectType({
  name: 'OrderByClause',
  fields: { order: { type: resultOrder }, nulls: { type: nullsOrder } },
});

export const groupByClause = new GraphQLInputObjectType({
  name: 'GroupByClause',
  fields: { group: { type: GraphQLBoolean } },
});

export const pageArguments: GraphQLFieldConfigArgumentMap = {
  first: { type: GraphQLInt },
  after: { type: GraphQLString },
  upperBound: { type: GraphQLInt },
};

/** A field marked `@optional` is left out, not refused, when the person may not read it. */
export const optionalDirective = new GraphQLDirective({
  name: 'optional',
  locations: [DirectiveLocation.FIELD],
});

export const directives = [...specifiedDirectives, optionalDirective];
