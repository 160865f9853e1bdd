import type { LedgerRow } from './result-ledger.ts';
import type { ResultKind } from './result-rows.ts';
import type { Lease } from './writer-lease.ts';

/** Rows that are about to go to the CRM. */
export interface Shipment {
  readonly runId: string;
  readonly kind: ResultKind;
  readonly operation: 'write' | 'remove';
  readonly rows: readonly LedgerRow[];
}

/** A shipment of which it is not known yet what became of all its rows. */
export interface OpenShipment {
  readonly id: number;
  readonly runId: string;
  readonly kind: ResultKind;
  readonly operation: 'write' | 'remove';
  /** The CRM's job that carries it, where it went by one. */
  readonly jobId: string | undefined;
  readonly keys: readonly string[];
}

export interface RefusedRow {
  readonly key: string;
  readonly reason: string;
}

/**
 * What is on its way to the CRM: put down before it is sent, taken out when the CRM has confirmed it. What a killed
 * process leaves here is what nobody knows about. Throws Fenced where the lease is no longer the newest, StoreFailure.
 */
export interface Outbox {
  /** @returns the shipment's number. */
  open(lease: Lease, shipment: Shipment): Promise<number>;
  noteJob(lease: Lease, id: number, jobId: string): Promise<void>;
  /**
   * Rows that arrived stand in the ledger from now on (or no longer, where they were removed) and are refused no more;
   * the others are noted as refused, once more where their content is the same as last time. All of it or nothing.
   */
  acknowledge(
    lease: Lease,
    id: number,
    outcome: { readonly arrived: readonly string[]; readonly refused: readonly RefusedRow[]; readonly today: string },
  ): Promise<void>;
  /** Forgets what is left of it. */
  close(lease: Lease, id: number): Promise<void>;
  /** Oldest first. */
  unfinished(): Promise<readonly OpenShipment[]>;
}
