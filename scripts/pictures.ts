/** Draws the pictures in docs/pictures anew, from Takt as `npm start` brings it up with the demo company. */
import type { Browser } from 'playwright-core';
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
    await page.screenshot({ path: `${folder}/${name}${suffix}.png`, fullPage: true });
    await page.context().close();
    console.log(`${folder}/${name}${suffix}.png`);
  }
};

const [world, browser] = await Promise.all([startTakt(['--today', today]), launchBrowser()]);
try {
  const page = await browser.newPage({ viewport: { width: desktop.width, height: desktop.height } });
  await page.goto(world.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.screenshot({ path: `${folder}/choose-who-you-are.png` });
  for (const [name, person] of people) await board(browser, world.url, name, person);
} finally {
  await browser.close();
  await world.stop();
  removeFolder(world.data);
}
