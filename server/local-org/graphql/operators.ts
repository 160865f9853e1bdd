import { GraphQLEnumType, GraphQLInputObjectType, GraphQLInt, GraphQLList, GraphQLString } from 'graphql';
import type { GraphQLInputType } from 'graphql';
import { dateKinds, valueTypes, type ValueKind } from './value-types.ts';

/** SOQL's date literals without a number. */
const dateLiterals = [
  ...['YESTERDAY', 'TODAY', 'TOMORROW'],
  ...['WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER', 'FISCAL_YEAR'].flatMap((unit) =>
    ['LAST', 'THIS', 'NEXT'].map((when) => `${when}_${unit}`),
  ),
  'LAST_90_DAYS',
  'NEXT_90_DAYS',
];

/** SOQL's date literals with a number, spelt in lower case in GraphQL: `{ range: { last_n_days: 30 } }`. */
const dateRanges = ['days', 'weeks', 'months', 'quarters', 'years', 'fiscal_quarters', 'fiscal_years'].flatMap(
  (unit) => [`last_n_${unit}`, `next_n_${unit}`, `n_${unit}_ago`],
);

const DateLiteral = new GraphQLEnumType({
  name: 'DateLiteral',
  values: Object.fromEntries(dateLiterals.map((name) => [name, {}])),
});

const DateRange = new GraphQLInputObjectType({
  name: 'DateRange',
  fields: Object.fromEntries(dateRanges.map((name) => [name, { type: GraphQLInt }])),
});

const dateInput = ({ name, scalar }: ValueKind): GraphQLInputObjectType =>
  new GraphQLInputObjectType({
    name: `${name}Input`,
    fields: { value: { type: scalar }, literal: { type: DateLiteral }, range: { type: DateRange } },
  });

const operatorNames = {
  ID: ['eq', 'ne', 'in', 'nin'],
  Boolean: ['eq', 'ne'],
  MultiPicklist: ['eq', 'ne', 'includes', 'excludes'],
};
const comparable = ['eq', 'ne', 'lt', 'gt', 'lte', 'gte', 'in', 'nin'];
const textual = new Set(['String', 'TextArea', 'Picklist', 'EmailAddress', 'PhoneNumber', 'Url']);
const listOperators = new Set(['in', 'nin', 'includes', 'excludes']);

const namesOf = (kind: ValueKind): readonly string[] => {
  if (kind.name in operatorNames) return operatorNames[kind.name as keyof typeof operatorNames];
  return textual.has(kind.name) ? [...comparable, 'like'] : comparable;
};

const operatorType = (kind: ValueKind): GraphQLInputObjectType => {
  const operand: GraphQLInputType = dateKinds.has(kind) ? dateInput(kind) : kind.scalar;
  const typeOf = (operator: string): GraphQLInputType => {
    if (operator === 'like') return GraphQLString;
    return listOperators.has(operator) ? new GraphQLList(operand) : operand;
  };
  return new GraphQLInputObjectType({
    name: kind.name === 'ID' ? 'IdOperators' : `${kind.name === 'Int' ? 'Integer' : kind.name}Operators`,
    fields: Object.fromEntries(namesOf(kind).map((operator) => [operator, { type: typeOf(operator) }])),
  });
};

/** The filter operators of each kind of value: `StringOperators { eq ne in nin like … }`. */
export const operatorTypes: ReadonlyMap<ValueKind, GraphQLInputObjectType> = new Map(
  [...valueTypes.keys()].map((kind) => [kind, operatorType(kind)]),
);
