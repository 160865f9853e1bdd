import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CheckedFormula,
  compileFormula,
  fieldResult,
  type FormulaContext,
  recordScope,
  type RecordValues,
  type ResultField,
  rowFunction,
  type SqlContext,
  toSql,
} from '../../../local-org/formula/index.ts';
import type { FieldValue } from '../../../local-org/org.ts';
import { decoder, type SqlValue, storageOf } from '../../../local-org/store/columns.ts';
import { toScaled } from '../../../local-org/store/decimals.ts';
import { field } from '../../../local-org/metadata/field-kinds.ts';
import type { Field, SObject } from '../../../local-org/metadata/schema.ts';
import { formulas } from './random-formula.ts';
import { action, context, moment, schema } from './workshop.ts';

const columnNames = [...action.fields.values()].filter(({ type }) => type !== 'address').map(({ name }) => name);
const plan = schema.object('Takt_Plan__c');
const parentColumns = ['Name', 'Status__c', 'Target__c'];

const sqlContext: SqlContext = {
  column: ({ path }) => {
    const [name = '', parentField] = path;
    if (parentField === undefined) return `a."${name}"`;
    return path.length === 2 && name === 'Plan__r' ? `p."${parentField}"` : undefined;
  },
  today: `'${moment.today}'`,
  now: String(moment.now),
};

const columnType = (one: Field | undefined): string => {
  const storage = one === undefined ? 'text' : storageOf(one);
  return storage === 'text' || storage === 'day' ? 'TEXT COLLATE NOCASE' : 'INTEGER';
};

let database: DatabaseSync;
beforeAll(() => {
  database = new DatabaseSync(':memory:');
  // Columns as the store makes them: text compares without case there, and formulas must not notice.
  const columns = (object: SObject | undefined, names: readonly string[]): string =>
    names.map((name) => `"${name}" ${columnType(object?.fields.get(name.toLowerCase()))}`).join(', ');
  database.exec(`CREATE TABLE a (${columns(action, columnNames)}); CREATE TABLE p (${columns(plan, parentColumns)})`);
});
afterAll(() => {
  database.close();
});

/** A value as the store keeps it. */
const stored = (one: Field, value: FieldValue | undefined): SqlValue => {
  if (value === undefined || value === null) return null;
  switch (storageOf(one)) {
    case 'flag':
      return value === true ? 1 : 0;
    case 'scaled':
      return toScaled(Number(value), one.scale);
    case 'instant':
      return Date.parse(String(value));
    default:
      return typeof value === 'boolean' ? null : value;
  }
};

const valueOf = (record: RecordValues, name: string): FieldValue => {
  const value = record[name];
  return value === undefined || typeof value === 'object' ? null : value;
};

const put = (record: RecordValues): void => {
  const parent = typeof record['Plan__r'] === 'object' && record['Plan__r'] !== null ? record['Plan__r'] : {};
  database.exec('DELETE FROM a; DELETE FROM p');
  const marks = (names: readonly string[]): string => names.map(() => '?').join(', ');
  const of = (
    fields: ReadonlyMap<string, Field> | undefined,
    names: readonly string[],
    values: RecordValues,
  ): SqlValue[] =>
    names.map((name) => {
      const one = fields?.get(name.toLowerCase());
      return one === undefined ? null : stored(one, valueOf(values, name));
    });
  database.prepare(`INSERT INTO a VALUES (${marks(columnNames)})`).run(...of(action.fields, columnNames, record));
  database.prepare(`INSERT INTO p VALUES (${marks(parentColumns)})`).run(...of(plan?.fields, parentColumns, parent));
};

const compute = (sql: string): SqlValue => {
  const row = database.prepare(`SELECT ${sql} AS result FROM a, p`).get();
  const value = row?.['result'];
  return value === undefined || value instanceof Uint8Array ? null : value;
};

/** What a formula field of this type would hold. */
const decoded = (returns: ResultField, value: SqlValue): FieldValue =>
  decoder(field('Result__c', returns.type, { scale: returns.scale }))(value);

