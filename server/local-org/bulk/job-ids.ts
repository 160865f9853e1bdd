import type { Id } from '../org.ts';
import { makeId } from '../store/ids.ts';

/** Gives the jobs of one org their ids: query and ingest jobs share one sequence, so that an id is one job. */
export const jobIds = (): (() => Id) => {
  let next = 1;
  return () => {
    const id = makeId('750', next);
    next += 1;
    return id;
  };
};
