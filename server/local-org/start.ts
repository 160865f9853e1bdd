import { createServer, type Server } from 'node:http';
import express from 'express';
import { authenticate } from './auth/authenticate.ts';
import { authRouter } from './auth/auth-router.ts';
import type { OAuthClient } from './auth/jwt-bearer.ts';
import { bulkRouter } from './bulk/bulk-router.ts';
import { graphqlRouter } from './graphql/router.ts';
import type { LocalOrg } from './local-org.ts';
import { openOrg, type OrgOptions } from './open-org.ts';
import { restRouter, unexpectedErrors } from './rest/rest-router.ts';
import { countCalls } from './rest/usage.ts';
import { shellRouter } from './shell/router.ts';
import { uiApiRouter } from './ui-api/router.ts';

export interface StartOptions extends OrgOptions {
  /** 0 takes any free port. Only 127.0.0.1 is listened on. */
  readonly port: number;
  /** Who may log on by JWT. */
  readonly clients?: readonly OAuthClient[];
  /** Fills or checks the org before it answers. */
  readonly prepare?: (org: LocalOrg) => void;
}

export interface RunningOrg {
  readonly url: string;
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
const application = (org: LocalOrg, options: StartOptions) => {
  const app = express();
  app.disable('x-powered-by');
  const bulk = bulkRouter(org);
  app.use('/services/data', countCalls(org));
  app.use(authRouter(org, { clients: options.clients ?? [] }));
  app.use(bulk.router);
  app.use(['/services/data/:version/ui-api', '/services/data/:version/graphql'], authenticate(org));
  app.use(uiApiRouter(org));
  app.use(graphqlRouter(org));
  app.use(shellRouter(org, options.projectRoot === undefined ? {} : { root: options.projectRoot }));
  app.use(restRouter(org));
  app.use(unexpectedErrors);
  return { app, close: bulk.close };
};

/**
 * Opens the org and serves it: OAuth, REST, Bulk 2.0, UI API, GraphQL and the shell, on 127.0.0.1.
 * @throws PortError, MetadataError, MigrationError, or what `prepare` throws; nothing is left running then.
 */
export const startLocalOrg = async (options: StartOptions): Promise<RunningOrg> => {
  const org = openOrg(options);
  try {
    options.prepare?.(org);
    const { app, close } = application(org, options);
    const server = createServer(app);
    const port = await listen(server, options.port);
    return {
      url: `http://127.0.0.1:${port}`,
      org,
      close: async () => {
        const closed = new Promise<void>((resolve) => {
          server.close(() => {
            resolve();
          });
        });
        server.closeAllConnections();
        await closed;
        close();
        org.close();
      },
    };
  } catch (error) {
    org.close();
    throw error;
  }
};
