import { z } from 'zod';

const pattern = z.string().refine((text) => {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}, 'is no regular expression');

/** What goes wrong with a request that a fault meets. */
const action = z.discriminatedUnion('kind', [
  /** Answers without carrying the request out; `body` as it is, or Salesforce's list of errors. */
  z.strictObject({
    kind: z.literal('answer'),
    status: z.int().min(100).max(599),
    errorCode: z.string().optional(),
    message: z.string().default('The fault of a test'),
    body: z.string().optional(),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  /** Cuts the connection: before the request is carried out, or after it, so that the reply is lost. */
  z.strictObject({ kind: z.literal('cut'), when: z.enum(['before', 'after']).default('before') }),
  /** Never answers; the client has to give up. */
  z.strictObject({ kind: z.literal('stall'), afterBytes: z.int().min(0).optional() }),
  z.strictObject({ kind: z.literal('delay'), ms: z.int().min(0).max(600_000) }),
  /**
   * Sends the first bytes of the answer, of the packed one where it says so. Then it cuts the connection (`cut`), ends
   * as if that were all (`whole`, by its length; `close`, with the connection), or cuts amid chunks (`chunked`).
   */
  z.strictObject({
    kind: z.literal('truncate'),
    bytes: z.int().min(0),
    end: z.enum(['cut', 'whole', 'close', 'chunked']).default('cut'),
    packed: z.boolean().default(false),
  }),
  /** Changes the answer on its way: headers (null takes one away) and text. */
  z.strictObject({
    kind: z.literal('alter'),
    headers: z.record(z.string(), z.string().nullable()).default({}),
    replace: z.array(z.strictObject({ pattern, by: z.string() })).default([]),
  }),
  /** Gives the answer that the fault's last meeting got, a page twice. */
  z.strictObject({ kind: z.literal('repeat') }),
  /** Ends the session of whoever asks, with all locators where it says so, then goes on: 401 INVALID_SESSION_ID. */
  z.strictObject({ kind: z.literal('expire'), locators: z.boolean().default(false) }),
]);

/** A fault that waits for requests: which it meets, from the how-manieth on, how often, and what happens then. */
export const faultSchema = z.strictObject({
  name: z.string().default(''),
  match: z.strictObject({ method: z.string().optional(), path: pattern.default('.*') }).prefault({}),
  /** Leaves alone what matches before. */
  nth: z.int().min(1).default(1),
  /** How many times; 0 = for ever. */
  count: z.int().min(0).default(1),
  /** By the book's seeded generator. */
  chance: z.number().min(0).max(1).default(1),
  action,
});

export type Fault = z.output<typeof faultSchema>;
export type FaultAction = Fault['action'];
