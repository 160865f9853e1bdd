import { z } from 'zod';

const example = 'postgres://user:password@host:5432/database';
const thisMachine = new Set(['127.0.0.1', '[::1]', 'localhost', '']);

/** Address of a PostgreSQL. What it says of a wrong one never shows it, for it holds a password. */
export const databaseUrl = z.string().superRefine((text, context) => {
  const problem = problemOf(text);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

const problemOf = (text: string): string | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^postgres(?:ql)?:$/.test(url.protocol)) {
    return `is no address of a PostgreSQL: write ${example}, with special characters of the password as %…`;
  }
  if (url.pathname.length < 2) return `names no database: write ${example}`;
  const host = url.searchParams.get('host') ?? url.hostname;
  const encryption = url.searchParams.get('sslmode');
  const local = thisMachine.has(host) || host.startsWith('/');
  if (encryption === 'verify-full' || encryption === 'disable' || (local && encryption === null)) return undefined;
  return (
    'must say how the way to another machine is kept secret: add ?sslmode=verify-full (with &sslrootcert=FILE for a ' +
    'certificate of your own), or ?sslmode=disable where you trust the whole network between them'
  );
};

/** A schema that needs no quotation marks. */
export const databaseSchema = z
  .string()
  .regex(
    /^(?!pg_)[a-z_][a-z0-9_]{0,62}$/,
    'must be the name of a schema in small letters, digits and underscores, like takt',
  );

/** Where a store in a server is, without what is secret. */
export const describeDatabase = (url: string, schema: string): string => {
  const { hostname, port, pathname } = new URL(url);
  return `PostgreSQL at ${hostname || 'this machine'}:${port || '5432'}${pathname}, schema ${schema}`;
};
