import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { StoreFailure } from '../../application/ports/store-failure.ts';

/**
 * Takes a store for this process alone: the embedded database is ruined by two processes writing to it. A lock left by
 * a process that has died is taken over.
 * @returns Gives the store free.
 * @throws StoreFailure naming the process that holds it.
 */
export const lockStore = (file: string): (() => void) => {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => {
        rmSync(file, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = Number(readFileSync(file, 'utf8'));
      if (holder !== process.pid && isAlive(holder)) {
        throw new StoreFailure(
          `The store is in use by process ${holder} (most likely takt serve). Ask for the run in the CRM, or stop that process first. If no such program runs, delete ${file}.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new StoreFailure(`The store could not be locked (${file}): another process takes it at the same moment.`);
};

const isAlive = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
