import type { Actor, Org } from '../org.ts';

/** How a person wants to read numbers and times. */
export interface UserLocale {
  /** BCP 47, `en-US`. */
  readonly locale: string;
  /** IANA name, `Europe/Berlin`. */
  readonly timeZone: string;
  /** ISO 4217 code of the org. */
  readonly currency: string;
}

const fallback: UserLocale = { locale: 'en-US', timeZone: 'UTC', currency: 'USD' };

/** Salesforce's locale keys are Java's: `de_DE_EURO`, `iw_IL`; the web's are `de-DE`. */
const bcp47 = (localeSidKey: string): string => {
  const [language, region] = localeSidKey.split('_');
  const tag = region === undefined || region === '' ? (language ?? '') : `${language ?? ''}-${region}`;
  return Intl.NumberFormat.supportedLocalesOf([tag]).length > 0 ? tag : fallback.locale;
};

const firstRow = (
  org: Org,
  objectName: string,
  fields: readonly string[],
  where: string,
): ReadonlyMap<string, unknown> => {
  const object = org.schema.object(objectName);
  const known = fields.filter((name) => object?.fields.has(name.toLowerCase()) === true);
  if (object === undefined || known.length === 0) return new Map();
  const [row] = org.query(org.system, `SELECT ${known.join(', ')} FROM ${object.name}${where} LIMIT 1`).records;
  return new Map(Object.entries(row ?? {}));
};

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Locale, time zone and currency that a person's values are shown in: the user's own, else the organisation's. */
export const localeOf = (org: Org, actor: Actor): UserLocale => {
  const user = firstRow(org, 'User', ['LocaleSidKey', 'TimeZoneSidKey'], ` WHERE Id = '${actor.userId}'`);
  const company = firstRow(
    org,
    'Organization',
    ['DefaultLocaleSidKey', 'TimeZoneSidKey', 'DefaultCurrencyIsoCode', 'CurrencyIsoCode'],
    '',
  );
  const localeKey = text(user.get('LocaleSidKey')) ?? text(company.get('DefaultLocaleSidKey'));
  return {
    locale: localeKey === undefined ? fallback.locale : bcp47(localeKey),
    timeZone: text(user.get('TimeZoneSidKey')) ?? text(company.get('TimeZoneSidKey')) ?? fallback.timeZone,
    currency: text(company.get('DefaultCurrencyIsoCode')) ?? text(company.get('CurrencyIsoCode')) ?? fallback.currency,
  };
};
