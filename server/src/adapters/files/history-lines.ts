import { z } from 'zod';
import { BadHistoryFile, type HistoryHead, type SnapshotRow } from '../../application/ports/history-archive.ts';

const format = 'takt-history';
const version = 1;
const order = [
  'day',
  'dealId',
  'amount',
  'currency',
  'stage',
  'closeDate',
  'ownerId',
  'category',
  'probability',
] as const satisfies readonly (keyof SnapshotRow)[];

const day = z.iso.date();
const text = z.string().nullable();
const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .nullable();
const row = z.tuple([day, z.string().min(1), decimal, text, text, day.nullable(), text, text, decimal]);
const head = z.object({
  format: z.literal(format),
  version: z.literal(version),
  organizationId: z.string().nullable(),
  exportedAt: z.string(),
  columns: z.array(z.string()).refine((columns) => columns.join() === order.join()),
});
const end = z.object({ rows: z.int(), sha256: z.string() });

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
};

export const textOfHead = ({ organizationId, exportedAt }: HistoryHead): string =>
  `${JSON.stringify({ format, version, organizationId: organizationId ?? null, exportedAt, columns: order })}\n`;

export const lineOf = (snapshot: SnapshotRow): string => `${JSON.stringify(order.map((name) => snapshot[name]))}\n`;

export const textOfEnd = (total: z.infer<typeof end>): string => `${JSON.stringify(total)}\n`;

/** @throws BadHistoryFile */
export const headOf = (path: string, line: string): HistoryHead => {
  const read = head.safeParse(parsed(line));
  if (!read.success) throw new BadHistoryFile(`${path} is no history that this version of Takt has exported.`);
  return { organizationId: read.data.organizationId ?? undefined, exportedAt: read.data.exportedAt };
};

/** @throws BadHistoryFile naming the line. */
export const rowOf = (path: string, number: number, line: string): SnapshotRow => {
  const read = row.safeParse(parsed(line));
  if (!read.success)
    throw new BadHistoryFile(`Line ${number} of ${path} is no snapshot of a deal. Nothing was taken in.`);
  const [on, dealId, amount, currency, stage, closeDate, ownerId, category, probability] = read.data;
  return { day: on, dealId, amount, currency, stage, closeDate, ownerId, category, probability };
};

/** @throws BadHistoryFile where the rows are not all those that were written. */
export const endOf = (path: string, line: string | undefined, found: z.infer<typeof end>): void => {
  const said = end.safeParse(parsed(line ?? ''));
  if (!said.success) throw new BadHistoryFile(`${path} has no end: it was cut. Nothing was taken in.`);
  if (said.data.rows !== found.rows || said.data.sha256 !== found.sha256) {
    throw new BadHistoryFile(
      `${path} was changed or damaged: its checksum does not fit its ${found.rows} rows. Nothing was taken in.`,
    );
  }
};
