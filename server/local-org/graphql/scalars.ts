import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const literalOf = (node: ValueNode): unknown => {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.STRING:
    case Kind.ENUM:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.NULL:
      return null;
    default:
      return undefined;
  }
};

const scalar = (
  name: string,
  parse: (value: unknown) => string | number | undefined,
  expected: string,
): GraphQLScalarType => {
  const parseValue = (value: unknown): string | number => {
    const parsed = parse(value);
    if (parsed === undefined) {
      throw new GraphQLError(`${name} must be ${expected}, not ${JSON.stringify(value)}`);
    }
    return parsed;
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue,
    parseLiteral: (node) => parseValue(literalOf(node)),
  });
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const decimal = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

const whole = (value: unknown): number | undefined => {
  const number = decimal(value);
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
};

const matching =
  (pattern: RegExp) =>
  (value: unknown): string | undefined =>
    typeof value === 'string' && pattern.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

const day = matching(/^\d{4}-\d{2}-\d{2}$/);
const instant = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})$/);

const textScalar = (name: string): GraphQLScalarType => scalar(name, text, 'text');
const decimalScalar = (name: string): GraphQLScalarType => scalar(name, decimal, 'a number');

/** Salesforce's scalars by name. Values leave as they are: SOQL has already given them their JSON shape. */
export const scalars = {
  Currency: decimalScalar('Currency'),
  Percent: decimalScalar('Percent'),
  BigDecimal: decimalScalar('BigDecimal'),
  Long: scalar('Long', whole, 'a whole number'),
  Date: scalar('Date', day, 'a date like 2026-11-24'),
  DateTime: scalar('DateTime', instant, 'a time like 2026-11-24T05:28:19Z'),
  Picklist: textScalar('Picklist'),
  MultiPicklist: textScalar('MultiPicklist'),
  TextArea: textScalar('TextArea'),
  LongTextArea: textScalar('LongTextArea'),
  EmailAddress: textScalar('EmailAddress'),
  PhoneNumber: textScalar('PhoneNumber'),
  Url: textScalar('Url'),
} as const;
