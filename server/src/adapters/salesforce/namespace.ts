import type { ApiRequest, Connection } from './connection.ts';
import type { HttpAnswer } from './transport.ts';

/** A custom object's, field's or relationship's name that carries no namespace yet. */
const customName = /(?<![\w$])(?!\w+?__\w+__[cr]\b)[A-Za-z]\w*?__[cr]\b/g;
/** A quoted text of SOQL, with its escapes, or anything that is none. */
const soqlParts = /'(?:\\.|[^'\\])*'|[^']+/g;

const isAboutTakt = (text: string): boolean => /\bTakt_\w+__c\b/.test(text);
const ofTakt = /\bFROM\s+Takt_\w+__c\b/i;

/**
 * Speaks to an org in which Takt is installed with a namespace: names go out as `acme__Takt_Run__c` and come back
 * without it, so that no other room knows of it. Only requests about Takt's own objects are touched: custom fields of
 * the company's own on standard objects have no namespace, and texts that people wrote stay as they are.
 * @param namespace empty where Takt is deployed without one.
 */
export const inNamespace = (connection: Connection, namespace: string): Connection => {
  if (namespace === '') return connection;
  const prefix = `${namespace}__`;
  const named = (text: string): string => text.replace(customName, (name) => prefix + name);
  const soql = (query: string): string =>
    ofTakt.test(query) ? query.replace(soqlParts, (part) => (part.startsWith("'") ? part : named(part))) : query;

  /** Keys, and the type of a record; values are people's. */
  const json = (body: string): string =>
    body
      .replace(/"([A-Za-z]\w*__[cr])"(?=\s*:)/g, (_all, name: string) => `"${named(name)}"`)
      .replace(/("type"\s*:\s*)"(\w+__c)"/g, (_all, key: string, name: string) => `${key}"${named(name)}"`);

  const bodyOf = (request: ApiRequest): string | undefined => {
    const { body, path } = request;
    if (body === undefined) return undefined;
    if (path.startsWith('/jobs/query')) {
      const job = JSON.parse(body) as { query?: unknown };
      return typeof job.query === 'string' ? JSON.stringify({ ...job, query: soql(job.query) }) : body;
    }
    return isAboutTakt(path) || isAboutTakt(body) ? json(body) : body;
  };

  const call = async (request: ApiRequest): Promise<HttpAnswer> => {
    const { query } = request;
    const body = bodyOf(request);
    const answer = await connection.call({
      ...request,
      path: isAboutTakt(request.path) ? named(request.path) : request.path,
      ...(query === undefined ? {} : { query: query['q'] === undefined ? query : { ...query, q: soql(query['q']) } }),
      ...(body === undefined ? {} : { body }),
    });
    return { ...answer, body: withoutPrefix(answer, prefix, request.path.endsWith('/describe')) };
  };

  return { ...connection, call };
};

/** An answer's names without the namespace: JSON keys, in a description names as well, and a CSV page's header. */
const withoutPrefix = (answer: HttpAnswer, prefix: string, isDescription: boolean): HttpAnswer['body'] => {
  const bytes = Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength);
  if (!bytes.includes(prefix)) return answer.body;
  if ((answer.headers.get('content-type') ?? '').includes('csv')) {
    const end = bytes.indexOf('\n');
    const head = bytes.subarray(0, end < 0 ? bytes.length : end).toString();
    return new Uint8Array(Buffer.concat([Buffer.from(head.replaceAll(prefix, '')), bytes.subarray(head.length)]));
  }
  const after = isDescription ? '' : '(?=\\s*:)';
  const name = new RegExp(`"${prefix}(\\w+__[cr])"${after}`, 'g');
  return new Uint8Array(Buffer.from(bytes.toString().replace(name, '"$1"')));
};
