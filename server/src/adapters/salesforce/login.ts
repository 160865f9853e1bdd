import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import { isNoCrm, isThisMachine } from '../../application/ports/outbound-address.ts';
import { failureOf, isWebPage, parsedJson, readJson } from './errors.ts';
import type { Timing } from './timing.ts';
import type { HttpAnswer, Transport } from './transport.ts';

export interface Credentials {
  /** `https://login.salesforce.com`, a My Domain host, or the local org. */
  readonly loginUrl: string;
  readonly clientId: string;
  readonly username: string;
  /** PEM, as it is in the file. */
  readonly privateKey: string;
}

export interface Session {
  readonly token: string;
  readonly instanceUrl: string;
  readonly userId: string;
  /** Empty where the CRM does not tell. */
  readonly organizationId: string;
}

const assertionSeconds = 180;
const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const granted = z.object({ access_token: z.string().min(1), instance_url: z.url(), id: z.string().optional() });
const refused = z.object({ error: z.string(), error_description: z.string().optional() });

/** A clock that is so far from the CRM's is wrong, not late. */
const clockErrorMs = 60_000;

/**
 * Signs in by the OAuth 2.0 JWT bearer flow (RFC 7523).
 * Where the assertion is refused and this machine's clock differs from the CRM's, it is tried once more by the CRM's.
 * @throws CrmFailure `auth_failed` with the reason and what to check, `unreachable`, `unavailable`.
 */
export const login = async (credentials: Credentials, transport: Transport, timing: Timing): Promise<Session> => {
  const first = await present(credentials, transport, timing.now());
  const offset = Date.parse(first.headers.get('date') ?? '') - timing.now();
  const isOff = first.status === 400 && Math.abs(offset) > clockErrorMs;
  return sessionOf(isOff ? await present(credentials, transport, timing.now() + offset) : first, credentials);
};

/** @param now What time it is, in milliseconds. */
const present = async (credentials: Credentials, transport: Transport, now: number): Promise<HttpAnswer> => {
  const { loginUrl, clientId, username } = credentials;
  const issued = Math.floor(now / 1000);
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(clientId)
    .setSubject(username)
    .setAudience(loginUrl.replace(/\/+$/, ''))
    .setIssuedAt(issued)
    .setExpirationTime(issued + assertionSeconds)
    .sign(readKey(credentials.privateKey));
  return transport({
    method: 'POST',
    url: new URL('/services/oauth2/token', loginUrl).href,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ grant_type: grantType, assertion }).toString(),
    replayable: true,
  });
};

const sessionOf = (answer: HttpAnswer, credentials: Credentials): Session => {
  if (answer.status !== 200 || isWebPage(answer)) {
    const refusal = refused.safeParse(parsedJson(answer));
    if (!refusal.success) throw failureOf(answer, 'the sign-in');
    throw refusedLogin(refusal.data.error, refusal.data.error_description ?? '', credentials);
  }
  const { access_token: token, instance_url: instance, id } = readJson(answer, granted, 'the sign-in');
  const instanceUrl = instance.replace(/\/+$/, '');
  if (!isSafe(instanceUrl, credentials.loginUrl)) {
    throw new CrmFailure(
      'auth_failed',
      `The sign-in led to ${instanceUrl}, which is not https or no address of a CRM; nothing was sent there.`,
    );
  }
  // https://login.salesforce.com/id/<organisation>/<user>
  const [userId = '', organizationId = ''] = (id ?? '').split('/').reverse();
  return { token, instanceUrl, userId, organizationId };
};

/** Tokens go over https, or stay on this machine where the local org is what was asked for; never to a neighbour of it. */
const isSafe = (url: string, loginUrl: string): boolean => {
  if (!URL.canParse(url) || isNoCrm(url)) return false;
  return isThisMachine(url) ? isThisMachine(loginUrl) : new URL(url).protocol === 'https:';
};

const readKey = (pem: string): KeyObject => {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new CrmFailure(
      'auth_failed',
      'TAKT_PRIVATE_KEY_FILE does not hold a private key in PEM form (it begins with "-----BEGIN PRIVATE KEY-----").',
      { cause: error },
    );
  }
};

const advice: readonly (readonly [RegExp, (credentials: Credentials) => string])[] = [
  [
    /approved/i,
    ({ username }) =>
      `Check TAKT_USERNAME, and pre-authorise ${username} for the app: assign it a permission set that the app allows.`,
  ],
  [/client|consumer|app/i, () => 'Check TAKT_CLIENT_ID: it is the consumer key of the External Client App.'],
  [/audience/i, () => 'Check TAKT_LOGIN_URL: use the My Domain address of the org.'],
  [/user|inactive|subject|sub\b/i, () => 'Check TAKT_USERNAME: it must be an active user of this org.'],
  [/expired|exp\b|iat/i, () => 'Check the clock of this machine.'],
];

const refusedLogin = (error: string, description: string, credentials: Credentials): CrmFailure => {
  const found = advice.find(([pattern]) => pattern.test(`${error === 'invalid_grant' ? '' : error} ${description}`));
  const check =
    found?.[1](credentials) ??
    'Check TAKT_PRIVATE_KEY_FILE: its key must belong to the certificate uploaded to the app.';
  return new CrmFailure(
    'auth_failed',
    `The CRM at ${credentials.loginUrl} refused the sign-in of ${credentials.username}: ${description === '' ? error : `${description} (${error})`}. ${check}`,
    { code: error },
  );
};
