/**
 * A local org with an empty company or the demo's, its requests delayed; `node org.ts <deals> <delay ms> <public key>`
 * says its address. A line `change <n>` on its input changes the n
 * newest deals and says when.
 */
import { createInterface } from 'node:readline';
import { serviceUsername } from '../../../server/local-org/import/personas.ts';
import { seedDemo } from '../../../server/local-org/seed/index.ts';
import type { RecordInput } from '../../../server/local-org/org.ts';
import { startLocalOrg } from '../../../server/local-org/start.ts';

const [, , deals = '1', delay = '0', publicKey = ''] = process.argv;
const today = '2026-11-24';
const running = await startLocalOrg({
  data: ':memory:',
  port: 0,
  adminPort: 0,
  today,
  clients: [{ id: 'bench', publicKey }],
  prepare: (org) => {
    seedDemo(org, { today, deals: Number(deals) });
  },
});
const { org } = running;
if (Number(delay) > 0) {
  await fetch(`${running.adminUrl ?? ''}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ match: { path: '/services/data' }, count: 0, action: { kind: 'delay', ms: Number(delay) } }),
  });
}
const say = (event: unknown): void => {
  console.log(JSON.stringify(event));
};
say({ url: running.url, adminUrl: running.adminUrl, username: serviceUsername });

/** As the company's board shows it. */
const shown = (): string =>
  JSON.stringify(
    org
      .query(
        org.system,
        "SELECT External_Key__c, Won__c, Pipeline__c, Weighted__c FROM Takt_Forecast__c WHERE Scope_Type__c = 'Company' ORDER BY External_Key__c",
      )
      .records.map((record) => ['External_Key__c', 'Won__c', 'Pipeline__c', 'Weighted__c'].map((name) => record[name])),
  );

/** The newest deals with a note in each, and other chances where they are open: products alone say what a deal is worth. */
const changesOf = (count: number): readonly RecordInput[] => {
  const changes: RecordInput[] = [];
  const soql = `SELECT Id, IsClosed FROM Opportunity WHERE Amount > 0 ORDER BY CloseDate DESC LIMIT ${count}`;
  for (let page = org.query(org.system, soql); ; page = org.queryMore(org.system, page.cursor)) {
    for (const { Id, IsClosed } of page.records) {
      changes.push({ Id: String(Id), Description: 'Called', ...(IsClosed === true ? {} : { Probability: 37 }) });
    }
    if (page.cursor === undefined) return changes;
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  const [word, count = '0'] = line.split(' ');
  if (word === 'change') {
    const deals = changesOf(Number(count));
    const before = shown();
    let changed = 0;
    for (let at = 0; at < deals.length; at += 200) {
      const results = org.update(org.system, 'Opportunity', deals.slice(at, at + 200));
      const refused = results.find(({ success }) => !success);
      if (refused !== undefined) console.error(JSON.stringify(refused.errors));
      changed += results.filter(({ success }) => success).length;
    }
    say({ changed, at: Date.now(), before });
  } else if (word === 'shown') say({ shown: shown() });
}
await running.close();
