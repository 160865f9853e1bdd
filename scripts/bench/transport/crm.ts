/** A loopback CRM with as many opportunities as one likes; `node crm.ts <deals> <gzip|plain>` says its address. */
import { createServer, type ServerResponse } from 'node:http';
import { constants, gzip } from 'node:zlib';
import { objectMaps } from '../../../server/src/adapters/salesforce/table-map.ts';
import { rowsOfDeals, type DealRows } from './rows-of-deals.ts';

const deals = Number(process.argv[2] ?? '1000');
const packs = process.argv[3] === 'gzip';
const needed = new Set([
  'Organization',
  'Period',
  'OpportunityStage',
  'UserRole',
  'User',
  'Opportunity',
  'OpportunityHistory',
]);
const objects = new Map(
  Object.values(objectMaps)
    .filter(({ object }) => needed.has(object))
    .map(({ object, fields }) => [object, Object.values(fields)]),
);
const parts = 8;

interface Job {
  readonly rows: DealRows;
  readonly total: number;
}
const jobs = new Map<string, Job>();

const page = (response: ServerResponse, accepts: string, url: URL, { rows, total }: Job): void => {
  const from = Number(url.searchParams.get('locator') ?? '0');
  const to = Math.min(total, from + Number(url.searchParams.get('maxRecords') ?? total));
  const headers = {
    'content-type': 'text/csv; charset=UTF-8',
    'sforce-numberofrecords': String(to - from),
    'sforce-locator': to < total ? String(to) : 'null',
  };
  if (!packs || !accepts.includes('gzip')) {
    response.writeHead(200, headers);
    response.write(rows.header);
    // In pieces: nobody holds a result of hundreds of megabytes at once.
    const piece = Math.max(1, Math.ceil((to - from) / parts));
    const send = (at: number): void => {
      if (at >= to) response.end();
      else {
        response.write(rows.lines(at, Math.min(to, at + piece)), () => {
          send(at + piece);
        });
      }
    };
    send(from);
    return;
  }
  const body = Buffer.concat([rows.header, rows.lines(from, to)]);
  gzip(body, { level: constants.Z_BEST_SPEED }, (_error, packed) => {
    response.writeHead(200, { ...headers, 'content-encoding': 'gzip' });
    response.end(packed);
  });
};

const queried = (soql: string): readonly Readonly<Record<string, unknown>>[] => {
  const object = /FROM (\w+)/.exec(soql)?.[1] ?? '';
  if (object === 'Organization') return [{ Id: '00D000000000001EAA', Name: 'Bench', TimeZoneSidKey: 'UTC' }];
  if (object === 'Opportunity' && soql.includes('LIMIT 1')) return [{ SystemModstamp: '2026-11-20T05:00:00.000+0000' }];
  return [];
};

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const missing = (what: string): Answer => ({ status: 404, body: [{ errorCode: 'NOT_FOUND', message: what }] });

const describe = (object: string): Answer => {
  const fields = objects.get(object);
  return fields === undefined
    ? missing(object)
    : ok({ name: object, queryable: true, fields: describedFields(fields) });
};

const newJob = (query: string): Answer => {
  const fields = (/SELECT (.+?) FROM/i.exec(query)?.[1] ?? '').split(',').map((field) => field.trim());
  const id = `750${String(jobs.size).padStart(12, '0')}AAA`;
  jobs.set(id, { rows: rowsOfDeals(fields), total: /FROM Opportunity\b/.test(query) ? deals : 0 });
  return ok({ id, state: 'UploadComplete', operation: 'query' });
};

const composed = (requests: readonly { readonly url: string; readonly referenceId: string }[]): Answer =>
  ok({
    compositeResponse: requests.map(({ url, referenceId }) => {
      const { status, body } = answer(new URL(url, 'http://crm'), '');
      return { body, httpHeaders: {}, httpStatusCode: status, referenceId };
    }),
  });

const answer = (url: URL, sent: string): Answer => {
  const end = url.pathname.replace(/^\/services\/data\/v[\d.]+/, '');
  if (url.pathname === '/services/oauth2/token') {
    const id = `${url.origin}/id/00D000000000001EAA/005000000000001AAA`;
    return ok({ access_token: 'bench', instance_url: url.origin, id });
  }
  if (end === '/composite') return composed((JSON.parse(sent) as { compositeRequest: [] }).compositeRequest);
  if (end.endsWith('/describe')) return describe(decodeURIComponent(end.split('/').at(-2) ?? ''));
  if (end === '/jobs/query') return newJob((JSON.parse(sent) as { query: string }).query);
  if (end.startsWith('/jobs/query/')) {
    const id = end.slice('/jobs/query/'.length);
    const job = jobs.get(id);
    return job === undefined ? missing(id) : ok({ id, state: 'JobComplete', numberRecordsProcessed: job.total });
  }
  const records = queried(url.searchParams.get('q') ?? '');
  return ok({ totalSize: records.length, done: true, records });
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
    const job = jobs.get(/\/jobs\/query\/(\w+)\/results$/.exec(url.pathname)?.[1] ?? '');
    if (job !== undefined) {
      page(response, request.headers['accept-encoding'] ?? '', url, job);
      return;
    }
    const { status, body } = answer(url, Buffer.concat(chunks).toString());
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
});

/** A parent's field is seen by the name of its relationship. */
const describedFields = (fields: readonly string[]) =>
  fields.map((field) => {
    const [parent, child] = field.split('.');
    return child === undefined
      ? { name: field, type: 'string' }
      : { name: `${parent ?? ''}Id`, type: 'reference', relationshipName: parent };
  });

// Whoever began it has ended.
process.stdin.resume().on('end', () => process.exit());

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(`http://127.0.0.1:${address.port}`);
});
