import { readFileSync, statSync } from 'node:fs';
import { BadConfiguration } from './config.ts';

const openToOthers = 0o077;

/**
 * Reads the private key.
 * @throws BadConfiguration where it cannot be read, is open to others, or is no PEM.
 */
export const readKeyFile = (file: string): string => {
  let pem: string;
  let mode: number;
  try {
    pem = readFileSync(file, 'utf8');
    ({ mode } = statSync(file));
  } catch {
    throw new BadConfiguration([`TAKT_PRIVATE_KEY_FILE: ${file} cannot be read`]);
  }
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw new BadConfiguration([`TAKT_PRIVATE_KEY_FILE: ${file} holds no private key in PEM form`]);
  }
  if (process.platform !== 'win32' && (mode & openToOthers) !== 0) {
    throw new BadConfiguration([
      `TAKT_PRIVATE_KEY_FILE: ${file} can be read by other users of this machine: run chmod 600 ${file}`,
    ]);
  }
  return pem;
};
