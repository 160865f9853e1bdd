import type { CrmResults } from './ports/crm-results.ts';
import type { Outbox } from './ports/outbox.ts';
import type { ResultLedger } from './ports/result-ledger.ts';
import type { Shipping } from './ship-rows.ts';

interface RecoverPorts {
  readonly results: CrmResults;
  readonly ledger: ResultLedger;
  readonly outbox: Outbox;
}

/**
 * Finds out what became of what an earlier run had under way, before anything else is written: jobs are waited for, or
 * taken back where the CRM has not begun them; of all other rows the CRM is asked again.
 * @returns whether there was anything.
 * @throws CrmFailure, StoreFailure, Fenced
 */
export const recoverShipments = async (
  { results, ledger, outbox }: RecoverPorts,
  { lease, today, signal }: Pick<Shipping, 'lease' | 'today' | 'signal'>,
): Promise<boolean> => {
  const unfinished = await outbox.unfinished();
  for (const { id, kind, jobId, keys } of unfinished) {
    signal.throwIfAborted();
    await ledger.setFingerprint(lease, kind, undefined);
    if (jobId !== undefined) {
      const { carriedOut, refused } = await results.finishJob(kind, jobId, signal);
      if (carriedOut) {
        const reasons = new Map(refused.map(({ key, reason = 'no reason given' }) => [key, reason]));
        await outbox.acknowledge(lease, id, {
          arrived: keys.filter((key) => !reasons.has(key)),
          refused: [...reasons].map(([key, reason]) => ({ key, reason })),
          today,
        });
      }
    }
    await outbox.close(lease, id);
  }
  return unfinished.length > 0;
};
