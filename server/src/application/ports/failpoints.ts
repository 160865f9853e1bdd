/**
 * Places between two steps of which a process may see the first and not the second. Tests stop it there; what a run
 * leaves behind at any of them must come to the same end as a run that nothing stopped.
 */
export const failpointNames = [
  // Reading the whole of an object.
  'load:job-made',
  'load:page-staged',
  'load:before-merge',
  'load:merged',
  // Reading what has changed.
  'changes:before-merge',
  'changes:merged',
  'snapshot:taken',
  // Writing results.
  'outbox:written',
  'write:before-send',
  /** The CRM has answered; nobody has looked at the answer yet. */
  'write:committed',
  'write:before-ack',
  'write:acknowledged',
  // Writing results as a Bulk job.
  'ingest:job-made',
  'ingest:job-stored',
  'ingest:uploaded',
  'ingest:closed',
  'ingest:results-read',
  // The run's own record, and the org's as-of time.
  'run:claimed',
  'run:before-finish',
  'run:finished',
  'settings:before-publish',
  'settings:published',
] as const;

export type FailpointName = (typeof failpointNames)[number];

/** Called at each such place; a test's does not come back. */
export type Failpoints = (at: FailpointName) => Promise<void>;

/** What production runs with. */
export const noFailpoints: Failpoints = () => Promise.resolve();