const viaSql = (formula: CheckedFormula, returns: ResultField): FieldValue => {
  const translated = toSql(formula, sqlContext);
  if (!translated.ok) throw new Error(`${formula.text}: ${translated.reasons.join(', ')}`);
  return decoded(returns, compute(translated.sql));
};

const viaRows = (formula: CheckedFormula, returns: ResultField): FieldValue => {
  const row = rowFunction(formula, () => ({ ...moment, global: () => null }));
  database.function('computed', { varargs: true }, row.compute);
  const columns = row.fields.map((reference) => sqlContext.column(reference) ?? 'NULL');
  return decoded(returns, compute(`computed(${columns.join(', ')})`));
};

const money = fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }).map((cents) => cents / 100);
const words = fc.constantFrom('', 'a', 'A', "it's", 'Straße', 'ab', 'x%_', '😀');
const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { freq: 4, nil: null });
const day = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2100, 0, 1) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const instant = fc
  .integer({ min: Date.UTC(1960, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString());
const records = fc.record({
  Name: optional(words),
  Note__c: optional(words),
  Status__c: optional(fc.constantFrom('Open', 'Done', 'open')),
  Due_Date__c: optional(day),
  Completed_At__c: optional(instant),
  Locked__c: optional(fc.boolean()),
  Amount__c: optional(money),
  Gap__c: optional(money),
  Share__c: optional(fc.integer({ min: -20_000, max: 20_000 }).map((part) => part / 100)),
  Days__c: optional(fc.integer({ min: -9_000_000, max: 9_000_000 }).map((part) => part / 1000)),
  Pushes__c: optional(fc.integer({ min: 0, max: 99 })),
  Plan__r: fc.record({
    Name: optional(words),
    Status__c: optional(fc.constantFrom('Draft')),
    Target__c: optional(money),
  }),
});

const results: Readonly<Record<keyof typeof formulas, readonly ResultField[]>> = {
  number: [
    { type: 'currency', scale: 2 },
    { type: 'percent', scale: 1 },
    { type: 'double', scale: 0 },
    { type: 'double', scale: 5 },
  ],
  text: [{ type: 'string', scale: 0 }],
  date: [{ type: 'date', scale: 0 }],
  datetime: [{ type: 'datetime', scale: 0 }],
  boolean: [{ type: 'boolean', scale: 0 }],
};
const kinds = ['number', 'text', 'date', 'datetime', 'boolean'] as const;
const blankHandling = fc.constantFrom('BlankAsZero' as const, 'BlankAsBlank' as const);

describe('toSql', () => {
  it.each(kinds)('computes the same %s in SQLite as evaluate does, and as the row function does', (kind) => {
    let translatable = 0;
    fc.assert(
      fc.property(
        formulas[kind],
        fc.constantFrom(...results[kind]),
        blankHandling,
        records,
        (text, returns, blanks, record) => {
          fc.pre(text.length <= 3900);
          const formula = compileFormula(text, context({ returns, blanks }));
          put(record);
          const expected = fieldResult(formula, recordScope({ record, ...moment }));
          expect(viaRows(formula, returns)).toEqual(expected);
          const translated = toSql(formula, sqlContext);
          // Beyond eight decimals SQLite is not asked.
          if (!translated.ok) return;
          translatable += 1;
          expect(viaSql(formula, returns)).toEqual(expected);
        },
      ),
      { numRuns: 1500 },
    );
    expect(translatable).toBeGreaterThan(1000);
  });

  const boolean: Partial<FormulaContext> = { returns: { type: 'boolean', scale: 0 } };

  it('says an overdue action so that it can be filtered', () => {
    const formula = compileFormula('AND(ISPICKVAL(Status__c, "Open"), Due_Date__c < TODAY())', context(boolean));
    expect(toSql(formula, sqlContext)).toEqual({
      ok: true,
      sql: `(coalesce((coalesce((coalesce(nullif(a."Status__c", ''), '') = coalesce('Open', '')), 0) AND coalesce((a."Due_Date__c" < '2026-11-24'), 0)), 0))`,
    });
  });

  it('rounds 2.005 up where a double would round it down', () => {
    const returns = { type: 'currency', scale: 2 } as const;
    const formula = compileFormula('Days__c', context({ returns }));
    put({ Days__c: 2.005 });
    expect(viaSql(formula, returns)).toBe(2.01);
  });

  it('adds thirteen months of money to the cent', () => {
    const returns = { type: 'currency', scale: 2 } as const;
    const formula = compileFormula(Array.from({ length: 13 }, () => 'Amount__c').join(' + '), context({ returns }));
    put({ Amount__c: 12_345_678_901.23 });
    expect(viaSql(formula, returns)).toBe(160_493_825_715.99);
  });

  it.each([
    ['REGEX(Name, "a")', ['function REGEX']],
    ['UPPER(Name) = LOWER(Note__c)', ['function UPPER', 'function LOWER']],
    ['Gap__c / Amount__c > 1', ['operator / with these arguments']],
    ['DATE(2026, Pushes__c, 1) < TODAY()', ['function DATE with these arguments']],
    ['Assignee__r.Name = "Ann"', ['field Assignee__r.Name']],
    ['$User.Name = "Ann"', ['$User.Name']],
    ['TEXT(Amount__c) = "1"', ['function TEXT with these arguments']],
  ])('says what it cannot do with %s', (text, reasons) => {
    expect(toSql(compileFormula(text, context(boolean)), sqlContext)).toEqual({ ok: false, reasons });
  });

  it.each(['+', '&', '||'])(
    'leaves chains of 200 %s to the row function rather than to overflow SQLite',
    (operator) => {
      const part = operator === '+' ? 'Amount__c' : operator === '&' ? 'Name' : 'Locked__c';
      const formula = compileFormula(Array.from({ length: 200 }, () => part).join(` ${operator} `), context({}));
      expect(toSql(formula, sqlContext).ok).toBe(false);
    },
  );

  it.each([
    'ROUND(? + 0.001, 2)',
    'MAX(?, 1)',
    'IF(Locked__c, ?, 1)',
    'CASE(?, 1, 2, ?)',
    'BLANKVALUE(?, 2)',
    'CEILING(? + 0.5)',
    'CASE(Status__c, "Open", ?, 0)',
    '((TODAY() + ?) - TODAY())',
  ])('says nothing that SQLite finds too deep: %s', (template) => {
    const returns = { type: 'currency', scale: 2 } as const;
    let text = 'Amount__c';
    for (let depth = 0; depth < 150 && template.length + text.length < 3900; depth += 1) {
      const deeper = template.replace('?', () => text).replace('?', 'Gap__c');
      if (deeper.length > 3900) break;
      text = deeper;
      const formula = compileFormula(text, context({ returns }));
      if (!toSql(formula, sqlContext).ok) break;
      put({ Amount__c: 1.25 });
      expect(viaSql(formula, returns)).toBe(
        fieldResult(formula, recordScope({ record: { Amount__c: 1.25 }, ...moment })),
      );
    }
  });

  it('asks the query for globals', () => {
    const formula = compileFormula('$User.Id = OwnerId', context(boolean));
    const withUser: SqlContext = { ...sqlContext, global: ({ path }) => (path[1] === 'Id' ? `'005X'` : undefined) };
    const translated = toSql(formula, withUser);
    put({ OwnerId: '005X' });
    expect(translated.ok && compute(translated.sql)).toBe(1);
  });
});

describe('rowFunction', () => {
  it('keeps what SQLite cannot compute exact, and blank where there is no result', () => {
    const returns = { type: 'percent', scale: 2 } as const;
    const formula = compileFormula('Gap__c / Amount__c', context({ returns }));
    put({ Gap__c: 1, Amount__c: 3 });
    expect(viaRows(formula, returns)).toBe(33.33);
    put({ Gap__c: 1, Amount__c: 0 });
    expect(viaRows(formula, returns)).toBeNull();
  });
});
