import { generateKeyPairSync } from 'node:crypto';
import { Connection } from 'jsforce';
import { SignJWT } from 'jose';
import { issueToken } from '../../../local-org/auth/sessions.ts';
import { startLocalOrg, type RunningOrg, type StartOptions } from '../../../local-org/start.ts';
import { today } from './company.ts';

export const clientId = 'takt-test';
export const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const publicPem = keys.publicKey.export({ type: 'spki', format: 'pem' });

/** An assertion as a companion signs it; the claims may be overwritten. */
export const assertion = (
  audience: string,
  username: string,
  claims: { readonly issuer?: string; readonly expires?: number; readonly key?: typeof keys.privateKey } = {},
): Promise<string> =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(claims.issuer ?? clientId)
    .setSubject(username)
    .setAudience(audience)
    .setExpirationTime(claims.expires ?? Math.floor(Date.now() / 1000) + 180)
    .sign(claims.key ?? keys.privateKey);

export const startOrg = (options: Partial<StartOptions> = {}): Promise<RunningOrg> =>
  startLocalOrg({
    data: ':memory:',
    port: 0,
    today,
    clients: [{ id: clientId, publicKey: publicPem.toString() }],
    ...options,
  });

/** jsforce, logged on as a user of the org. */
export const connectAs = (running: RunningOrg, username: string, version = '67.0'): Connection =>
  new Connection({ instanceUrl: running.url, accessToken: issueToken(running.org, username).token, version });
