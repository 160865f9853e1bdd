import { Fenced, type Lease } from '../../application/ports/writer-lease.ts';
import type { Database, Session } from './session.ts';

/**
 * All of the work, or nothing of it where the lease is no longer the newest. The lease's row stays locked to the end:
 * another worker that takes it over waits until this is committed, and nothing is committed after that.
 * @throws Fenced
 */
export const underLease = <Result>(
  database: Database,
  { token, worker }: Lease,
  work: (session: Session) => Promise<Result>,
): Promise<Result> =>
  database.transaction(async (session) => {
    const held = await session.query('SELECT 1 FROM writer_lease WHERE token = $1 AND worker = $2 FOR SHARE', [
      token,
      worker,
    ]);
    if (held.rows.length === 0) throw new Fenced();
    return work(session);
  });
