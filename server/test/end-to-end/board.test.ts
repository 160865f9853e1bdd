import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { accessibilityProblems, boardShowing, desktop, phone, signIn, type View } from './page.ts';
import { removeFolder, startTakt, type World } from './world.ts';

let world: World;
let browser: Browser;
let open: Page | undefined;

beforeAll(async () => {
  [world, browser] = await Promise.all([startTakt(['--today', '2026-11-24', '--deals', '1500']), launchBrowser()]);
});
afterEach(async () => {
  await open?.context().close();
  open = undefined;
});
afterAll(async () => {
  await browser.close();
  const { code } = await world.stop();
  removeFolder(world.data);
  expect(code).toBe(0);
});

const as = async (person: string, view: View = desktop): Promise<Page> => {
  open = await signIn(browser, world.url, person, view);
  return open;
};
const rowNames = (page: Page): Promise<readonly string[]> =>
  page.getByRole('treegrid').getByRole('rowheader').allInnerTexts();
const heading = (page: Page, name: RegExp) => page.getByRole('heading', { level: 1, name });

describe('the forecast board', () => {
  it('shows a manager the team: its people, its total, its band, and when that was known', async () => {
    const page = await as('Sales Manager Hamburg');
    await boardShowing(page, 'data');
    await heading(page, /Team Hamburg, Q4 2026/).waitFor();
    const names = await rowNames(page);
    expect(names).toContain('Linus Rübsam');
    expect(names.at(-1)).toBe('Team Hamburg');
    expect(names.join()).not.toContain('Leipzig');
    await page.getByText(/8 in 10: €/).waitFor();
    await page
      .locator('c-forecast-header')
      .getByText(/As of .*2026/)
      .waitFor();
    await page
      .getByRole('img', { name: /Q4 2026/ })
      .first()
      .waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('shows a rep her or his own numbers, and no peer’s, by the page or by any query of the page’s own rights', async () => {
    const page = await as('Linus Rübsam');
    await boardShowing(page, 'data');
    await heading(page, /Linus Rübsam, Q4 2026/).waitFor();
    expect(await page.getByRole('treegrid').count()).toBe(0);
    const token = await page.evaluate(() => sessionStorage.getItem('taktToken'));
    const authorized = { Authorization: `Bearer ${token ?? ''}`, 'Content-Type': 'application/json' };
    const soql = encodeURIComponent('SELECT Name, Person__r.Name FROM Takt_Forecast__c');
    const rows = (await (
      await fetch(`${world.url}/services/data/v67.0/query?q=${soql}`, { headers: authorized })
    ).json()) as { records: { Person__r: { Name: string } | null }[] };
    expect(new Set(rows.records.map((row) => row.Person__r?.Name))).toEqual(new Set(['Linus Rübsam']));
    const query = '{ uiapi { query { Takt_Scope__c(first: 200) { edges { node { Name { value } } } } } } }';
    const answer = (await (
      await fetch(`${world.url}/services/data/v67.0/graphql`, {
        method: 'POST',
        headers: authorized,
        body: JSON.stringify({ query }),
      })
    ).json()) as { data: { uiapi: { query: { Takt_Scope__c: { edges: { node: { Name: { value: string } } }[] } } } } };
    expect(answer.data.uiapi.query.Takt_Scope__c.edges.map(({ node }) => node.Name.value)).toEqual(['Linus Rübsam']);
  });

  it('opens the company to those who lead it, and lets them walk down to a person', async () => {
    const page = await as('VP Sales');
    await boardShowing(page, 'data');
    const grid = page.getByRole('treegrid');
    await grid.getByRole('row', { name: /Nordlicht/ }).waitFor();
    const regions = grid.getByRole('row', { name: /^Region North and East/ });
    await regions.focus();
    if ((await regions.getAttribute('aria-expanded')) === 'false') await page.keyboard.press('ArrowRight');
    const team = grid.getByRole('row', { name: /^Team Hamburg/ });
    await team.focus();
    if ((await team.getAttribute('aria-expanded')) === 'false') await page.keyboard.press('ArrowRight');
    await grid.getByRole('row', { name: /^Linus Rübsam/ }).click();
    await heading(page, /Linus Rübsam, Q4 2026/).waitFor();
  });

  it('leads from a team’s figures to its deals, which add up to them, and on to one of them', async () => {
    const page = await as('Sales Manager Hamburg');
    await boardShowing(page, 'data');
    await page.getByRole('button', { name: 'Show the deals of Team Hamburg' }).click();
    await page.getByText('The deals add up to the figures above, to the cent.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const deal = page.locator('c-forecast-deal-table').getByRole('link').first();
    const name = await deal.innerText();
    await deal.click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  });

  it('shows another quarter when it is picked', async () => {
    const page = await as('Sales Manager Hamburg');
    await boardShowing(page, 'data');
    await page.getByRole('radio', { name: 'Q1 2027' }).check();
    await heading(page, /Team Hamburg, Q1 2027/).waitFor();
    await boardShowing(page, 'data');
    await page.getByRole('radio', { name: 'Q3 2026' }).check();
    await heading(page, /Team Hamburg, Q3 2026/).waitFor();
  });

  it('recomputes on request, keeps the old numbers meanwhile, and says that nothing has changed', async () => {
    const page = await as('Sales Manager Hamburg');
    await boardShowing(page, 'data');
    await page.getByRole('button', { name: 'Recompute' }).click();
    await page.getByRole('progressbar').waitFor();
    await boardShowing(page, 'data');
    await page.getByRole('status').filter({ hasText: 'No number has changed' }).first().waitFor({ timeout: 60_000 });
  });

  it('fits a phone, in the dark too', async () => {
    const page = await as('Linus Rübsam', { ...phone, colorScheme: 'dark' });
    await boardShowing(page, 'data');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('is not there for somebody without access, who is told so', async () => {
    const page = await as('Momme Querfurth');
    await page.getByText(/No app here for you/).waitFor();
    expect(await page.locator('.board').count()).toBe(0);
  });
});
