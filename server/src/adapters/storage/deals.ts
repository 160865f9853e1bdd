import type { PGlite } from '@electric-sql/pglite';
import type { DealColumns } from '../../application/ports/planning-source.ts';
import { DealCategory, DealStatus, NEVER, NOBODY, type Person } from '../../domain/forecasting/index.ts';
import { currencyOf, minorUnitDigits } from '../../domain/shared/index.ts';

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
    FROM steps JOIN last_open USING (opportunity_id) WHERE closed AND steps.step > last_open.step GROUP BY 1)
  SELECT o.id, o.owner_id, coalesce(o.is_closed, false), coalesce(o.is_won, false),
    coalesce(o.category, stages.category), (o.amount * 10 ^ $2::numeric)::float8,
    coalesce(o.currency, $3) <> $3,
    coalesce(o.probability, stages.probability, 0)::float8 / 100,
    (o.created_at AT TIME ZONE $1)::date - date '1970-01-01', o.close_date - date '1970-01-01',
    coalesce((closings.closed_at AT TIME ZONE $1)::date, o.close_date) - date '1970-01-01', coalesce(o.stage, '')
  FROM opportunity o LEFT JOIN stages ON stages.stage = o.stage LEFT JOIN closings ON closings.opportunity_id = o.id
  WHERE NOT coalesce(o.is_deleted, false) AND o.close_date IS NOT NULL
  ORDER BY o.id COLLATE "C"`;

type DealRow = readonly [
  id: string,
  owner: string | null,
  closed: boolean,
  won: boolean,
  category: string | null,
  amount: number | null,
  foreign: boolean,
  probability: number,
  createdOn: number | null,
  closeOn: number,
  closedOn: number,
  stage: string,
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
 * @param currency The plan's; amounts in another are unknown, never converted at a rate of 1.
 */
export const readDeals = async (
  embedded: PGlite,
  people: readonly Person[],
  timeZone: string,
  currency: string,
): Promise<DealColumns> => {
  const { rows } = await embedded.query<DealRow>(
    dealsQuery,
    [timeZone, minorUnitDigits(currencyOf(currency)), currency],
    { rowMode: 'array' },
  );
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
  let foreignCurrency = 0;
  for (const [at, row] of rows.entries()) {
    const [, owner, closed, won, category, amount, foreign, probability, createdOn, closeOn, closedOn, stage] = row;
    if (foreign) foreignCurrency += 1;
    if (!stageIndex.has(stage)) stageIndex.set(stage, stageIndex.size);
    deals.owner[at] = ownerIndex.get(owner ?? '') ?? NOBODY;
    deals.status[at] = closed ? (won ? DealStatus.won : DealStatus.lost) : DealStatus.open;
    deals.category[at] = categories[category ?? ''] ?? DealCategory.omitted;
    deals.amountKnown[at] = amount === null || foreign ? 0 : 1;
    deals.amount[at] = deals.amountKnown[at] === 1 ? (amount ?? 0) : 0;
    deals.probability[at] = Math.min(1, Math.max(0, probability));
    deals.closeOn[at] = closeOn;
    deals.closedOn[at] = closed ? closedOn : NEVER;
    // A record without its creation is as old as its close date lets it be.
    deals.createdOn[at] = Math.min(createdOn ?? closeOn, closed ? closedOn : (createdOn ?? closeOn));
    deals.stage[at] = stageIndex.get(stage) ?? 0;
  }
  return { deals: { ...deals, stages: [...stageIndex.keys()] }, foreignCurrency };
};
