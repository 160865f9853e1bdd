import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';

const openWindow = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  job: z
    .object({
      id: z.string(),
      /** Rows of its pages so far. */
      rows: z.number().int(),
      locator: z.string().optional(),
    })
    .optional(),
});

/** A part of a bulk query that is not read to its end: ids from-to, and the job that reads them. */
export type OpenWindow = z.infer<typeof openWindow>;

const position = z.object({ open: z.array(openWindow) });

/** What is left to do, as text for the store. */
export const writePosition = (open: readonly OpenWindow[]): string => JSON.stringify({ open });

/** @throws CrmFailure `gone` where another version wrote it. */
export const readPosition = (text: string): readonly OpenWindow[] => {
  try {
    return position.parse(JSON.parse(text)).open;
  } catch (error) {
    throw new CrmFailure('gone', 'What an interrupted read left is not understood. It begins again.', { cause: error });
  }
};
