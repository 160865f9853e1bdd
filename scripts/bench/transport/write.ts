/** Writes result rows by Takt's Bulk client, or by jsforce's Collections: `node write.ts <takt|jsforce> <org> <key> <rows>`. */
import { readFileSync } from 'node:fs';
import jsforce from 'jsforce';
import { bulkIngest } from '../../../server/src/adapters/salesforce/bulk-ingest.ts';
import { connect } from '../../../server/src/adapters/salesforce/connection.ts';

const [, , by, address = '', keyFile = '', count = '0', username = ''] = process.argv;
const timing = {
  random: () => Math.random(),
  now: () => Date.now(),
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
};
const credentials = {
  loginUrl: address,
  clientId: 'bench',
  username,
  privateKey: readFileSync(keyFile, 'utf8'),
};
const connection = connect({ credentials, timing });
const session = await connection.signIn();
const columns = ['External_Key__c', 'Name', 'Type__c', 'Effective_From__c'] as const;
const rows = Array.from({ length: Number(count) }, (_, at) => [
  `bench:${by}:${at}`,
  `Scope ${at}`,
  'Team',
  '2026-01-01',
]);
const object = 'Takt_Scope__c';

let calls = 0;
const byTakt = async (): Promise<number> => {
  const counting: typeof connection = {
    ...connection,
    call(request) {
      calls += 1;
      return connection.call(request);
    },
  };
  const request = { object, operation: 'upsert', externalIdField: columns[0], columns, rows } as const;
  const onJob = (): Promise<void> => Promise.resolve();
  const outcomes = await bulkIngest(counting, { ...request, onJob }, { timing }, new AbortController().signal);
  return outcomes.filter(({ ok }) => ok).length;
};

const byJsforce = async (): Promise<number> => {
  const other = new jsforce.Connection({
    instanceUrl: session.instanceUrl,
    accessToken: session.token,
    version: '67.0',
  });
  const records = rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ''])));
  const results = await other.sobject(object).upsert(records, columns[0], { allowRecursive: true });
  calls = Math.ceil(rows.length / 200);
  return results.filter(({ success }) => success).length;
};

const started = performance.now();
const written = await (by === 'takt' ? byTakt() : byJsforce());
console.log(JSON.stringify({ written, calls, seconds: Math.round((performance.now() - started) / 10) / 100 }));
