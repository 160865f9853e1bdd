import { z } from 'zod';
import { failpointNames } from '../../src/application/ports/failpoints.ts';

/** What a worker process is told: how to find work, and where to die. */
export const orderShape = z.object({
  /** `run`: one run of its own, as `takt run` does. `serve`: the runs that people ask for, as `takt serve` does. */
  mode: z.enum(['run', 'serve']),
  /** Dies when it comes to the place for the how-manieth time. */
  kill: z.object({ at: z.enum(failpointNames), hit: z.number().int().positive() }).optional(),
  /** After a good run: another one, and what the store then holds. */
  inspect: z.boolean(),
});
export type Order = z.infer<typeof orderShape>;

/** What a worker process says, one JSON object a line. */
export const eventShape = z.discriminatedUnion('event', [
  z.object({ event: z.literal('killed'), at: z.enum(failpointNames), hit: z.number() }),
  z.object({
    event: z.literal('ended'),
    status: z.string(),
    message: z.string(),
    written: z.number(),
    /** Since the process began. */
    milliseconds: z.number(),
    hits: z.array(z.tuple([z.enum(failpointNames), z.number()])),
  }),
  z.object({
    event: z.literal('inspected'),
    /** Rows that a second run wrote, though nothing had changed. */
    writtenAgain: z.number(),
    store: z.record(z.string(), z.string()),
  }),
  z.object({ event: z.literal('failed'), message: z.string() }),
]);
export type WorkerEvent = z.infer<typeof eventShape>;
