import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { actorOf, authenticate } from '../auth/authenticate.ts';
import { sessionsOf } from '../auth/sessions.ts';
import { ApiError } from '../errors.ts';
import type { LocalOrg } from '../local-org.ts';
import { apiErrors } from '../ui-api/api-errors.ts';
import { objectLayout } from './object-layout.ts';
import { packageMetadata } from './package-metadata.ts';
import { demoUsers } from './people.ts';
import { shellModel } from './person-model.ts';
import { findStaticResource } from './static-resources.ts';
import { userNamed } from './users.ts';

export interface ShellOptions {
  /** The project's root, with node_modules and build; by default the one that this file is part of. */
  readonly root?: string;
}

const loginBody = z.object({ username: z.string().min(1) });

const projectRoot = path.resolve(import.meta.dirname, '../../..');

const localNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A page elsewhere that resolves its own name to this machine must not log in here. */
const onlyFromThisMachine: RequestHandler = (request, _response, next) => {
  const name = (request.get('host') ?? '').replace(/:\d+$/, '');
  if (localNames.has(name)) next();
  else next(new ApiError(403, 'FORBIDDEN', `The demo login answers on this machine only, not as ${name}.`));
};

const contentSecurity = [
  "default-src 'self'",
  // LWC and Chart.js set styles from scripts.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The browser face of the org: the page and its assets, the package's static resources, the demo login, and what the
 * frame needs to know.
 */
export const shellRouter = (org: LocalOrg, { root = projectRoot }: ShellOptions = {}): Router => {
  const router = express.Router();
  const built = path.join(root, 'build/shell');
  const slds = path.join(root, 'node_modules/@salesforce-ux/design-system/assets');
  const page = path.join(import.meta.dirname, 'page');

  router.use('/shell/assets', express.static(built, { index: false }));
  router.use('/shell/slds', express.static(slds, { index: false, maxAge: '1h' }));
  router.get('/shell/:file', (request, response, next) => {
    const { file } = request.params;
    if (file === 'frame.css' || file === 'theme.js' || file === 'icon.svg') {
      response.sendFile(file, { root: page });
    } else next();
  });

  router.get('/resource/:name', (request, response, next) => {
    const resource = findStaticResource(org.contents, request.params.name);
    if (resource === undefined) next();
    // Whoever may deploy may bring a page; opened by itself it must not act for the person who opens it.
    else {
      response.set('Content-Security-Policy', 'sandbox').type(resource.contentType).send(Buffer.from(resource.bytes));
    }
  });

  router.get('/shell/users', onlyFromThisMachine, (_request, response) => {
    response.json(demoUsers(org, packageMetadata(org.contents)));
  });
  router.post('/shell/login', onlyFromThisMachine, express.json(), (request, response) => {
    const body = loginBody.safeParse(request.body);
    if (!body.success) throw new ApiError(400, 'INVALID_LOGIN', 'Say who you are: {"username": "…"}');
    const user = userNamed(org, body.data.username);
    response.json({
      access_token: sessionsOf(org).issue(user.id),
      instance_url: `${request.protocol}://${request.get('host') ?? 'localhost'}`,
      user,
    });
  });
  router.get('/shell/app', authenticate(org), (_request, response) => {
    response.json(shellModel(org, actorOf(response), packageMetadata(org.contents)));
  });
  router.get('/shell/objects/:name', authenticate(org), (request, response) => {
    response.json(objectLayout(org, actorOf(response), packageMetadata(org.contents), String(request.params['name'])));
  });

  router.get(['/', '/lightning', '/lightning/*path'], (_request, response) => {
    if (!existsSync(path.join(built, 'app/boot.js'))) {
      response.status(503).type('text/plain').send('The pages are not built yet: run `npm run build` and reload.\n');
      return;
    }
    response.set('Content-Security-Policy', contentSecurity).sendFile('index.html', { root: page });
  });
  router.use(apiErrors);
  return router;
};
