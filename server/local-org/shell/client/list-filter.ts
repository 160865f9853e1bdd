import type { ListFilter, ListView } from '../app-model.ts';

/** As much of an object's description as conditions need. */
interface DescribedFields {
  readonly fields: Readonly<Record<string, { readonly dataType: string }>>;
}

const numeric = new Set(['Currency', 'Double', 'Int', 'Percent']);

/** A value as GraphQL writes it: dates by `value`, `literal` (`THIS_MONTH`) or `range` (`LAST_N_DAYS:7`). */
const operand = (dataType: string, value: string): string => {
  if (value === '') return 'null';
  if (dataType === 'Boolean') return String(/^(1|true)$/i.test(value));
  if (numeric.has(dataType)) return String(Number(value));
  if (dataType === 'Date' || dataType === 'DateTime') {
    const [literal = '', count] = value.toUpperCase().split(':');
    if (/^[A-Z_0-9]+$/.test(literal) && /^[A-Z]/.test(literal)) {
      return count === undefined
        ? `{ literal: ${literal} }`
        : `{ range: { ${literal.toLowerCase()}: ${Number(count)} } }`;
    }
    return `{ value: ${JSON.stringify(value)} }`;
  }
  return JSON.stringify(value);
};

const like = (before: string, value: string, after: string): string =>
  `like: ${JSON.stringify(`${before}${value}${after}`)}`;

const comparisons: Readonly<Record<string, string>> = {
  equals: 'eq',
  notEqual: 'ne',
  lessThan: 'lt',
  greaterThan: 'gt',
  lessOrEqual: 'lte',
  greaterOrEqual: 'gte',
};

const condition = ({ field, operation }: ListFilter, dataType: string, value: string): string => {
  const about = (test: string): string => `{ ${field}: { ${test} } }`;
  if (operation === 'contains' || operation === 'includes') return about(like('%', value, '%'));
  if (operation === 'startsWith') return about(like('', value, '%'));
  if (operation === 'notContain' || operation === 'excludes') return `{ not: ${about(like('%', value, '%'))} }`;
  return about(`${comparisons[operation] ?? 'eq'}: ${operand(dataType, value)}`);
};

/** Each of several values may be the one; where it is about what is not, none may be. */
const filterCondition = (filter: ListFilter, info: DescribedFields): string => {
  const dataType = info.fields[filter.field]?.dataType ?? 'String';
  const values = filter.value.split(',').map((value) => value.trim());
  const [first = '', ...others] = values.map((value) => condition(filter, dataType, value));
  if (others.length === 0) return first;
  const none = ['notEqual', 'notContain', 'excludes'].includes(filter.operation);
  return `{ ${none ? 'and' : 'or'}: [${[first, ...others].join(', ')}] }`;
};

/** Joins numbered conditions as `1 AND (2 OR NOT 3)` says; what it does not mention is left out, as on the platform. */
const joined = (conditions: readonly string[], logic: string): string => {
  const words = logic.toUpperCase().match(/\d+|AND|OR|NOT|[()]/g) ?? [];
  let at = 0;
  const one = (): string => {
    const word = words[at++];
    if (word === 'NOT') return `{ not: ${one()} }`;
    if (word !== '(') return conditions[Number(word) - 1] ?? '{}';
    const inner = either();
    at++;
    return inner;
  };
  const several = (word: 'AND' | 'OR', part: () => string): string => {
    const parts = [part()];
    while (words[at] === word) {
      at++;
      parts.push(part());
    }
    return parts.length === 1 ? (parts[0] ?? '{}') : `{ ${word.toLowerCase()}: [${parts.join(', ')}] }`;
  };
  const either = (): string => several('OR', () => several('AND', one));
  return either();
};

/**
 * A list view's conditions as GraphQL's `where`, undefined where every record is listed. Names and values come from the
 * package; values are written as literals.
 */
export const whereOf = (view: ListView, info: DescribedFields, userId: string): string | undefined => {
  const conditions = view.filters.map((filter) => filterCondition(filter, info));
  const filtered = view.logic === undefined || conditions.length === 0 ? conditions : [joined(conditions, view.logic)];
  const mine = view.mine && 'OwnerId' in info.fields ? [`{ OwnerId: { eq: ${JSON.stringify(userId)} } }`] : [];
  const [first, ...others] = [...mine, ...filtered];
  return others.length === 0 ? first : `{ and: [${[first, ...others].join(', ')}] }`;
};
