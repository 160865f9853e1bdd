import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { WriteOutcome } from '../../application/ports/crm-results.ts';
import type { Failpoints } from '../../application/ports/failpoints.ts';
import { readJson } from './errors.ts';
import { retryDelay, type Timing } from './timing.ts';
import type { HttpAnswer } from './transport.ts';

/** How rows are spread over calls of sObject Collections. */
export interface CallOptions {
  readonly timing: Timing;
  readonly rowsPerCall?: number;
  readonly callsAtOnce?: number;
  /** None, where not given. */
  readonly failpoints?: Failpoints;
}

const lockTries = 5;
const saved = z.array(
  z.object({
    success: z.boolean(),
    errors: z.array(z.object({ statusCode: z.string(), message: z.string() })).optional(),
  }),
);

/** Sends items in calls of a few hundred, some at a time, and hands on each group's outcomes. */
export async function* inCalls<Item>(
  items: readonly Item[],
  send: (call: readonly Item[]) => Promise<readonly WriteOutcome[]>,
  { rowsPerCall = 200, callsAtOnce = 3 }: CallOptions,
): AsyncGenerator<readonly WriteOutcome[]> {
  const calls: (readonly Item[])[] = [];
  for (let at = 0; at < items.length; at += rowsPerCall) calls.push(items.slice(at, at + rowsPerCall));
  for (let at = 0; at < calls.length; at += callsAtOnce) {
    const answers = await Promise.allSettled(calls.slice(at, at + callsAtOnce).map(send));
    // What came through is reported before what did not: those rows are written.
    yield answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    const broken = answers.find((answer) => answer.status === 'rejected');
    if (broken !== undefined) throw broken.reason;
  }
}

/** What became of each row, from the answer of a call of sObject Collections. */
export const outcomesOf = (keys: readonly string[], answer: HttpAnswer, what: string): readonly WriteOutcome[] =>
  outcomesIn(keys, readJson(answer, saved, what), what);

/** The same of a part of a Composite call. */
export const outcomesOfBody = (keys: readonly string[], body: unknown, what: string): readonly WriteOutcome[] => {
  const parsed = saved.safeParse(body);
  if (parsed.success) return outcomesIn(keys, parsed.data, what);
  throw new CrmFailure('protocol', `The CRM's answer to ${what} is not understood.`, { cause: parsed.error });
};

const outcomesIn = (
  keys: readonly string[],
  results: z.output<typeof saved>,
  what: string,
): readonly WriteOutcome[] => {
  if (results.length !== keys.length) {
    throw new CrmFailure('protocol', `The CRM answered ${results.length} results to ${what}.`);
  }
  return keys.map((key, at) => {
    const result = results[at];
    if (result?.success === true) return { key, ok: true };
    const reason = (result?.errors ?? [])
      .map(({ statusCode, message }) => `${message} (${statusCode})${remedies.get(statusCode) ?? ''}`)
      .join('; ');
    return { key, ok: false, reason: reason === '' ? 'refused without a reason' : reason };
  });
};

/** What the CRM's own words do not say. */
const remedies: ReadonlyMap<string, string> = new Map([
  [
    'INSUFFICIENT_ACCESS_OR_READONLY',
    ': make the service user a member of the public group Takt Service, and see what takt doctor says',
  ],
]);

/** Rows that another transaction held locked are tried again; others stand as they are. */
export const untilUnlocked = async <Row extends { readonly key: string }>(
  rows: readonly Row[],
  attempt: (rows: readonly Row[]) => Promise<readonly WriteOutcome[]>,
  timing: Timing,
  signal: AbortSignal,
): Promise<readonly WriteOutcome[]> => {
  const outcomes = new Map<string, WriteOutcome>();
  let open = rows;
  for (let tries = 1; open.length > 0; tries += 1) {
    for (const outcome of await attempt(open)) outcomes.set(outcome.key, outcome);
    open = rows.filter(({ key }) => outcomes.get(key)?.reason?.includes('UNABLE_TO_LOCK_ROW') === true);
    if (tries >= lockTries) break;
    if (open.length > 0) await timing.sleep(retryDelay(tries, null, timing), signal);
    signal.throwIfAborted();
  }
  return rows.flatMap(({ key }) => outcomes.get(key) ?? []);
};
