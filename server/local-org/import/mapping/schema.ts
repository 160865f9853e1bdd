import { z } from 'zod';
import { dateFormatFault } from '../values/date.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Which rows: all conditions hold. Texts are compared as they stand after healing. */
const condition = z.union([
  z.strictObject({ column: z.string(), is: z.string() }),
  z.strictObject({ column: z.string(), in: z.array(z.string()).min(1) }),
  z.strictObject({ column: z.string(), blank: z.boolean() }),
]);

export type Condition = z.infer<typeof condition>;

/** What a field is filled with. `docs/import.md` tells each kind with an example. */
export type Expression =
  | { readonly value: z.infer<typeof scalar> }
  | {
      readonly column: string;
      readonly times?: number | undefined;
      readonly map?: Readonly<Record<string, z.infer<typeof scalar>>> | undefined;
    }
  | { readonly template: string }
  | { readonly joined: { readonly file: string; readonly on: string; readonly equals: string; readonly take: string } }
  | { readonly reference: string; readonly key: string }
  | { readonly existing: string; readonly named: string }
  | { readonly date: 'today' | 'firstDate' | 'lastDate' | 'endOfCurrentQuarter' }
  | { readonly endOfQuarterOf: string }
  | { readonly firstOf: readonly Expression[] }
  | { readonly when: readonly Condition[]; readonly then: Expression; readonly otherwise: Expression };

const expression: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    z.strictObject({ value: scalar }),
    z.strictObject({
      column: z.string(),
      times: z.number().optional(),
      map: z.record(z.string(), scalar).optional(),
    }),
    z.strictObject({ template: z.string() }),
    z.strictObject({
      joined: z.strictObject({ file: z.string(), on: z.string(), equals: z.string(), take: z.string() }),
    }),
    z.strictObject({ reference: z.string(), key: z.string() }),
    z.strictObject({ existing: z.string(), named: z.string() }),
    z.strictObject({ date: z.enum(['today', 'firstDate', 'lastDate', 'endOfCurrentQuarter']) }),
    z.strictObject({ endOfQuarterOf: z.string() }),
    z.strictObject({ firstOf: z.array(expression).min(1) }),
    z.strictObject({ when: z.array(condition).min(1), then: expression, otherwise: expression }),
  ]),
);

const column = z
  .strictObject({
    type: z.enum(['text', 'number', 'date']).default('text'),
    /** How dates are written in this column, e.g. `dd.MM.yyyy`. Declared, because 03/04/26 cannot be guessed. */
    format: z.string().optional(),
    required: z.boolean().default(false),
    /** No value twice; differences in case alone do not count as differences. */
    unique: z.boolean().default(false),
    /** Wrong spellings and the right ones; how often each was healed is reported. */
    heal: z.record(z.string(), z.string()).default({}),
  })
  .superRefine(({ type, format }, context) => {
    const fault = format === undefined ? 'a date column needs "format"' : dateFormatFault(format);
    if (type === 'date' && fault !== undefined) context.addIssue({ code: 'custom', message: fault });
    if (type !== 'date' && format !== undefined) {
      context.addIssue({ code: 'custom', message: '"format" belongs to columns of type date' });
    }
  });

const file = z.strictObject({
  encoding: z.enum(['utf-8', 'utf-16le', 'windows-1252']).default('utf-8'),
  delimiter: z.string().length(1).default(','),
  decimal: z.enum(['.', ',']).default('.'),
  columns: z.record(z.string(), column),
  ignoreColumns: z.array(z.string()).default([]),
});

export type FileRule = z.infer<typeof file>;

const record = z.strictObject({
  comment: z.string().optional(),
  object: z.string(),
  /** A record per row of this file; left out: exactly one record. */
  from: z.string().optional(),
  where: z.array(condition).default([]),
  /** A template; other rules refer to the record by it. */
  key: z.string().optional(),
  /** True: rows that lead to a key seen before are passed over. Otherwise they are duplicates, hence errors. */
  oncePerKey: z.boolean().default(false),
  persona: z.enum(['executive', 'manager', 'rep', 'admin', 'meetingLead', 'integration', 'none']).optional(),
  fields: z.record(z.string(), expression),
});

export type RecordRule = z.infer<typeof record>;

/** Foreign files: which of their columns become which records. */
const foreign = z.strictObject({
  form: z.literal('mapped'),
  title: z.string(),
  /** Assumptions that a reader of the imported data should know; they are repeated in the import's report. */
  assumptions: z.array(z.string()).default([]),
  /** Moves every date by the same number of fiscal quarters, so that the data ends in the present. */
  moveDates: z.enum(['none', 'wholeFiscalQuarters']).default('none'),
  ignoreFiles: z.array(z.string()).default([]),
  files: z.record(z.string(), file),
  records: z.array(record).min(1),
});

/** Salesforce's own export with a few words about it. */
const exported = z.strictObject({
  form: z.literal('salesforce-export'),
  title: z.string().optional(),
  ignoreFiles: z.array(z.string()).default([]),
  /** By file name. */
  ignoreColumns: z.record(z.string(), z.array(z.string())).default({}),
});

export const mappingSchema = z.discriminatedUnion('form', [foreign, exported]);

export type Mapping = z.infer<typeof mappingSchema>;
export type ForeignMapping = z.infer<typeof foreign>;
export type ExportMapping = z.infer<typeof exported>;
