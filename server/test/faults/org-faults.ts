import { expect } from 'vitest';
import type { World } from '../contract/harness.ts';

export interface AskedRequest {
  readonly method: string;
  readonly path: string;
  readonly faults: readonly number[];
  readonly status?: number;
}

/** The tests' side of an org: what goes wrong next, and what was asked. */
export const orgFaults = ({ adminUrl }: Pick<World, 'adminUrl'>) => {
  const send = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${adminUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.ok, `POST ${path} ${answer.status} ${answer.ok ? '' : await answer.text()}`).toBe(true);
  };
  return {
    book: (...faults: readonly object[]) => send('/faults', faults),
    limits: (usage: { readonly used?: number; readonly daily?: number; readonly concurrent?: number }) =>
      send('/limits', usage),
    lock: (rows: {
      readonly object: string;
      readonly ids?: readonly string[];
      readonly share?: number;
      readonly times: number;
    }) => send('/locks', rows),
    hideField: (object: string, field: string) => send('/fields/hide', { object, field }),
    showField: (object: string, field: string) => send('/fields/show', { object, field }),
    trackFields: (fields: readonly string[]) => send('/fields/track', { fields }),
    /** What people do with records: into the bin, out of it, and gone for good. */
    records: (what: 'delete' | 'undelete' | 'purge' | 'erase', ids: readonly string[]) =>
      send(`/records/${what}`, { ids }),
    merge: (master: string, losers: readonly string[]) => send('/records/merge', { master, losers }),
    /** What becomes of Bulk jobs, other than what would. */
    jobs: (outcome: object) => send('/jobs', outcome),
    /** Jobs that are stuck go on. */
    releaseJobs: () => send('/jobs/release', {}),
    /** Queries of an object that have more rows take too long. */
    slowQueries: (slow: { readonly object: string; readonly rows: number }) => send('/slow-queries', slow),
    /** The org's clock goes on by so many milliseconds, or back. */
    moveClock: (ms: number) => send('/clock', { ms }),
    /** As if nothing had been booked or asked; the allowance is whole again. */
    reset: () => send('/reset', {}),
    /** Requests that the org was asked, as far as their address matches. */
    async asked(path: RegExp): Promise<readonly AskedRequest[]> {
      const requests = (await (await fetch(`${adminUrl}/requests`)).json()) as readonly AskedRequest[];
      return requests.filter((request) => path.test(request.path));
    },
  };
};
