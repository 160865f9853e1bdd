import type { FunctionExp } from '@jetstreamapp/soql-parser-js';
import { field as makeField } from '../metadata/field-kinds.ts';
import type { Field } from '../metadata/schema.ts';
import { fiscalRule } from '../store/fiscal/periods.ts';
import type { Kernel } from '../store/kernel.ts';
import { raw, sql, type Sql } from '../store/sql.ts';
import type { ResolvedField } from './scope.ts';
import { malformedQuery, unsupported } from './soql-error.ts';

/** SOQL's aggregate functions. */
export const aggregateNames = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

const wholeNumber = (name: string): Field => makeField(name, 'int', { precision: 9 });

/** A day as text; date-times count by their day in UTC, as in SOQL without convertTimezone(). */
const dayText = ({ field, stored }: ResolvedField): Sql => {
  if (field.type === 'date') return stored;
  if (field.type === 'datetime') return sql`date(${stored} / 1000, 'unixepoch')`;
  throw malformedQuery(`field ${field.name} does not support date functions`);
};

const part = (format: string, day: Sql): Sql => sql`CAST(strftime(${raw(`'${format}'`)}, ${day}) AS INTEGER)`;

/** Months since January of year 0, shifted so that the fiscal year begins at a multiple of 12. */
const fiscalMonths = (kernel: Kernel, day: Sql): Sql =>
  sql`(${part('%Y', day)} * 12 + ${part('%m', day)} - ${raw(String(fiscalRule(kernel).startMonth))})`;

const fiscalYear = (kernel: Kernel, day: Sql): Sql => {
  const rule = fiscalRule(kernel);
  const shift = rule.startMonth === 1 || rule.namedByStart ? 0 : 1;
  return sql`(${fiscalMonths(kernel, day)} / 12 + ${raw(String(shift))})`;
};

type DateFunction = (kernel: Kernel, day: Sql) => Sql;

const dateFunctions: Readonly<Record<string, DateFunction>> = {
  CALENDAR_YEAR: (_kernel, day) => part('%Y', day),
  CALENDAR_QUARTER: (_kernel, day) => sql`((${part('%m', day)} + 2) / 3)`,
  CALENDAR_MONTH: (_kernel, day) => part('%m', day),
  DAY_IN_MONTH: (_kernel, day) => part('%d', day),
  DAY_IN_WEEK: (_kernel, day) => sql`(${part('%w', day)} + 1)`,
  DAY_IN_YEAR: (_kernel, day) => part('%j', day),
  WEEK_IN_YEAR: (_kernel, day) => sql`((${part('%j', day)} + 6) / 7)`,
  WEEK_IN_MONTH: (_kernel, day) => sql`((${part('%d', day)} + 6) / 7)`,
  FISCAL_YEAR: fiscalYear,
  FISCAL_QUARTER: (kernel, day) => sql`((${fiscalMonths(kernel, day)} % 12) / 3 + 1)`,
  FISCAL_MONTH: (kernel, day) => sql`(${fiscalMonths(kernel, day)} % 12 + 1)`,
};

/** The argument of a function of one field. */
export const onlyParameter = (fn: FunctionExp): string => {
  const [parameter] = fn.parameters ?? [];
  if (typeof parameter !== 'string') throw unsupported(`the expression ${fn.rawValue ?? ''}`);
  return parameter;
};

/**
 * A function of one field's value, such as CALENDAR_YEAR(CloseDate).
 * @throws ApiError for functions that the local org does not know.
 */
export const dateFunction = (kernel: Kernel, fn: FunctionExp, argument: ResolvedField): ResolvedField => {
  const name = (fn.functionName ?? '').toUpperCase();
  const day = dayText(argument);
  if (name === 'DAY_ONLY') return { field: makeField(argument.field.name, 'date'), stored: day, compared: day };
  const compute = dateFunctions[name];
  if (compute === undefined) throw unsupported(`the function ${fn.functionName ?? ''}`);
  const value = compute(kernel, day);
  return { field: wholeNumber(argument.field.name), stored: value, compared: value };
};

const isNumeric = (field: Field): boolean => ['int', 'double', 'currency', 'percent'].includes(field.type);

/** An aggregate of a field, in the field's own unit: sums of money stay whole multiples of a cent. */
export const aggregate = (fn: FunctionExp, argument: ResolvedField | undefined): ResolvedField => {
  const name = (fn.functionName ?? '').toUpperCase();
  const of = (field: Field, value: Sql): ResolvedField => ({ field, stored: value, compared: value });
  if (argument === undefined) return of(wholeNumber(name), sql`count(*)`);
  const { field, stored, compared } = argument;
  if ((name === 'SUM' || name === 'AVG') && !isNumeric(field)) {
    throw malformedQuery(`field ${field.name} does not support aggregate operator ${name}`);
  }
  switch (name) {
    case 'COUNT':
      return of(wholeNumber(name), sql`count(${stored})`);
    case 'COUNT_DISTINCT':
      return of(wholeNumber(name), sql`count(DISTINCT ${compared})`);
    case 'SUM':
      return of({ ...field, precision: 18 }, sql`sum(${stored})`);
    case 'AVG':
      // As a fraction: an average is no multiple of a cent.
      return of({ ...field, type: 'double', scale: field.type === 'int' ? 0 : field.scale }, sql`avg(${stored})`);
    default: {
      if (field.type === 'boolean')
        throw malformedQuery(`field ${field.name} does not support aggregate operator ${name}`);
      const extreme = raw(name.toLowerCase());
      const text =
        field.type !== 'id' && field.type !== 'reference' && !isNumeric(field) && !field.type.startsWith('date');
      return of(field, text ? sql`${extreme}(${stored} COLLATE NOCASE)` : sql`${extreme}(${stored})`);
    }
  }
};
