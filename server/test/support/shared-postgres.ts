import { createServer, type AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startPostgres, type Postgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Port at which the address of the PostgreSQL of this run is told; the first to ask has it started. */
    postgresPort: number;
  }
}

/** One PostgreSQL for all test files of a run, started when the first of them asks. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  let postgres: Promise<Postgres> | undefined;
  const door = createServer((socket) => {
    socket.on('error', () => undefined);
    postgres ??= startPostgres('max_connections=200');
    postgres.then(
      ({ url }) => socket.end(url),
      (error: unknown) => {
        console.error(error);
        socket.destroy();
      },
    );
  });
  await new Promise<void>((resolve) => {
    door.listen(0, '127.0.0.1', resolve);
  });
  project.provide('postgresPort', (door.address() as AddressInfo).port);
  return async () => {
    door.close();
    const started = await postgres?.catch(() => undefined);
    await started?.remove();
  };
};
