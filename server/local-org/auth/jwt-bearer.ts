import { errors, importSPKI, importX509, jwtVerify, type CryptoKey, type JWTPayload } from 'jose';
import type { Org } from '../org.ts';
import { findUser, sessionsOf } from './sessions.ts';

/** A client (External Client App) that may log users on, and its public key or certificate as PEM. */
export interface OAuthClient {
  readonly id: string;
  readonly publicKey: string;
}

/** What is wrong with a login, as OAuth says it. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, description: string, status = 400) {
    super(description);
    this.code = code;
    this.status = status;
  }
}

const keyOf = (client: OAuthClient): Promise<CryptoKey> =>
  client.publicKey.includes('BEGIN CERTIFICATE')
    ? importX509(client.publicKey, 'RS256')
    : importSPKI(client.publicKey, 'RS256');

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** The claims without trust: who signed decides which key to check with. */
const claimedIssuer = (assertion: string): string | undefined => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const issuer: unknown = typeof claims === 'object' && claims !== null ? Reflect.get(claims, 'iss') : undefined;
    return typeof issuer === 'string' ? issuer : undefined;
  } catch {
    return undefined;
  }
};

const verified = async (client: OAuthClient, assertion: string): Promise<JWTPayload> => {
  try {
    const { payload } = await jwtVerify(assertion, await keyOf(client), {
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'sub', 'aud'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new OAuthError('invalid_grant', 'assertion is expired');
    throw new OAuthError('invalid_grant', 'invalid assertion');
  }
};

/**
 * The JWT bearer flow: a signed assertion of `iss` (client id), `sub` (username), `aud` (this org's address, with or
 * without a slash, or Salesforce's login host) and `exp` becomes a session. `exp` is of the machine's real clock.
 * @throws OAuthError
 */
export const loginByJwt = async (
  org: Org,
  clients: readonly OAuthClient[],
  ownUrls: readonly string[],
  assertion: string,
): Promise<{ readonly token: string; readonly userId: string }> => {
  const issuer = claimedIssuer(assertion);
  if (issuer === undefined) throw new OAuthError('invalid_grant', 'invalid assertion');
  const client = clients.find((one) => one.id === issuer);
  if (client === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  const claims = await verified(client, assertion);
  const audiences = [claims.aud ?? []].flat().map(withoutSlash);
  const accepted = [...ownUrls, 'https://login.salesforce.com', 'https://test.salesforce.com'].map(withoutSlash);
  if (!audiences.some((audience) => accepted.includes(audience))) {
    throw new OAuthError('invalid_grant', 'audience is invalid');
  }
  const user = findUser(org, claims.sub ?? '');
  if (user === undefined) throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  if (!user.active) throw new OAuthError('inactive_user', 'user is inactive');
  return { token: sessionsOf(org).issue(user.id), userId: user.id };
};
