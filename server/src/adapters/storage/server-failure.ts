import { StoreFailure } from '../../application/ports/store-failure.ts';

/** By the beginning of PostgreSQL's own error code: what happened, in a person's words. */
const meanings: readonly (readonly [code: string, what: string])[] = [
  ['08', 'The connection to PostgreSQL was lost'],
  ['28', 'PostgreSQL refuses the sign-in: check user and password of DATABASE_URL'],
  ['3D000', 'PostgreSQL has no database of that name: make it, or mend DATABASE_URL'],
  ['42501', 'PostgreSQL refuses what the store needs: its user must own the schema'],
  ['53100', 'The disk of PostgreSQL is full: make room, then ask for the run again'],
  ['53300', 'PostgreSQL has no connection left: raise max_connections or end other programs'],
  ['53', 'PostgreSQL has used up what it was given'],
  ['57P', 'PostgreSQL was stopped or is being started'],
  ['58', 'PostgreSQL cannot read or write its files'],
  ['25006', 'PostgreSQL takes no changes at the moment (a standby, or read only)'],
];

/** What Node and `pg` say without a code of PostgreSQL. */
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);
const lost =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/**
 * An error as the store above knows it: trouble of the server becomes a StoreFailure, what a statement did wrong stays
 * what it is. Addresses and passwords are never part of the message.
 */
export const serverFailure = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof StoreFailure) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = meanings.find(([beginning]) => code.startsWith(beginning) && code.length === 5);
  if (known !== undefined) return new StoreFailure(`${known[1]} (${error.message}).`, { cause: error });
  return unreachable.has(code) || lost.test(error.message) ? cannotBeReached(error, code) : error;
};

const cannotBeReached = (error: Error, code: string): StoreFailure => {
  const detail = error.message === '' ? code : error.message;
  return new StoreFailure(`PostgreSQL cannot be reached (${detail}): check DATABASE_URL, and that it runs.`, {
    cause: error,
  });
};

/** A connection for use. Whatever keeps it from being made, certificates among it, is the server's or the address's. */
export const connected = async <Connection>(connect: () => Promise<Connection>): Promise<Connection> => {
  try {
    return await connect();
  } catch (error) {
    const failure = serverFailure(error);
    throw failure instanceof Error && !(failure instanceof StoreFailure) ? cannotBeReached(failure, '') : failure;
  }
};

/** The work, with its errors said as the store says them. */
export const told = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw serverFailure(error);
  }
};
