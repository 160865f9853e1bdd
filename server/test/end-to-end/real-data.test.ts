import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { boardShowing, signIn } from './page.ts';
import { removeFolder, startTakt, type World } from './world.ts';

const folder = '../shared/data/maven-crm';
const present = existsSync(folder);
if (!present) console.log(`Skipped, since ${folder} is not there: the board on the public CRM data.`);

/** Won cents by quarter of the file's own dates: `2017-Q1` → 113,467,200. */
const wonByQuarter = (): ReadonlyMap<string, number> => {
  const rows: readonly Record<string, string>[] = parse(readFileSync(`${folder}/sales_pipeline.csv`), {
    columns: true,
  });
  const sums = new Map<string, number>();
  for (const row of rows) {
    if (row['deal_stage'] !== 'Won') continue;
    const [year = '', month = ''] = (row['close_date'] ?? '').split('-');
    const quarter = `${year}-Q${Math.ceil(Number(month) / 3)}`;
    sums.set(quarter, (sums.get(quarter) ?? 0) + Math.round(Number(row['close_value']) * 100));
  }
  return sums;
};

describe.skipIf(!present && process.env['CI'] !== 'true')('with the public CRM data', () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startTakt(['--import', folder, '--today', '2026-11-24']), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await world.stop();
    removeFolder(world.data);
  });

  it('has won totals per quarter on the board that are the file’s sums to the cent', async () => {
    // Today is in Q4 2026, the file ends in Q4 2017: 35 quarters on, it ends in the last complete quarter.
    const expected = [...wonByQuarter().entries()]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([, cents]) => (cents / 100).toFixed(2));
    expect(expected).toHaveLength(4);
    const page = await signIn(browser, world.url, 'Sales Operations');
    await boardShowing(page, 'data');
    const shown = await page.evaluate(async () => {
      const query = `{ uiapi { query { Takt_Forecast__c(first: 50,
        where: { and: [{ Scope_Type__c: { eq: "Company" } }, { Won_Deals__c: { gt: 0 } }] },
        orderBy: { External_Key__c: { order: ASC } }) { edges { node { Name { value } Won__c { value } } } } } } }`;
      const answer = await fetch('/services/data/v67.0/graphql', {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${sessionStorage.getItem('taktToken') ?? ''}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ query }),
      });
      const body = (await answer.json()) as {
        data: { uiapi: { query: { Takt_Forecast__c: { edges: { node: { Won__c: { value: number } } }[] } } } };
      };
      return body.data.uiapi.query.Takt_Forecast__c.edges.map(({ node }) => node.Won__c.value.toFixed(2));
    });
    expect(shown).toEqual(expected);
    await page.getByRole('radio', { name: 'Q3 2026' }).check();
    await boardShowing(page, 'data');
    await page.getByRole('heading', { level: 1, name: /Q3 2026/ }).waitFor();
    const total = page.getByRole('treegrid').getByRole('row', { name: /^Maven CRM/ });
    const exact = Number(expected.at(-1)).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
    await total.getByTitle(exact).first().waitFor();
  });
});
