import { z } from 'zod';

const progress = z.object({
  event: z.literal('progress'),
  title: z.string().optional(),
  step: z.string().optional(),
  done: z.number().optional(),
  total: z.number().optional(),
});
const demoUser = z.object({ username: z.string(), name: z.string(), title: z.string().nullable() });
const ready = z.object({
  event: z.literal('ready'),
  url: z.string(),
  company: z.string().optional(),
  users: z.array(demoUser).optional(),
});
const run = z.object({
  event: z.literal('run'),
  status: z.string(),
  read: z.number().optional(),
  written: z.number().optional(),
  unchanged: z.number().optional(),
  failed: z.number().optional(),
  message: z.string().nullable().optional(),
});
const failed = z.object({
  event: z.literal('failed'),
  message: z.string(),
  problems: z.array(z.string()).optional(),
});
const programEvent = z.discriminatedUnion('event', [progress, ready, run, failed]);

/** What one of Takt's programs says of itself on stdout, one JSON object a line. */
export type ProgramEvent = z.infer<typeof programEvent>;
export type ReadyEvent = z.infer<typeof ready>;
export type DemoUser = z.infer<typeof demoUser>;

/** The event of a line of output; undefined where the line is something else (a log line, a warning). */
export const parseEvent = (line: string): ProgramEvent | undefined => {
  try {
    return programEvent.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};

/** "Reading opportunities · 1,200 of 8,800". */
export const progressText = (event: Extract<ProgramEvent, { event: 'progress' }>): string => {
  const title = event.title ?? event.step ?? 'Working';
  if (event.done === undefined) return title;
  const done = event.done.toLocaleString('en');
  return event.total === undefined ? `${title} · ${done}` : `${title} · ${done} of ${event.total.toLocaleString('en')}`;
};
