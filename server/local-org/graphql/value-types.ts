import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLObjectType, GraphQLString } from 'graphql';
import type { GraphQLScalarType } from 'graphql';
import type { Field, FieldType } from '../metadata/schema.ts';
import { displayValue, uiValue } from '../ui-api/display-value.ts';
import type { UserLocale } from '../ui-api/locale.ts';
import { scalars } from './scalars.ts';

/** How one kind of value is called in the schema: `CurrencyValue`, `CurrencyOperators`, `CurrencyAggregate`. */
export interface ValueKind {
  readonly name: string;
  readonly scalar: GraphQLScalarType;
  readonly numeric: boolean;
}

const kind = (name: string, scalar: GraphQLScalarType, numeric = false): ValueKind => ({ name, scalar, numeric });

const kinds = {
  id: kind('ID', GraphQLID),
  string: kind('String', GraphQLString),
  textArea: kind('TextArea', scalars.TextArea),
  longTextArea: kind('LongTextArea', scalars.LongTextArea),
  picklist: kind('Picklist', scalars.Picklist),
  multiPicklist: kind('MultiPicklist', scalars.MultiPicklist),
  boolean: kind('Boolean', GraphQLBoolean),
  int: kind('Int', GraphQLInt, true),
  double: kind('Double', GraphQLFloat, true),
  currency: kind('Currency', scalars.Currency, true),
  percent: kind('Percent', scalars.Percent, true),
  date: kind('Date', scalars.Date),
  dateTime: kind('DateTime', scalars.DateTime),
  email: kind('EmailAddress', scalars.EmailAddress),
  phone: kind('PhoneNumber', scalars.PhoneNumber),
  url: kind('Url', scalars.Url),
} as const;

const kindByType: Readonly<Record<Exclude<FieldType, 'textarea' | 'address'>, ValueKind>> = {
  id: kinds.id,
  reference: kinds.id,
  string: kinds.string,
  picklist: kinds.picklist,
  multipicklist: kinds.multiPicklist,
  boolean: kinds.boolean,
  int: kinds.int,
  double: kinds.double,
  currency: kinds.currency,
  percent: kinds.percent,
  date: kinds.date,
  datetime: kinds.dateTime,
  email: kinds.email,
  phone: kinds.phone,
  url: kinds.url,
};

/** Text areas above this length can be neither filtered nor sorted by. */
const longText = 255;

/** The kind of a field's values; undefined for compound fields, which GraphQL shows by their parts. */
export const valueKind = (field: Field): ValueKind | undefined => {
  if (field.type === 'address') return undefined;
  if (field.type === 'textarea') return field.length > longText ? kinds.longTextArea : kinds.textArea;
  return kindByType[field.type];
};

/** What a value type resolves from. */
export interface ValueSource {
  readonly field: Field;
  readonly value: unknown;
  readonly locale: UserLocale;
}

const valueType = ({ name, scalar }: ValueKind): GraphQLObjectType<ValueSource> =>
  new GraphQLObjectType<ValueSource>({
    name: `${name}Value`,
    fields: {
      value: { type: scalar, resolve: ({ field, value }) => uiValue(field, value) },
      displayValue: { type: GraphQLString, resolve: ({ field, value, locale }) => displayValue(field, value, locale) },
      ...(name.endsWith('Picklist') && {
        label: {
          type: GraphQLString,
          resolve: ({ field, value, locale }: ValueSource) => displayValue(field, value, locale),
        },
      }),
    },
  });

/** One wrapper type per kind of value: `{ value displayValue }`. */
export const valueTypes: ReadonlyMap<ValueKind, GraphQLObjectType<ValueSource>> = new Map(
  Object.values(kinds).map((each) => [each, valueType(each)]),
);

export const wholeNumberKind: ValueKind = kinds.int;
export const decimalKind: ValueKind = kinds.double;
export const dateKinds: ReadonlySet<ValueKind> = new Set([kinds.date, kinds.dateTime]);
/** Kinds that no filter, order or group takes. */
export const unsortableKinds: ReadonlySet<ValueKind> = new Set([kinds.longTextArea]);
