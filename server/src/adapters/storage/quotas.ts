import type { QuotaPlanRecord, QuotaRecord } from '../../application/ports/planning-source.ts';
import type { Session } from './session.ts';

interface Row {
  readonly plan_id: string;
  readonly plan_key: string | null;
  readonly fiscal_year: string;
  readonly plan_currency: string | null;
  readonly key: string | null;
  readonly scope_key: string | null;
  readonly person_id: string | null;
  readonly currency: string | null;
  readonly months: readonly (string | null)[];
  readonly effective_from: string | null;
  readonly effective_to: string | null;
}

const months = Array.from({ length: 13 }, (_, at) => `q.approved_${at + 1}::text`);

/** The plan in force is chosen before its rows are looked at: an empty newer plan still takes the older one's place. */
const rowsInForce = `
  WITH in_force AS (
    SELECT DISTINCT ON (fiscal_year) id, external_key, fiscal_year, currency FROM quota_plan
    WHERE NOT coalesce(is_deleted, false) AND kind = 'Quota' AND status IN ('Approved', 'Published')
      AND fiscal_year IS NOT NULL
    ORDER BY fiscal_year, version DESC NULLS LAST, external_key COLLATE "C", id COLLATE "C"
  )
  SELECT p.id AS plan_id, p.external_key AS plan_key, p.fiscal_year, p.currency AS plan_currency, q.external_key AS key,
    q.scope_key, q.person_id, q.currency, ARRAY[${months.join(', ')}] AS months,
    q.effective_from::text, q.effective_to::text
  FROM in_force AS p JOIN quota AS q ON q.plan_id = p.id AND NOT coalesce(q.is_deleted, false)
  ORDER BY p.fiscal_year, q.external_key COLLATE "C", q.id COLLATE "C"`;

/** The quotas of the plans in force, plan by plan, always in the same order. */
export const readQuotas = async (store: Session): Promise<readonly QuotaPlanRecord[]> => {
  const { rows } = await store.query<Row>(rowsInForce);
  return [...Map.groupBy(rows, ({ plan_id }) => plan_id).values()].flatMap((ofPlan) => {
    const [first] = ofPlan;
    if (first === undefined) return [];
    const { plan_key: key, fiscal_year: fiscalYear, plan_currency: currency } = first;
    return [{ key, fiscalYear, currency, quotas: ofPlan.map(quotaOf) }];
  });
};

const quotaOf = (row: Row): QuotaRecord => ({
  key: row.key,
  scopeKey: row.scope_key,
  personId: row.person_id,
  currency: row.currency,
  months: row.months,
  effectiveFrom: row.effective_from,
  effectiveTo: row.effective_to,
});
