import { execFile } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const program = path.join(import.meta.dirname, 'create-store.ts');

/**
 * Makes the folder's store where there is none, with its tables. Making one takes 1.1 GB and its tables nearly as much,
 * of which a running program gives nothing back, while opening one takes a third of that: so it is made by a
 * short-lived process. It appears under its name only when
 * it is whole; what a killed attempt left is made anew.
 * @returns whether it was made now.
 * @throws Error of the file system or of the process.
 */
export const createStore = async (folder: string): Promise<boolean> => {
  if (existsSync(folder) && readdirSync(folder).length > 0) return false;
  const making = `${folder}.new`;
  rmSync(making, { recursive: true, force: true });
  await promisify(execFile)(process.execPath, [program, making]);
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(making, folder);
  return true;
};
