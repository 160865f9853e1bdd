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

  /** Each part of a composite has an address of its own, which may hold a query; numbers keep their digits. */
  const addressed = (body: string): string =>
    body.replace(/("url"\s*:\s*)("(?:\\.|[^"\\])*")/g, (_all, key: string, url: string) => {
      const [path = '', asked] = String(JSON.parse(url)).split('?');
      if (asked === undefined) return key + JSON.stringify(named(path));
      const values = new URLSearchParams(asked);
      const q = values.get('q');
      if (q !== null) values.set('q', soql(q));
      return key + JSON.stringify(`${named(path)}?${q === null ? asked : values.toString()}`);
    });

  const bodyOf = (request: ApiRequest): ApiRequest['body'] => {
    const { body, path } = request;
    if (body === undefined) return undefined;
    if (typeof body !== 'string') return path.startsWith('/jobs/ingest') ? headed(body, named) : body;
    if (path === '/jobs/ingest') {
      // The job's object and key are values here.
      return isAboutTakt(body) ? named(body) : body;
    }
    if (path.startsWith('/jobs/query')) {
      const job = JSON.parse(body) as { query?: unknown };
      return typeof job.query === 'string' ? JSON.stringify({ ...job, query: soql(job.query) }) : body;
    }
    if (path === '/composite') return addressed(json(body));
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
    return { ...answer, body: withoutPrefix(answer, prefix, isDescription(request)) };
  };

  return { ...connection, call };
};

/** Of one object, or of several at once. */
const isDescription = ({ path, body }: ApiRequest): boolean =>
  path.endsWith('/describe') ||
  (path === '/composite' && typeof body === 'string' && /"url"\s*:\s*"[^"]*\/describe"/.test(body));

/** An answer's names without the namespace: JSON keys, in a description names as well, and a CSV page's header. */
const withoutPrefix = (answer: HttpAnswer, prefix: string, isDescription: boolean): HttpAnswer['body'] => {
  const bytes = Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength);
  if (!bytes.includes(prefix)) return answer.body;
  if ((answer.headers.get('content-type') ?? '').includes('csv')) {
    return headed(answer.body, (head) => head.replaceAll(prefix, ''));
  }
  const after = isDescription ? '' : '(?=\\s*:)';
  const name = new RegExp(`"${prefix}(\\w+__[cr])"${after}`, 'g');
  return new Uint8Array(Buffer.from(bytes.toString().replace(name, '"$1"')));
};

/** CSV whose first line is written anew. */
const headed = (csv: Uint8Array<ArrayBuffer>, change: (head: string) => string): Uint8Array<ArrayBuffer> => {
  const at = csv.indexOf(0x0a);
  const end = at < 0 ? csv.length : at;
  const head = change(new TextDecoder().decode(csv.subarray(0, end)));
  return new Uint8Array(Buffer.concat([Buffer.from(head), csv.subarray(end)]));
};
