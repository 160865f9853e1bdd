/** Opportunities as the Bulk API prints them, as many as one likes: a block of lines, in which only the ids change. */
export interface DealRows {
  readonly header: Buffer;
  /** Lines of the deals from `from` on, not including `to`. */
  lines(from: number, to: number): Buffer;
}

const blockRows = 2_000;
const idDigits = 12;
const placeholder = '0'.repeat(idDigits);

const stages = ['Prospecting', 'Proposal/Price Quote', 'Negotiation/Review', 'Closed Won'];

const valueOf = (field: string, row: number): string => {
  switch (field) {
    case 'Id':
      return `006${placeholder}AAA`;
    case 'Name':
      return `Deal ${row} "North" of a company, with a name of usual length`;
    case 'SystemModstamp':
    case 'CreatedDate':
      return '2026-11-20T05:00:00.000Z';
    case 'IsDeleted':
    case 'IsClosed':
    case 'IsWon':
      return 'false';
    case 'AccountId':
      return `001${String(row * 7).padStart(idDigits, '0')}AAA`;
    case 'OwnerId':
      return `005${String(row % 200).padStart(idDigits, '0')}AAA`;
    case 'Amount':
      return `${(row * 997) % 900_000}.25`;
    case 'CloseDate':
      return `2026-${String((row % 12) + 1).padStart(2, '0')}-15`;
    case 'StageName':
      return stages[row % stages.length] ?? '';
    case 'Probability':
      return String((row % 10) * 10);
    case 'ForecastCategory':
      return 'Pipeline';
    default:
      return '';
  }
};

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** @param fields API names, the id first. */
export const rowsOfDeals = (fields: readonly string[]): DealRows => {
  const lines = Array.from({ length: blockRows }, (_, row) =>
    Buffer.from(`${fields.map((field) => quoted(valueOf(field, row))).join(',')}\n`),
  );
  const block = Buffer.concat(lines);
  const starts = new Int32Array(blockRows + 1);
  for (const [row, line] of lines.entries()) starts[row + 1] = (starts[row] ?? 0) + line.length;
  const inId = '"006'.length;
  return {
    header: Buffer.from(`${fields.map(quoted).join(',')}\n`),
    lines(from, to) {
      const parts: Buffer[] = [];
      for (let at = from; at < to;) {
        const first = at % blockRows;
        const end = Math.min(blockRows, first + to - at);
        const base = starts[first] ?? 0;
        const part = Buffer.from(block.subarray(base, starts[end]));
        for (let row = first; row < end; row += 1) {
          part.write(String(at + row - first).padStart(idDigits, '0'), (starts[row] ?? 0) - base + inId, 'latin1');
        }
        parts.push(part);
        at += end - first;
      }
      return Buffer.concat(parts);
    },
  };
};
