import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import type { RequestBudget } from '../../application/ports/request-budget.ts';
import type { RunLedger } from '../../application/ports/run-ledger.ts';

export interface AppSources {
  readonly runLedger: RunLedger;
  readonly companionVersion: string;
  readonly formulaVersion: string;
  /** Why the companion cannot work at the moment; undefined when it can. */
  readonly trouble: () => string | undefined;
  readonly budget: RequestBudget;
}

/** The companion's own web address: is it alive, can it work, what did it last do. */
export const createApp = (sources: AppSources): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.get('/healthz', (_, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_, response) => {
    const trouble = sources.trouble() ?? (await storeTrouble(sources.runLedger));
    response
      .status(trouble === undefined ? 200 : 503)
      .json(trouble === undefined ? { status: 'ready' } : { status: 'not ready', reason: trouble });
  });
  app.get('/api/v1/status', async (_, response) => {
    const { companionVersion, formulaVersion, budget } = sources;
    const storeIs = await storeTrouble(sources.runLedger);
    response.json({
      versions: { companion: companionVersion, formulas: formulaVersion },
      trouble: sources.trouble() ?? storeIs ?? null,
      requests: { ...(budget.allowance() ?? { used: null, allowed: null }), state: budget.state() },
      lastRun: storeIs === undefined ? ((await sources.runLedger.last()) ?? null) : null,
    });
  });
  app.use((_, response) => {
    response.status(404).json({ error: 'not found' });
  });
  return app;
};

const storeTrouble = async (runLedger: RunLedger): Promise<string | undefined> => {
  try {
    await runLedger.last();
    return undefined;
  } catch {
    return 'The store does not answer.';
  }
};

/** The port is taken, or may not be listened on. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on this machine only. @param port 0 takes a free one. @throws CannotListen */
export const listen = (app: Express, port: number): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = app.listen(port, '127.0.0.1', (error?: Error) => {
      if (error !== undefined) {
        reject(
          new CannotListen(`The companion cannot listen on port ${port}: ${reason(error)}. Set TAKT_PORT.`, {
            cause: error,
          }),
        );
        return;
      }
      resolve({
        url: `http://127.0.0.1:${boundPort(server.address(), port)}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => {
              closed();
            });
            server.closeAllConnections();
          }),
      });
    });
  });

const boundPort = (address: AddressInfo | string | null, port: number): number =>
  address !== null && typeof address === 'object' ? address.port : port;

const reason = (error: Error): string =>
  'code' in error && error.code === 'EADDRINUSE' ? 'another program listens there' : error.message;
