import type { DealHistoryColumns } from '../../application/ports/planning-source.ts';
import { DealStatus, type DealTable } from '../../domain/forecasting/index.ts';
import { currencyOf, minorUnitDigits } from '../../domain/shared/index.ts';
import { inMinorUnits, joinRates, ratesTo } from './rates.ts';
import type { Database, Session } from './session.ts';

/** Of rows that do not say, the deal's. */
const historyCurrency = 'coalesce(h.currency, o.currency)';

/** Converted at the rate of the deal's close date of today, so that the last row says what the deal says. */
const historyQuery = `
  WITH ${ratesTo('$3')}
  SELECT h.opportunity_id, (h.created_at AT TIME ZONE $1)::date - date '1970-01-01', h.stage,
    h.close_date - date '1970-01-01',
    ${inMinorUnits('h.amount', historyCurrency, '$2', '$3')}
  FROM opportunity_history h JOIN opportunity o ON o.id = h.opportunity_id
    ${joinRates(historyCurrency)}
  WHERE NOT coalesce(h.is_deleted, false) AND h.created_at IS NOT NULL
  ORDER BY h.created_at, h.id COLLATE "C"`;

const countQuery = 'SELECT count(*)::int AS rows FROM opportunity_history WHERE NOT coalesce(is_deleted, false)';

const changedQuery = `
  SELECT id, (modified_at AT TIME ZONE $1)::date - date '1970-01-01' FROM opportunity
  WHERE modified_at IS NOT NULL AND id IN (SELECT jsonb_array_elements_text($2::jsonb))`;

type HistoryRow = readonly [
  id: string,
  day: number,
  stage: string | null,
  closeOn: number | null,
  amount: number | null,
];

const rowsPerFetch = 10_000;

/**
 * Recorded changes of deals as columns, in the order in which they happened, read some thousand rows at a time. A deal
 * that stands otherwise than its last row says was changed without one: it gets a row for the day of its last change.
 */
export const readHistory = async (
  store: Database,
  deals: DealTable,
  timeZone: string,
  currency: string,
): Promise<DealHistoryColumns> => {
  const columns = await store.transaction(async (transaction) => {
    const [counted] = (await transaction.query<{ rows: number }>(countQuery)).rows;
    const taken = columnsFor(deals, (counted?.rows ?? 0) + deals.length);
    for await (const page of pagesOf(transaction, [timeZone, minorUnitDigits(currencyOf(currency)), currency])) {
      for (const row of page) taken.add(row);
    }
    return taken;
  });
  const changed = columns.changedWithoutRow();
  if (changed.length > 0) {
    const ids = JSON.stringify(changed.map((deal) => deals.ids[deal]));
    const rows = await store.arrays<readonly [string, number]>(changedQuery, [timeZone, ids]);
    const dayOf = new Map(rows);
    for (const deal of changed) columns.addToday(deal, dayOf.get(deals.ids[deal] ?? ''));
  }
  return columns.taken();
};

async function* pagesOf(transaction: Session, parameters: readonly unknown[]): AsyncGenerator<readonly HistoryRow[]> {
  await transaction.query(`DECLARE deal_history NO SCROLL CURSOR FOR ${historyQuery}`, parameters);
  for (;;) {
    const fetch = `FETCH ${rowsPerFetch} FROM deal_history`;
    const rows = await transaction.arrays<HistoryRow>(fetch);
    yield rows;
    if (rows.length < rowsPerFetch) break;
  }
  await transaction.exec('CLOSE deal_history');
}

/** Columns with room for so many rows, and what is known of each deal's last one. */
const columnsFor = (deals: DealTable, room: number) => {
  const [deal, day, stage, closeOn] = [
    new Int32Array(room),
    new Int32Array(room),
    new Int32Array(room),
    new Int32Array(room),
  ];
  const amount = new Float64Array(room);
  const amountKnown = new Uint8Array(room);
  const dealIndex = new Map(deals.ids.map((id, index) => [id, index]));
  const stageIndex = new Map(deals.stages.map((name, index) => [name, index]));
  const last = new Int32Array(deals.length).fill(-1);
  let length = 0;

  const add = (of: number, on: number, inStage: number, due: number, worth: number | null): void => {
    deal[length] = of;
    day[length] = on;
    stage[length] = inStage;
    closeOn[length] = due;
    amount[length] = worth ?? 0;
    amountKnown[length] = worth === null ? 0 : 1;
    last[of] = length;
    length += 1;
  };
  const differs = (index: number): boolean => {
    const row = last[index] ?? -1;
    if (row < 0) return false;
    const same = stage[row] === deals.stage[index] && closeOn[row] === deals.closeOn[index];
    return !same || amountKnown[row] !== deals.amountKnown[index] || amount[row] !== deals.amount[index];
  };

  return {
    add([id, on, stageName, due, worth]: HistoryRow): void {
      const index = dealIndex.get(id);
      if (index === undefined) return;
      const before = last[index] ?? -1;
      // What a row does not say has stayed as it was.
      let inStage = before < 0 ? (deals.stage[index] ?? 0) : (stage[before] ?? 0);
      if (stageName !== null) {
        inStage = stageIndex.get(stageName) ?? stageIndex.size;
        stageIndex.set(stageName, inStage);
      }
      const dueBefore = before < 0 ? (deals.closeOn[index] ?? 0) : (closeOn[before] ?? 0);
      add(index, on, inStage, due ?? dueBefore, worth);
    },
    /** Deals that stand otherwise than their last row says. */
    changedWithoutRow: (): readonly number[] => deals.ids.flatMap((_, index) => (differs(index) ? [index] : [])),
    addToday(index: number, changedOn: number | undefined): void {
      const row = last[index] ?? -1;
      // A closed deal was not closed before its end.
      const end = deals.status[index] === DealStatus.open ? -Infinity : (deals.closedOn[index] ?? 0);
      const on = Math.max(changedOn ?? -Infinity, day[row] ?? 0, end);
      const worth = deals.amountKnown[index] === 1 ? (deals.amount[index] ?? null) : null;
      add(index, on, deals.stage[index] ?? 0, deals.closeOn[index] ?? 0, worth);
    },
    taken: (): DealHistoryColumns => ({
      stages: [...stageIndex.keys()],
      rows: {
        length,
        deal: deal.subarray(0, length),
        day: day.subarray(0, length),
        stage: stage.subarray(0, length),
        closeOn: closeOn.subarray(0, length),
        amount: amount.subarray(0, length),
        amountKnown: amountKnown.subarray(0, length),
      },
    }),
  };
};
