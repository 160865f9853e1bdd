import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';

export interface View {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

export const desktop: View = { width: 1440, height: 1000, colorScheme: 'light' };
export const phone: View = { width: 390, height: 844, colorScheme: 'light' };

/** Opens Takt in a fresh browser context and chooses a person on its first page. */
export const signIn = async (browser: Browser, url: string, person: string, view = desktop): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    colorScheme: view.colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('button', { name: new RegExp(person) }).click();
  await page.waitForURL('**/lightning/page/home');
  return page;
};

/** The board once it shows that face: `data`, `empty`, `error`, `no-access` … */
export const boardShowing = async (page: Page, state: string): Promise<void> => {
  await page.locator(`.board[data-state="${state}"]`).waitFor();
};

/** What axe finds against WCAG 2.2 AA, one line a rule. */
export const accessibilityProblems = async (page: Page): Promise<readonly string[]> => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};
