import type { Connection } from 'jsforce';

type LoadOptions = Parameters<Connection['bulk2']['loadAndWaitForResults']>[0];

/** Loads rows as jsforce's own client does, and waits for what became of them. */
export const load = (connection: Connection, options: Omit<LoadOptions, 'input'>, input: string) =>
  connection.bulk2.loadAndWaitForResults({ ...options, input, pollInterval: 5, pollTimeout: 20_000 });
