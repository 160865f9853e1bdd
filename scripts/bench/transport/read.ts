/** Reads one result of Bulk by Takt's client or by jsforce: `node read.ts <takt|jsforce> <address>`; prints its CPU. */
import jsforce from 'jsforce';
import { generateKeyPairSync } from 'node:crypto';
import { bulkQuery } from '../../../server/src/adapters/salesforce/bulk-query.ts';
import { connect } from '../../../server/src/adapters/salesforce/connection.ts';
import { objectMaps } from '../../../server/src/adapters/salesforce/table-map.ts';

const [, , by, address = ''] = process.argv;
const fields = Object.values(objectMaps.opportunity.fields).filter((field) => !field.includes('.'));
const timing = {
  random: () => Math.random(),
  now: () => Date.now(),
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
};

const byTakt = async (): Promise<number> => {
  const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  const credentials = { loginUrl: address, clientId: 'bench', username: 'bench', privateKey };
  const connection = connect({ credentials, timing });
  await connection.signIn();
  const query = { fields, object: 'Opportunity', includeDeleted: true };
  let rows = 0;
  for await (const page of bulkQuery(connection, query, { timing }, new AbortController().signal)) rows += page.rows;
  return rows;
};

const byJsforce = async (): Promise<number> => {
  const connection = new jsforce.Connection({ instanceUrl: address, accessToken: 'bench', version: '67.0' });
  const stream = await connection.bulk2.query(`SELECT ${fields.join(', ')} FROM Opportunity`, { scanAll: true });
  let rows = 0;
  await new Promise<void>((resolve, reject) => {
    stream.on('record', () => {
      rows += 1;
    });
    stream.on('end', resolve);
    stream.on('error', reject);
  });
  return rows;
};

const before = process.cpuUsage();
const rows = await (by === 'takt' ? byTakt() : byJsforce());
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({
    rows,
    cpuSeconds: (user + system) / 1_000_000,
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
