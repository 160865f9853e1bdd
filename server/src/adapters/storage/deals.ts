import type { DealColumns } from '../../application/ports/planning-source.ts';
import { DealCategory, DealStatus, NEVER, NOBODY, type Person } from '../../domain/forecasting/index.ts';
import { currencyOf, minorUnitDigits } from '../../domain/shared/index.ts';
import { inMinorUnits, isBelievable, joinRates, ratesTo } from './rates.ts';
import type { Session } from './session.ts';

/** Whether a deal closes in a year that the CRM's fiscal calendar knows: 1900 and 4000 are slips of a finger. */
const isWithinCalendar = `o.close_date BETWEEN
    (SELECT coalesce(min(start_date), '-infinity') FROM period) AND (SELECT coalesce(max(end_date), 'infinity') FROM period)`;

const outsideQuery = `SELECT count(*)::int FROM opportunity o
  WHERE NOT coalesce(o.is_deleted, false) AND o.close_date IS NOT NULL AND NOT (${isWithinCalendar})`;

/**
 * A deal closes when its history first shows a closed stage after the last open one; the edited close date stands in
 * where the history does not say. History rows in stages that the org no longer has say nothing.
 */
const dealsQuery = `
  WITH stages AS (SELECT DISTINCT ON (coalesce(api_name, label)) coalesce(api_name, label) AS stage, is_closed,
      probability, category FROM opportunity_stage ORDER BY coalesce(api_name, label), id),
  steps AS (SELECT h.opportunity_id, h.created_at, stages.is_closed AS closed,
      row_number() OVER (PARTITION BY h.opportunity_id ORDER BY h.created_at, h.id COLLATE "C") AS step
    FROM opportunity_history h JOIN stages ON stages.stage = h.stage WHERE NOT coalesce(h.is_deleted, false)),
  last_open AS (SELECT opportunity_id, coalesce(max(step) FILTER (WHERE NOT closed), 0) AS step FROM steps GROUP BY 1),
  closings AS (SELECT steps.opportunity_id, min(steps.created_at) AS closed_at
    FROM steps JOIN last_open USING (opportunity_id) WHERE closed AND steps.step > last_open.step GROUP BY 1),
  ${ratesTo('$3')}
  SELECT o.id, o.owner_id, coalesce(o.is_closed, false), coalesce(o.is_won, false),
    coalesce(o.category, stages.category), ${inMinorUnits('o.amount', 'o.currency', '$2', '$3')},
    CASE WHEN coalesce(o.currency, $3) <> $3 AND rates.from_rate IS NULL THEN o.currency END,
    least(100, greatest(0, coalesce(NULLIF(o.probability, 'NaN'), stages.probability, 0)))::float8 / 100,
    (o.created_at AT TIME ZONE $1)::date - date '1970-01-01', o.close_date - date '1970-01-01',
    coalesce((closings.closed_at AT TIME ZONE $1)::date, o.close_date) - date '1970-01-01', coalesce(o.stage, ''), stages.stage IS NULL,
    o.amount IS NOT NULL AND NOT ${isBelievable('o.amount')}
  FROM opportunity o LEFT JOIN stages ON stages.stage = o.stage LEFT JOIN closings ON closings.opportunity_id = o.id
    ${joinRates('o.currency')}
  WHERE NOT coalesce(o.is_deleted, false) AND ${isWithinCalendar}
  ORDER BY o.id COLLATE "C"`;

type DealRow = readonly [
  id: string,
  owner: string | null,
  closed: boolean,
  won: boolean,
  category: string | null,
  amount: number | null,
  unrated: string | null,
  probability: number,
  createdOn: number | null,
  closeOn: number,
  closedOn: number,
  stage: string,
  isStageUnknown: boolean,
  isBeyondBelief: boolean,
];

const categories: Readonly<Record<string, number>> = {
  Omitted: DealCategory.omitted,
  Pipeline: DealCategory.pipeline,
  BestCase: DealCategory.bestCase,
  // Between best case and commit; the careful side is taken.
  MostLikely: DealCategory.bestCase,
  Forecast: DealCategory.commit,
  Closed: DealCategory.closed,
};

/**
 * Deals that are not deleted, as columns in the order of their ids.
 * @param people In owner-index order.
 * @param timeZone The company's, in which its days begin.
 * @param currency The plan's; amounts in another are converted as the CRM does, and unknown where it has no rate.
 */
export const readDeals = async (
  store: Session,
  people: readonly Person[],
  timeZone: string,
  currency: string,
): Promise<DealColumns> => {
  const parameters = [timeZone, minorUnitDigits(currencyOf(currency)), currency];
  const rows = await store.arrays<DealRow>(dealsQuery, parameters);
  const length = rows.length;
  const ownerIndex = new Map(people.map(({ id }, index) => [id, index]));
  const stageIndex = new Map<string, number>();
  const deals = {
    length,
    ids: rows.map(([id]) => id),
    owner: new Int32Array(length),
    status: new Uint8Array(length),
    category: new Uint8Array(length),
    amount: new Float64Array(length),
    amountKnown: new Uint8Array(length),
    probability: new Float64Array(length),
    createdOn: new Int32Array(length),
    closeOn: new Int32Array(length),
    closedOn: new Int32Array(length),
    stage: new Int32Array(length),
  };
  const unrated = new Map<string, number>();
  const unknownStages = new Map<string, number>();
  let beyondBelief = 0;
  for (const [at, row] of rows.entries()) {
    const [
      ,
      owner,
      closed,
      won,
      category,
      amount,
      without,
      probability,
      createdOn,
      closeOn,
      closedOn,
      stage,
      stray,
      huge,
    ] = row;
    if (without !== null) unrated.set(without, (unrated.get(without) ?? 0) + 1);
    if (stray) unknownStages.set(stage, (unknownStages.get(stage) ?? 0) + 1);
    if (huge) beyondBelief += 1;
    if (!stageIndex.has(stage)) stageIndex.set(stage, stageIndex.size);
    deals.owner[at] = ownerIndex.get(owner ?? '') ?? NOBODY;
    deals.status[at] = closed ? (won ? DealStatus.won : DealStatus.lost) : DealStatus.open;
    deals.category[at] = categories[category ?? ''] ?? DealCategory.omitted;
    deals.amountKnown[at] = amount === null ? 0 : 1;
    deals.amount[at] = amount ?? 0;
    deals.probability[at] = Math.min(1, Math.max(0, probability));
    deals.closeOn[at] = closeOn;
    deals.closedOn[at] = closed ? closedOn : NEVER;
    // A record without its creation is as old as its close date lets it be.
    deals.createdOn[at] = Math.min(createdOn ?? closeOn, closed ? closedOn : (createdOn ?? closeOn));
    deals.stage[at] = stageIndex.get(stage) ?? 0;
  }
  const [outside] = await store.arrays<readonly [number]>(outsideQuery);
  const odd = { unrated, unknownStages, beyondBelief, outsideCalendar: outside?.[0] ?? 0 };
  return { deals: { ...deals, stages: [...stageIndex.keys()] }, ...odd };
};
