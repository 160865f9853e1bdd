import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { accessibilityProblems, boardShowing, desktop, signIn } from './page.ts';
import { removeFolder, startTakt, type World } from './world.ts';

let world: World;
let browser: Browser;
const open: Page[] = [];

beforeAll(async () => {
  [world, browser] = await Promise.all([startTakt(['--today', '2026-11-24', '--deals', '1500']), launchBrowser()]);
});
afterEach(async () => {
  for (const page of open.splice(0)) await page.context().close();
});
afterAll(async () => {
  await browser.close();
  await world.stop();
  removeFolder(world.data);
});

const as = async (person: string): Promise<Page> => {
  const page = await signIn(browser, world.url, person, desktop);
  open.push(page);
  return page;
};
const loaded = async (page: Page, component: string, state = 'data'): Promise<void> => {
  await page.locator(`${component} [data-state="${state}"]`).first().waitFor();
};
const pick = async (page: Page, label: string, option: string | RegExp): Promise<void> => {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
};
const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

describe('a manager', () => {
  it('goes from the board to a person, to a deal, and reads there what to expect of it', async () => {
    const page = await as('Sales Manager Hamburg');
    await boardShowing(page, 'data');
    await loaded(page, 'c-quota-attainment');
    const attainment = page.locator('c-quota-attainment');
    await attainment.getByRole('row', { name: /Team Hamburg/ }).waitFor();
    await page
      .getByRole('treegrid')
      .getByRole('row', { name: /^Adele Uhlenbrock/ })
      .click();
    await page.getByRole('heading', { level: 1, name: /Adele Uhlenbrock, Q4 2026/ }).waitFor();
    await loaded(page, 'c-forecast-deals');
    await page.getByText(/to the cent/).waitFor();
    const deal = page.locator('c-forecast-deals tr.deal').filter({ hasText: '%' }).getByRole('link').first();
    const name = await deal.innerText();
    await deal.click();
    await page.waitForURL('**/lightning/r/Opportunity/**');
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await loaded(page, 'c-deal-insight');
    await page
      .getByText(/Wins by 31 December|Wins by Dec 31|Wins by/)
      .first()
      .waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});

describe('a meeting lead and a rep', () => {
  it('agree an action on a deal, which the rep closes with what came of it', async () => {
    const rep = await as('Linus Rübsam');
    await boardShowing(rep, 'data');
    await loaded(rep, 'c-forecast-deals');
    const link = rep.locator('c-forecast-deals tr.deal').getByRole('link').first();
    const href = (await link.getAttribute('href')) ?? '';

    const lead = await as('Meeting Lead');
    await lead.goto(new URL(href, world.url).href);
    const items = lead.locator('c-action-items');
    await items.getByRole('button', { name: 'Add action' }).click();
    await items.getByLabel('Subject').fill('Confirm the delivery window');
    await items.getByLabel('Due Date').fill('2026-12-04');
    await items.getByLabel('Meeting', { exact: true }).selectOption({ index: 1 });
    await items.getByRole('button', { name: 'Save' }).click();
    await items.getByText('Confirm the delivery window').waitFor();
    expect(await accessibilityProblems(lead)).toEqual([]);

    await rep.goto(`${world.url}/lightning/page/home`);
    const mine = rep.locator('c-action-row').filter({ hasText: 'Confirm the delivery window' });
    await mine
      .getByRole('button', { name: /^Confirm the delivery window: Done|Done/ })
      .first()
      .click();
    await mine.getByRole('button', { name: 'Set to done' }).click();
    await mine.getByText('Say what came of it.').waitFor();
    await mine.getByLabel('Outcome').fill('Week 50 is fixed with logistics');
    await mine.getByRole('button', { name: 'Set to done' }).click();
    await mine.getByText('Week 50 is fixed with logistics').waitFor();
    await mine.getByRole('button', { name: /Reopen/ }).waitFor();
  });
});

describe('a sales-ops admin', () => {
  it('imports quotas after mending what was wrong, publishes them, and sees the attainment they make', async () => {
    const page = await as('Sales Operations');
    await page.getByRole('button', { name: /More pages/ }).click();
    await page.getByRole('link', { name: 'Import Quotas' }).last().click();
    await loaded(page, 'c-quota-import');
    await pick(page, 'Fiscal year', /2026/);
    await pick(page, 'Amounts are written as', '1234.50');
    await pick(page, 'Dates are written as', 'YYYY-MM-DD');
    const months = Array.from({ length: 12 }, (_, at) => `Month ${at + 1}`).join(',');
    const row = (person: string, amount: string): string =>
      `${person},${Array.from({ length: 12 }, () => amount).join(',')}`;
    const username = await page.evaluate(async () => {
      const users = (await (await fetch('/shell/users')).json()) as { name: string; username: string }[];
      return users.find(({ name }) => name === 'Linus Rübsam')?.username ?? '';
    });
    const file = page.locator('c-quota-import input[type="file"]');
    await file.setInputFiles(csv('broken.csv', `Person,${months}\n${row('nobody@nordlicht.example', 'many')}\n`));
    await page
      .locator('c-quota-import-preview')
      .getByText(/nobody@nordlicht\.example/)
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: /^Import \d* ?quotas?/ }).isDisabled()).toBe(true);
    expect(await accessibilityProblems(page)).toEqual([]);

    await file.setInputFiles(csv('quotas.csv', `Person,${months}\n${row(username, '10000')}\n`));
    await page.getByRole('button', { name: /^Import 1 quotas?/ }).click();
    await page.getByRole('link', { name: 'Open the plan' }).click();
    await loaded(page, 'c-quota-plan');
    await page
      .locator('c-quota-plan')
      .getByRole('row', { name: /Linus Rübsam/ })
      .waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: /^Publish version 2/ }).click();
    await page.getByText('Published.').first().waitFor({ timeout: 120_000 });

    const rep = await as('Linus Rübsam');
    await boardShowing(rep, 'data');
    await loaded(rep, 'c-quota-attainment');
    await rep
      .locator('c-quota-attainment')
      .getByText(/30,000|30K|€30/)
      .first()
      .waitFor();
  });
});
