/** Draws the pictures in docs/pictures anew, from Takt as `npm start` brings it up with the demo company. */
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../server/test/end-to-end/browser.ts';
import { boardShowing, desktop, phone, signIn, type View } from '../server/test/end-to-end/page.ts';
import { removeFolder, startTakt } from '../server/test/end-to-end/world.ts';

const folder = 'docs/pictures';
const today = '2026-11-24';
const views: readonly (readonly [string, View])[] = [
  ['', desktop],
  ['-dark', { ...desktop, colorScheme: 'dark' }],
  ['-phone', phone],
  ['-phone-dark', { ...phone, colorScheme: 'dark' }],
];
const people = [
  ['forecast-board-manager', 'Sales Manager Hamburg'],
  ['forecast-board-rep', 'Linus Rübsam'],
  ['forecast-board-vp', 'VP Sales'],
] as const;

const board = async (browser: Browser, url: string, name: string, person: string): Promise<void> => {
  for (const [suffix, view] of views) {
    const page = await signIn(browser, url, person, view);
    await boardShowing(page, 'data');
    await page.waitForLoadState('networkidle');
    await page.locator('c-quota-attainment [data-state="data"]').waitFor();
    await shoot(page, `${name}${suffix}`);
  }
};

/** The deal page that a manager gets to from the board. */
const deal = async (browser: Browser, url: string): Promise<void> => {
  for (const [suffix, view] of views) {
    const page = await signIn(browser, url, 'Sales Manager Hamburg', view);
    await boardShowing(page, 'data');
    await page.locator('c-forecast-deals').getByRole('button').first().click();
    const link = page.locator('c-forecast-deals tr.deal').filter({ hasText: '%' }).getByRole('link').first();
    await page.goto(new URL((await link.getAttribute('href')) ?? '', url).href);
    await page.locator('c-deal-insight [data-state="data"]').waitFor();
    await page.locator('c-action-items [data-state]').waitFor();
    await page.waitForLoadState('networkidle');
    await shoot(page, `deal-manager${suffix}`);
  }
};

/** What the sales-ops admin sees: the import of quotas, and the plan in force. */
const quotas = async (browser: Browser, url: string): Promise<void> => {
  for (const [suffix, view] of views) {
    const page = await signIn(browser, url, 'Sales Operations', view);
    await page.goto(`${url}/lightning/n/Takt_Quota_Import`);
    await page.locator('c-quota-import [data-state="data"]').waitFor();
    await page.screenshot({ path: `${folder}/quota-import${suffix}.png`, fullPage: true });
    await page.goto(`${url}/lightning/o/Takt_Plan__c/list`);
    await page.getByRole('link', { name: /2026/ }).last().click();
    await page.locator('c-quota-plan [data-state="data"]').waitFor();
    await page.waitForLoadState('networkidle');
    await shoot(page, `quota-plan${suffix}`);
  }
};

/** What the meeting lead sees: the open actions by a list view, a meeting with all that hangs on it, a decision to fill in. */
const meetings = async (browser: Browser, url: string): Promise<void> => {
  for (const [suffix, view] of views) {
    const page = await signIn(browser, url, 'S&OP Meeting Lead', view);
    await page.goto(`${url}/lightning/o/Takt_Action__c/list?filterName=From_Meetings`);
    await page.getByText(/\d+ records/).waitFor();
    await page.screenshot({ path: `${folder}/action-list${suffix}.png` });
    await page.goto(`${url}/lightning/o/Takt_Meeting__c/list`);
    await page.getByRole('link', { name: /S&OP/ }).last().click();
    await page.getByRole('heading', { level: 2, name: /Takt Actions/ }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${folder}/meeting${suffix}.png`, fullPage: true });
    await page.goto(`${url}/lightning/o/Takt_Decision__c/new`);
    await page.getByRole('button', { name: 'Save' }).waitFor();
    await page.screenshot({ path: `${folder}/decision-form${suffix}.png` });
    await page.context().close();
  }
};

const shoot = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  await page.context().close();
  console.log(`${folder}/${name}.png`);
};

const [world, browser] = await Promise.all([startTakt(['--today', today]), launchBrowser()]);
try {
  const page = await browser.newPage({ viewport: { width: desktop.width, height: desktop.height } });
  await page.goto(world.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.screenshot({ path: `${folder}/choose-who-you-are.png` });
  for (const [name, person] of people) await board(browser, world.url, name, person);
  await deal(browser, world.url);
  await quotas(browser, world.url);
  await meetings(browser, world.url);
} finally {
  await browser.close();
  await world.stop();
  removeFolder(world.data);
}
