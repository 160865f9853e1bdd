/**
 * What amounts in other currencies are worth in the plan's, day by day, as the CRM converts: by its dated rates where a
 * currency has them, else by its static one. A rate that is missing is missing, and never 1.
 * Source: Salesforce Help, "About Advanced Currency Management": an opportunity's rate is that of its close date.
 * @param currency The plan's, as a parameter: `$3`.
 * @returns common table expressions, of which `rates` is the last: currency, first_day, next_day, from_rate, to_rate.
 */
export const ratesTo = (currency: string): string => `
  dated AS (SELECT iso_code, start_date AS first_day, rate, least(next_start_date,
      coalesce(lead(start_date) OVER (PARTITION BY iso_code ORDER BY start_date), 'infinity')) AS next_day
    FROM (SELECT DISTINCT ON (iso_code, start_date) * FROM dated_rate ORDER BY iso_code, start_date, id) AS once),
  spans AS (SELECT iso_code, first_day, next_day, rate FROM dated WHERE rate > 0
    UNION ALL
    SELECT DISTINCT ON (iso_code) iso_code, '-infinity'::date, 'infinity'::date, rate FROM currency_type
    WHERE rate > 0 AND iso_code NOT IN (SELECT iso_code FROM dated WHERE iso_code IS NOT NULL) ORDER BY 1),
  rates AS (SELECT theirs.iso_code AS currency, greatest(theirs.first_day, ours.first_day) AS first_day,
      least(theirs.next_day, ours.next_day) AS next_day, theirs.rate AS from_rate, ours.rate AS to_rate
    FROM spans AS theirs JOIN spans AS ours ON ours.iso_code = ${currency}
      AND theirs.first_day < ours.next_day AND ours.first_day < theirs.next_day
    WHERE theirs.iso_code <> ${currency})`;

/** Joins the rate of the deal `o`'s close date. @param of The amount's currency. */
export const joinRates = (of: string): string => `LEFT JOIN rates ON rates.currency = ${of}
    AND o.close_date >= rates.first_day AND o.close_date < rates.next_day`;

/** No deal is worth more: sums of such amounts in cents stay exact. Not a number is more than any number here. */
export const isBelievable = (amount: string): string => `abs(${amount}) <= 1e12`;

/**
 * An amount in minor units of the plan's currency; null where it is unknown. What is converted is rounded once, so that
 * sums of it are sums of whole cents.
 * @param of The amount's currency; null where the CRM has but one.
 */
export const inMinorUnits = (amount: string, of: string, digits: string, currency: string): string => `
    CASE WHEN NOT ${isBelievable(amount)} THEN NULL
      WHEN coalesce(${of}, ${currency}) = ${currency} THEN (${amount} * 10 ^ ${digits}::numeric)::float8
      ELSE round(${amount} * rates.to_rate * 10 ^ ${digits}::numeric / rates.from_rate)::float8 END`;
