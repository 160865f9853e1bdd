import { createServer, type Server } from 'node:http';
import express from 'express';
import { authenticate } from './auth/authenticate.ts';
import { authRouter } from './auth/auth-router.ts';
import type { OAuthClient } from './auth/jwt-bearer.ts';
import { bulkRouter } from './bulk/bulk-router.ts';
import { deploy } from './deploy/deploy.ts';
import type { DeployEngine } from './deploy/deploy-jobs.ts';
import { deployDoors } from './deploy/doors.ts';
import { faultAdmin } from './faults/admin.ts';
import { FaultBook } from './faults/fault-book.ts';
import { faultDoor } from './faults/fault-door.ts';
import { graphqlRouter } from './graphql/router.ts';
import { gzipAnswers } from './http/gzip-answers.ts';
import { orgDate } from './http/org-date.ts';
import type { LocalOrg } from './local-org.ts';
import { openOrg, type OrgOptions } from './open-org.ts';
import { restRouter, unexpectedErrors } from './rest/rest-router.ts';
import { countCalls } from './rest/usage.ts';
import { shellRouter } from './shell/router.ts';
import { uiApiRouter } from './ui-api/router.ts';

export interface StartOptions extends OrgOptions {
  /** 0 takes any free port. Only 127.0.0.1 is listened on. */
  readonly port: number;
  /** For tests: another port on which they say what goes wrong next. */
  readonly adminPort?: number;
  /** Who may log on by JWT. */
  readonly clients?: readonly OAuthClient[];
  /** Takes archives of metadata in; the org's own by default. */
  readonly deployEngine?: DeployEngine;
  /** Fills or checks the org before it answers. */
  readonly prepare?: (org: LocalOrg) => void;
}

export interface RunningOrg {
  readonly url: string;
  /** Of the tests' side of the org, where it has one. */
  readonly adminUrl?: string;
  readonly org: LocalOrg;
  /** Stops answering and closes the file. Requests that run are cut off. */
  close(): Promise<void>;
}

/** The port is taken, or may not be taken. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${cause.code ?? cause.message})`;
      reject(new PortError(`Port ${port} on 127.0.0.1 ${why}.`, { cause }));
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

/** Every door of the org as one application. */
const application = (org: LocalOrg, options: StartOptions, faults: FaultBook | undefined) => {
  const app = express();
  app.disable('x-powered-by');
  app.use(orgDate(org));
  app.use('/services/data', gzipAnswers);
  if (faults !== undefined) app.use(faultDoor(org, faults));
  const bulk = bulkRouter(org);
  const deploys = deployDoors(org, options.deployEngine ?? deploy);
  app.use('/services/data', countCalls(org));
  app.use(authRouter(org, { clients: options.clients ?? [] }));
  app.use(bulk.router);
  app.use(deploys.router);
  app.use(['/services/data/:version/ui-api', '/services/data/:version/graphql'], authenticate(org));
  app.use(uiApiRouter(org));
  app.use(graphqlRouter(org));
  app.use(shellRouter(org, typeof options.projectRoot === 'string' ? { root: options.projectRoot } : {}));
  app.use(restRouter(org));
  app.use(unexpectedErrors);
  const close = (): void => {
    bulk.close();
    deploys.close();
  };
  return { app, close };
};

const shut = async (server: Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeAllConnections();
  await closed;
};

/** The tests' side of the org, on a port of its own. */
const openAdmin = async (org: LocalOrg, book: FaultBook, port: number): Promise<{ url: string; server: Server }> => {
  const app = express();
  app.use(faultAdmin(org, book));
  const server = createServer(app);
  return { url: `http://127.0.0.1:${await listen(server, port)}`, server };
};

/**
 * Opens the org and serves it: OAuth, REST, Bulk 2.0, UI API, GraphQL and the shell, on 127.0.0.1.
 * @throws PortError, MetadataError, MigrationError, or what `prepare` throws; nothing is left running then.
 */
export const startLocalOrg = async (options: StartOptions): Promise<RunningOrg> => {
  const org = openOrg(options);
  try {
    options.prepare?.(org);
    const faults = options.adminPort === undefined ? undefined : new FaultBook();
    const { app, close } = application(org, options, faults);
    const server = createServer((request, response) => {
      // Clients that keep the org's address with a slash at its end ask for `//services`.
      request.url = request.url?.replace(/^\/{2,}/, '/');
      app(request, response);
    });
    const port = await listen(server, options.port);
    const admin = faults === undefined ? undefined : await openAdmin(org, faults, options.adminPort ?? 0);
    return {
      url: `http://127.0.0.1:${port}`,
      ...(admin === undefined ? {} : { adminUrl: admin.url }),
      org,
      close: async () => {
        await shut(server);
        if (admin !== undefined) await shut(admin.server);
        close();
        org.close();
      },
    };
  } catch (error) {
    org.close();
    throw error;
  }
};
