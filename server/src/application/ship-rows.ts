import { contentHash } from './diff-rows.ts';
import type { CrmResults, WriteOutcome, WriteOrder } from './ports/crm-results.ts';
import { isSetAside, type DeadLetters } from './ports/dead-letters.ts';
import { noFailpoints, type Failpoints } from './ports/failpoints.ts';
import type { Outbox } from './ports/outbox.ts';
import type { LedgerRow } from './ports/result-ledger.ts';
import type { Provenance, ResultKind, ResultRow } from './ports/result-rows.ts';
import type { Lease } from './ports/writer-lease.ts';

export interface ShipPorts {
  readonly results: CrmResults;
  readonly outbox: Outbox;
  readonly deadLetters: DeadLetters;
  /** None, where not given. */
  readonly failpoints?: Failpoints;
}

/** What all rows of a run are sent with. */
export interface Shipping {
  readonly lease: Lease;
  readonly provenance: Provenance;
  readonly worker: string;
  /** The company's day. */
  readonly today: string;
  readonly signal: AbortSignal;
  /** Why rows were refused: each reason once, with an example. */
  readonly reasons: Map<string, string>;
}

export interface ShippingCounts {
  readonly written: number;
  /** Refused, and tried again with the next run. */
  readonly failed: number;
  /** Refused too often. */
  readonly setAside: number;
}

/** Stands for the content of a row that is to be deleted. */
export const removedHash = 'removed';

/** One job carries no more: its rows are one file. */
const mostRows = 100_000;

/**
 * Sends rows: into the outbox, to the CRM, and out of the outbox as the CRM says what became of them.
 * @param rows For `remove` their content does not count.
 * @param seen The kind's fingerprint that they are planned against.
 * @throws CrmFailure, StoreFailure, Fenced, EditedMeanwhile; what is not known then stays in the outbox for the next run.
 */
export async function* ship(
  ports: ShipPorts,
  shipping: Shipping,
  operation: 'write' | 'remove',
  kind: ResultKind,
  rows: readonly ResultRow[],
  seen: string,
): AsyncGenerator<ShippingCounts> {
  for (let at = 0; at < rows.length; at += mostRows) {
    yield* shipOne(ports, shipping, operation, kind, rows.slice(at, at + mostRows), seen);
  }
}

async function* shipOne(
  { results, outbox, deadLetters, failpoints = noFailpoints }: ShipPorts,
  { lease, provenance, worker, today, signal, reasons }: Shipping,
  operation: 'write' | 'remove',
  kind: ResultKind,
  rows: readonly ResultRow[],
  seen: string,
): AsyncGenerator<ShippingCounts> {
  const before = await deadLetters.refusals(kind);
  const packed = new Map(rows.map((row): readonly [string, LedgerRow] => [row.key, packedRow(operation, row)]));
  const id = await outbox.open(lease, { runId: provenance.runId, kind, operation, rows: [...packed.values()] });
  await failpoints('outbox:written');
  const order: WriteOrder = { ...provenance, worker, seen, onJob: (jobId) => outbox.noteJob(lease, id, jobId) };
  const sent =
    operation === 'write'
      ? results.write(kind, rows, order, signal)
      : results.remove(kind, [...packed.keys()], order, signal);
  for await (const outcomes of sent) {
    const arrived = outcomes.filter(({ ok }) => ok).map(({ key }) => key);
    const refused = outcomes.filter(({ ok }) => !ok).map(({ key, reason = unknownReason }) => ({ key, reason }));
    await failpoints('write:before-ack');
    await outbox.acknowledge(lease, id, { arrived, refused, today });
    await failpoints('write:acknowledged');
    noteReasons(kind, outcomes, reasons);
    const setAside = refused.filter(({ key }) => {
      const [known, hash] = [before.get(key), packed.get(key)?.hash];
      return isSetAside({ attempts: (known !== undefined && known.hash === hash ? known.attempts : 0) + 1 });
    }).length;
    yield { written: arrived.length, failed: refused.length - setAside, setAside };
  }
  await outbox.close(lease, id);
}

const unknownReason = 'no reason given';

const packedRow = (operation: 'write' | 'remove', { key, content }: ResultRow): LedgerRow =>
  operation === 'write' ? { key, content, hash: contentHash(content) } : { key, content: {}, hash: removedHash };

const noteReasons = (kind: ResultKind, outcomes: readonly WriteOutcome[], reasons: Map<string, string>): void => {
  for (const { key, ok, reason = unknownReason } of outcomes) {
    if (!ok && !reasons.has(reason)) reasons.set(reason, `${kind} ${key}: ${reason}`);
  }
};
