import path from 'node:path';
import { z } from 'zod';
import { isNoCrm } from './application/ports/outbound-address.ts';
import { databaseSchema, databaseUrl } from './database-url.ts';

/** What the companion is told from outside; read once, at the start. */
export interface Config {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly username: string;
  readonly privateKeyFile: string;
  /** Folder of the embedded store. */
  readonly storeFolder: string;
  /** Of the PostgreSQL that keeps the store instead; it holds a password. */
  readonly databaseUrl: string | undefined;
  /** Where the store is in there; undefined for the one that is named for the org. */
  readonly databaseSchema: string | undefined;
  readonly port: number;
  /** Between two looks at the CRM, when there is nothing to do. */
  readonly pollSeconds: number;
  /** Forecasts begin by themselves where deals have changed. */
  readonly forecastOnChange: boolean;
  /** Changes must have come to rest for so long. */
  readonly quietSeconds: number;
  /** Between the beginnings of two forecasts that nobody asked for. */
  readonly forecastGapSeconds: number;
  /** Share of the day's requests from which on what nobody asked for waits. */
  readonly requestShare: number;
  /** From when on the chores of the night are done, `02:30`. */
  readonly nightFrom: string;
  /** IANA name of the zone of that time; the company's own where undefined. */
  readonly timeZone: string | undefined;
  readonly currency: string;
  /** Of the package as it is installed in the org, without underscores; empty where it has none. */
  readonly namespace: string;
  /** Only for demos and tests. */
  readonly today: string | undefined;
}

/** The configuration is wrong: every problem at once, each with its remedy. It never shows a value that may be secret. */
export class BadConfiguration extends Error {
  override readonly name = 'BadConfiguration';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

const loginUrl = z
  .string({ error: 'is missing: set it to the My Domain address of your org, https://….my.salesforce.com' })
  .superRefine((text, context) => {
    const problem = urlProblem(text);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });

const urlProblem = (text: string): string | undefined => {
  if (!URL.canParse(text)) return 'is no address: it begins with https://';
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return 'must not hold a user name or password';
  if (isNoCrm(text)) return 'leads to a neighbour of this machine, which is no CRM';
  if (protocol === 'https:') return undefined;
  if (protocol !== 'http:') return 'is no address: it begins with https://';
  return loopback.has(hostname) ? undefined : 'must begin with https:// (plain http is taken only for this machine)';
};

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const isTimeZone = (text: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const whole = (least: number, most: number, fallback: number): z.ZodType<number> =>
  z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined) return fallback;
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (value >= least && value <= most) return value;
      context.addIssue({ code: 'custom', message: `must be a whole number from ${least} to ${most}` });
      return z.NEVER;
    });

const shape = z.strictObject({
  DATABASE_URL: databaseUrl.optional(),
  TAKT_LOGIN_URL: loginUrl,
  TAKT_CLIENT_ID: z.string({ error: 'is missing: set it to the consumer key of the External Client App' }),
  TAKT_USERNAME: z.string({ error: 'is missing: set it to the user name of the service user' }),
  TAKT_PRIVATE_KEY_FILE: z.string({
    error: 'is missing: set it to the PEM file of the private key whose certificate the app has',
  }),
  TAKT_DATA_DIR: z.string().default('.takt/companion'),
  TAKT_DATABASE_SCHEMA: databaseSchema.optional(),
  TAKT_PORT: whole(0, 65_535, 4200),
  TAKT_POLL_SECONDS: whole(1, 3_600, 25),
  TAKT_FORECAST_ON_CHANGE: z.enum(['on', 'off'], 'must be on or off').default('on'),
  TAKT_QUIET_SECONDS: whole(0, 3_600, 10),
  TAKT_FORECAST_GAP_SECONDS: whole(0, 86_400, 30),
  TAKT_REQUEST_PERCENT: whole(1, 100, 70),
  TAKT_NIGHT_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day written 02:30')
    .default('02:30'),
  TAKT_TIME_ZONE: z.string().refine(isTimeZone, 'must be a time zone like Europe/Berlin').optional(),
  TAKT_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code of three capital letters, like USD')
    .default('USD'),
  TAKT_NAMESPACE: z
    .string()
    .regex(
      /^[A-Za-z](?:[A-Za-z0-9]|_(?!_)){0,13}[A-Za-z0-9]$|^[A-Za-z]$/,
      'must be the namespace alone, like acme, without underscores behind it',
    )
    .default(''),
  TAKT_TODAY: z.string().refine(isDay, 'must be a day written 2026-11-24').optional(),
});

/** Settings of other programs and of messages, which share the prefix. */
const elsewhere = new Set(['TAKT_LOCAL_ORG_PORT', 'TAKT_DEBUG', 'TAKT_SF']);

/**
 * Reads the configuration. An empty value counts as not set; a `TAKT_` name that is not known is an error, since it
 * is most likely a misspelt one.
 * @param environment Environment variables, those of `.env` among them.
 * @param folder What relative paths are relative to.
 * @throws BadConfiguration
 */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>, folder: string): Config => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) =>
        (name.startsWith('TAKT_') || name === 'DATABASE_URL') &&
        !elsewhere.has(name) &&
        value !== undefined &&
        value !== '',
    ),
  );
  const parsed = shape.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.flatMap(describeIssue);
  if ('TAKT_DATABASE_SCHEMA' in given && !('DATABASE_URL' in given)) {
    problems.push(
      'TAKT_DATABASE_SCHEMA says where the store is in a PostgreSQL: set DATABASE_URL as well, or unset it',
    );
  }
  if (!parsed.success || problems.length > 0) throw new BadConfiguration(problems);
  const values = parsed.data;
  return {
    loginUrl: values.TAKT_LOGIN_URL.replace(/\/+$/, ''),
    clientId: values.TAKT_CLIENT_ID,
    username: values.TAKT_USERNAME,
    privateKeyFile: path.resolve(folder, values.TAKT_PRIVATE_KEY_FILE),
    storeFolder: path.resolve(folder, values.TAKT_DATA_DIR, 'store'),
    databaseUrl: values.DATABASE_URL,
    databaseSchema: values.TAKT_DATABASE_SCHEMA,
    port: values.TAKT_PORT,
    pollSeconds: values.TAKT_POLL_SECONDS,
    forecastOnChange: values.TAKT_FORECAST_ON_CHANGE === 'on',
    quietSeconds: values.TAKT_QUIET_SECONDS,
    forecastGapSeconds: values.TAKT_FORECAST_GAP_SECONDS,
    requestShare: values.TAKT_REQUEST_PERCENT / 100,
    nightFrom: values.TAKT_NIGHT_AT,
    timeZone: values.TAKT_TIME_ZONE,
    currency: values.TAKT_CURRENCY,
    namespace: values.TAKT_NAMESPACE,
    today: values.TAKT_TODAY,
  };
};

const describeIssue = (issue: z.core.$ZodIssue): readonly string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => `${key} is not known: ${nearest(key)}`)
    : [`${String(issue.path[0])} ${issue.message}`];

const nearest = (key: string): string => {
  const names = Object.keys(shape.shape);
  const close = names.find((name) => distance(name, key) <= 3);
  return close === undefined ? `the names are ${names.join(', ')}` : `did you mean ${close}?`;
};

/** Letters to change, add or drop (Levenshtein 1966). */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
};
