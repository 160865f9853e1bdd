import type { Clock } from './ports/clock.ts';
import { Fenced, type Lease, type WriterLease } from './ports/writer-lease.ts';

export interface WriterPorts {
  readonly clock: Clock;
  readonly lease: WriterLease;
}

export interface WriterSettings {
  /** Unique to this process. */
  readonly worker: string;
  /** True when the worker of that name certainly lives no more. */
  readonly isDead: (worker: string) => boolean;
}

/** A few of them may fail before the lease runs out. */
const renewMs = 15_000;

/**
 * Does work as the one writer of the org's results, and says all along that it still lives.
 * @param work Its signal is given when another worker has taken over as well; the reason then is Fenced.
 * @returns undefined where another worker is the writer.
 * @throws StoreFailure, and whatever the work throws.
 */
export const asWriter = async <Result>(
  { clock, lease: leases }: WriterPorts,
  { worker, isDead }: WriterSettings,
  signal: AbortSignal,
  work: (lease: Lease, signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> => {
  const lease = await leases.acquire(worker, isDead);
  if (lease === undefined) return undefined;
  const lost = new AbortController();
  const stop = clock.every(renewMs, () => {
    leases.renew(lease).then(
      (held) => {
        if (!held) lost.abort(new Fenced());
      },
      // The store is away for the moment: the next sign of life may reach it, and nothing is committed until then.
      () => undefined,
    );
  });
  try {
    return await work(lease, AbortSignal.any([signal, lost.signal]));
  } finally {
    stop();
    // What cannot be given back runs out.
    await leases.release(lease).catch(() => undefined);
  }
};
