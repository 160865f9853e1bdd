import express, { Router, type Request } from 'express';
import { ApiError } from '../errors.ts';
import type { Actor, Org } from '../org.ts';
import { actorOf, actorOfToken, authenticate, bearerToken, sendApiError } from './authenticate.ts';
import { loginByJwt, OAuthError, type OAuthClient } from './jwt-bearer.ts';
import { sessionsOf } from './sessions.ts';

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** The org's own address, as the client reached it. */
export const ownUrl = (request: Request): string => `http://${request.headers.host ?? '127.0.0.1'}`;

/** Identity addresses begin with https even where the org itself is served by http: clients rely on it. */
const identityUrl = (request: Request, org: Org, userId: string): string =>
  `${ownUrl(request).replace(/^http:/, 'https:')}/id/${org.id}/${userId}`;

const parameter = (request: Request, name: string): string | undefined => {
  const body: unknown = request.body;
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  if (typeof value === 'string') return value;
  const fromQuery = request.query[name];
  return typeof fromQuery === 'string' ? fromQuery : undefined;
};

const identity = (request: Request, org: Org, actor: Actor) => {
  const [user] = org.query(
    org.system,
    `SELECT Id, Username, Name, FirstName, LastName, Email, TimeZoneSidKey, LocaleSidKey, LanguageLocaleKey, IsActive,
       UserType, CommunityNickname FROM User WHERE Id = '${actor.userId}'`,
  ).records;
  const rest = `${ownUrl(request)}/services/data/v{version}/`;
  return {
    sub: identityUrl(request, org, actor.userId),
    user_id: actor.userId,
    organization_id: org.id,
    preferred_username: user?.['Username'],
    nickname: user?.['CommunityNickname'] ?? user?.['Username'],
    name: user?.['Name'],
    email: user?.['Email'],
    email_verified: true,
    given_name: user?.['FirstName'],
    family_name: user?.['LastName'],
    zoneinfo: user?.['TimeZoneSidKey'],
    locale: user?.['LocaleSidKey'],
    language: user?.['LanguageLocaleKey'],
    active: user?.['IsActive'],
    user_type: user?.['UserType'] === 'Standard' ? 'STANDARD' : 'AUTOMATED_PROCESS',
    urls: {
      rest,
      sobjects: `${rest}sobjects/`,
      query: `${rest}query/`,
      enterprise: `${ownUrl(request)}/services/Soap/c/{version}/${org.id.slice(0, 15)}`,
      partner: `${ownUrl(request)}/services/Soap/u/{version}/${org.id.slice(0, 15)}`,
      metadata: `${ownUrl(request)}/services/Soap/m/{version}/${org.id.slice(0, 15)}`,
      profile: `${ownUrl(request)}/${actor.userId}`,
    },
  };
};

/** OAuth of the org: token (JWT bearer), userinfo, identity, revoke. */
export const authRouter = (org: Org, options: { readonly clients: readonly OAuthClient[] }): Router => {
  const router = Router();
  router.use('/services/oauth2', express.urlencoded({ extended: false, limit: '64kb' }));

  router.post('/services/oauth2/token', async (request, response) => {
    try {
      if (parameter(request, 'grant_type') !== jwtBearer) {
        throw new OAuthError('unsupported_grant_type', 'grant type not supported');
      }
      const assertion = parameter(request, 'assertion') ?? '';
      const login = await loginByJwt(org, options.clients, [ownUrl(request)], assertion);
      response.setHeader('Cache-Control', 'no-store');
      response.json({
        access_token: login.token,
        scope: 'api',
        instance_url: ownUrl(request),
        id: identityUrl(request, org, login.userId),
        token_type: 'Bearer',
      });
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      response.status(error.status).json({ error: error.code, error_description: error.message });
    }
  });

  router.all('/services/oauth2/revoke', (request, response) => {
    const token = parameter(request, 'token');
    if (token === undefined || !sessionsOf(org).revoke(token)) {
      response.status(400).json({ error: 'invalid_token', error_description: 'invalid token' });
      return;
    }
    response.status(200).end();
  });

  router.all('/services/oauth2/userinfo', (request, response) => {
    try {
      const token = bearerToken(request.headers.authorization) ?? parameter(request, 'access_token');
      response.json(identity(request, org, actorOfToken(org, token)));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Salesforce answers a bad token here in plain text.
      response.status(403).type('text').send('Bad_OAuth_Token');
    }
  });

  router.get('/id/:organizationId/:userId', authenticate(org), (request, response) => {
    const actor = actorOf(response);
    if (request.params['userId']?.slice(0, 15) !== actor.userId.slice(0, 15)) {
      sendApiError(response, new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist'));
      return;
    }
    const { preferred_username, name, nickname, sub, ...rest } = identity(request, org, actor);
    response.json({
      id: sub,
      asserted_user: true,
      username: preferred_username,
      display_name: name,
      nick_name: nickname,
      ...rest,
    });
  });
  return router;
};
