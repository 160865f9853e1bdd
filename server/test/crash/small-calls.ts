import type { CompanionOptions } from '../../src/main.ts';

/**
 * Small pages and calls, so that a small company has many of them, and both ways of reading and writing: its deals and
 * insights go by Bulk jobs, all else by single calls.
 */
export const smallCalls: CompanionOptions = { pageRecords: 400, rowsPerCall: 15, callsAtOnce: 3, bulkAbove: 150 };
