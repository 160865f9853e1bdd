import { execFileSync } from 'node:child_process';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ShellModel } from '../../../local-org/shell/app-model.ts';
import { launchBrowser } from '../../end-to-end/browser.ts';
import { accessibilityProblems } from '../../end-to-end/page.ts';
import { insert, serveCompany, type Person, type Served } from './company.ts';

let company: Served;
let browser: Browser;
let context: BrowserContext | undefined;

beforeAll(async () => {
  execFileSync(process.execPath, ['scripts/build/shell.ts'], { stdio: 'pipe' });
  [company, browser] = await Promise.all([serveCompany(), launchBrowser()]);
}, 240_000);
afterEach(() => context?.close());
afterAll(async () => {
  await browser.close();
  await company.close();
});

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** A page of a person, or of nobody yet. */
const openAs = async (person: Person | undefined, path: string, viewport = desktop): Promise<Page> => {
  context = await browser.newContext({ viewport, colorScheme: 'light' });
  const page = await context.newPage();
  if (person !== undefined) {
    const token = company.token(person);
    await page.addInitScript((value) => {
      // Later pages of the tab keep what the person did there: logging in as somebody else, or out.
      if (sessionStorage.getItem('taktToken') === null) sessionStorage.setItem('taktToken', value);
    }, token);
  }
  await page.goto(company.url + path);
  return page;
};

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

describe('the shell in a browser', () => {
  it('asks who you are, logs you in, and shows the home page of the app', async () => {
    const page = await openAs(undefined, '/');
    await heading(page, 'Choose who you are').waitFor();
    await page.getByRole('button', { name: /Ann Ash/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: /Ann Ash/ }).click();
    await page.waitForURL('**/lightning/page/home');
    await heading(page, 'Home').waitFor();
    expect(await page.getByRole('link', { name: 'Home', exact: true }).getAttribute('aria-current')).toBe('page');
  });

  it('leads from a tab to its list, from there to a record, and back', async () => {
    const page = await openAs(company.maya, '/lightning/page/home');
    await page.getByRole('link', { name: 'Takt Forecasts' }).click();
    await heading(page, 'Takt Forecasts').waitFor();
    await page.getByText('3 records').waitFor();
    expect(await page.getByRole('cell', { name: '$120,000.50' }).count()).toBe(1);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Forecast 2' }).click();
    await heading(page, 'Forecast 2').waitFor();
    const form = page.locator('shell-record-detail');
    await form.getByRole('link', { name: 'Q4 2026' }).waitFor();
    expect(await form.getByText('$80,000.00').count()).toBe(1);
    expect(await form.getByRole('heading').allTextContents()).toContain('Where it stands');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goBack();
    await heading(page, 'Takt Forecasts').waitFor();
  });

  it('shows a rep the own rows only', async () => {
    const page = await openAs(company.ann, '/lightning/o/Takt_Forecast__c/list');
    await page.getByText('1 record', { exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'Forecast 2' }).count()).toBe(0);
  });

  it('changes the person from the user menu', async () => {
    const page = await openAs(company.ann, '/lightning/o/Takt_Forecast__c/list');
    await page.getByText('1 record', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Ann Ash:/ }).click();
    await page.getByRole('button', { name: /Maya Maple/ }).click();
    await page.getByRole('button', { name: /^Maya Maple:/ }).waitFor();
    await page.getByText('3 records').waitFor();
  });

  it('says that a record is not there for who may not see it', async () => {
    const page = await openAs(company.ann, `/lightning/r/Takt_Forecast__c/${company.forecasts[1] ?? ''}/view`);
    await heading(page, 'This record cannot be shown').waitFor();
  });

  it('has a page for addresses without one, and for people without an app', async () => {
    const lost = await openAs(company.ann, '/lightning/nowhere/at/all');
    await heading(lost, 'There is no such page').waitFor();
    await lost.getByRole('link', { name: 'Go to the home page' }).click();
    await heading(lost, 'Home').waitFor();
    await context?.close();
    const outside = await openAs(company.nora, '/lightning/page/home');
    await heading(outside, 'No app here for you yet').waitFor();
    expect(await accessibilityProblems(outside)).toEqual([]);
  });

  it('turns dark and light, and remembers it', async () => {
    const page = await openAs(company.ann, '/lightning/o/Takt_Run__c/list');
    const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    await heading(page, 'Takt Runs').waitFor();
    expect(await background()).toBe('rgb(243, 243, 243)');
    await page.getByRole('button', { name: 'How it looks' }).click();
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await background()).toBe('rgb(20, 24, 30)');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.reload();
    await heading(page, 'Takt Runs').waitFor();
    expect(await background()).toBe('rgb(20, 24, 30)');
  });

  it('folds the tabs into a menu on a phone, without scrolling sideways', async () => {
    const page = await openAs(company.maya, '/lightning/o/Takt_Run__c/list', phone);
    await heading(page, 'Takt Runs').waitFor();
    expect(await page.getByRole('link', { name: 'Takt Forecasts' }).count()).toBe(0);
    await page.getByRole('button', { name: /Pages/ }).click();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Takt Forecasts' }).click();
    await heading(page, 'Takt Forecasts').waitFor();
    await page.getByText('3 records').waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(phone.width);
  });

  it('keeps the tabs that do not fit in a menu, and all of them in reach', async () => {
    const page = await openAs(company.sam, '/lightning/o/Takt_Forecast__c/list');
    await heading(page, 'Takt Forecasts').waitFor();
    const tabs = page.getByRole('navigation', { name: 'Takt' }).getByRole('link');
    const more = page.getByRole('button', { name: 'More pages' });
    await more.click();
    await page.getByRole('link', { name: 'Takt Runs' }).waitFor();
    const beside = await tabs.count();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Takt Runs' }).click();
    await heading(page, 'Takt Runs').waitFor();
    expect(await more.textContent()).toContain('Takt Runs');
    await page.setViewportSize({ width: 800, height: 900 });
    await more.click();
    await page.getByRole('link', { name: 'Takt Runs' }).waitFor();
    expect(await tabs.count()).toBe(beside);
  });

  it('goes to the content by keyboard, and closes menus by Escape', async () => {
    const page = await openAs(company.ann, '/lightning/o/Takt_Run__c/list');
    await heading(page, 'Takt Runs').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('main:focus').waitFor();
    const launcher = page.getByRole('button', { name: 'App launcher' });
    await launcher.click();
    expect(await launcher.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await launcher.getAttribute('aria-expanded')).toBe('false');
  });

  it('asks to log in again when the session is over', async () => {
    context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(company.url);
    await page.evaluate(() => {
      sessionStorage.setItem('taktToken', 'stale');
    });
    await page.goto(`${company.url}/lightning/page/home`);
    await heading(page, 'Choose who you are').waitFor();
  });
});

describe('the page of a deal', () => {
  const openDeal = async (viewport = desktop): Promise<Page> => {
    const { ann, org } = company;
    const [account = ''] = insert(org, 'Account', [{ Name: 'Halvorn Water', OwnerId: ann.id }]);
    const [deal = ''] = insert(org, 'Opportunity', [
      {
        ...{ Name: 'Pump retrofit', AccountId: account, OwnerId: ann.id, Amount: 64_000 },
        ...{ StageName: 'Prospecting', CloseDate: '2026-11-30' },
      },
    ]);
    const page = await openAs(ann, `/lightning/r/Opportunity/${deal}/view`, viewport);
    await heading(page, 'Pump retrofit').waitFor();
    await page.getByRole('heading', { name: 'Not worked out yet' }).waitFor();
    return page;
  };

  it('has its name and main fields in the heading, its details, what to expect, and what points to it', async () => {
    const page = await openDeal();
    await page.getByRole('heading', { level: 2, name: 'Opportunity Products (0)' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.getByRole('heading', { level: 2, name: 'Opportunity Information' }).count()).toBe(1);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Halvorn Water' }).first().click();
    await heading(page, 'Halvorn Water').waitFor();
    await page.getByRole('link', { name: 'Pump retrofit' }).first().click();
    await heading(page, 'Pump retrofit').waitFor();
  });

  it('fits a phone without scrolling sideways', async () => {
    const page = await openDeal(phone);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(phone.width);
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});

describe('a record that a person writes', () => {
  const open = async (path: string): Promise<Page> => openAs(company.sam, path);
  const save = (page: Page): Promise<void> => page.getByRole('button', { name: 'Save' }).click();

  it('is made on a form of its layout, held to the org’s rules, changed, and listed by views', async () => {
    const page = await open('/lightning/o/Takt_Plan__c/list');
    await page.getByRole('button', { name: 'New' }).click();
    await heading(page, 'New Takt Plan').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('Plan', { exact: true }).fill('Quotas 2027');
    await page.getByLabel('Fiscal Year').fill('27');
    await page.getByLabel('Version', { exact: true }).fill('1');
    await save(page);
    await page
      .getByText(/four digits/i)
      .first()
      .waitFor();
    await page.getByLabel('Fiscal Year').fill('2027');
    await save(page);
    await heading(page, 'Quotas 2027').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Target').fill('250000');
    await save(page);
    await page.getByText('$250,000.00').first().waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
  });

  it('is not written over what somebody else changed meanwhile', async () => {
    const { org, sam } = company;
    const [id = ''] = insert(org, 'Takt_Plan__c', [
      { Name: 'Draft', Fiscal_Year__c: '2028', Version__c: 1, Kind__c: 'Quota', OwnerId: sam.id },
    ]);
    const page = await open(`/lightning/r/Takt_Plan__c/${id}/view`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Note').fill('Mine');
    org.update(org.system, 'Takt_Plan__c', [{ Id: id, Note__c: 'Theirs' }]);
    await save(page);
    await page.getByRole('alert').waitFor();
    expect(org.query(org.system, `SELECT Note__c FROM Takt_Plan__c WHERE Id = '${id}'`).records[0]?.['Note__c']).toBe(
      'Theirs',
    );
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Edit' }).waitFor();
  });

  it('leads to another record by the name that is looked for', async () => {
    const page = await open('/lightning/o/Takt_Plan__c/new');
    await page.getByLabel('Parent Version', { exact: true }).fill('draf');
    await page.getByRole('button', { name: 'Draft' }).click();
    await page.getByLabel('Plan', { exact: true }).fill('Draft, second');
    await page.getByLabel('Fiscal Year').fill('2028');
    await page.getByLabel('Version', { exact: true }).fill('2');
    await save(page);
    await heading(page, 'Draft, second').waitFor();
    await page.getByRole('link', { name: 'Draft', exact: true }).waitFor();
  });

  it('offers no form to who may not write', async () => {
    const page = await openAs(company.ann, '/lightning/o/Takt_Forecast__c/list');
    await page.getByText('1 record', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'New' }).count()).toBe(0);
    await page.goto(`${company.url}/lightning/o/Takt_Forecast__c/new`);
    await heading(page, 'This record cannot be made').waitFor();
  });
});

describe('a component on a page', () => {
  /** Home with a component of the test's own in the board's place, beside one that does not exist. */
  const openWith = async (body: string): Promise<Page> => {
    context = await browser.newContext({ viewport: desktop });
    const page = await context.newPage();
    await page.addInitScript((value) => {
      sessionStorage.setItem('taktToken', value);
    }, company.token(company.maya));
    await page.route('**/shell/app', async (route) => {
      const response = await route.fetch();
      const model = (await response.json()) as ShellModel;
      const names = ['c:forecastBoard', 'c:neverWritten'];
      const components = names.map((name) => ({ name, identifier: name, properties: {} }));
      const pages = model.pages.map((each) => ({ ...each, regions: [{ name: 'top', components }] }));
      await route.fulfill({ response, json: { ...model, pages } });
    });
    await page.route('**/shell/assets/app/forecastBoard-*.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `import { LightningElement, registerComponent, registerTemplate } from '/shell/assets/vendor/lwc.js';
          class Planted extends LightningElement { connectedCallback() { ${body} } }
          export default registerComponent(Planted, { tmpl: registerTemplate(() => []), sel: 'c-planted', apiVersion: 66 });`,
      }),
    );
    await page.goto(`${company.url}/lightning/page/home`);
    return page;
  };

  it('fails alone: the frame and its neighbours stay, and it can be tried again', async () => {
    const page = await openWith("throw new Error('planted');");
    const broken = page.getByRole('alert').filter({ hasText: 'planted' });
    await broken.getByText('This component failed. The rest of the page is not affected.').waitFor();
    await page.getByText('c:neverWritten cannot be shown here.').waitFor();
    expect(await broken.getByRole('button', { name: 'Try again' }).count()).toBe(1);
    await page.getByRole('link', { name: 'Takt Forecasts' }).click();
    await heading(page, 'Takt Forecasts').waitFor();
  });

  it('speaks to the person by toasts, which can be closed', async () => {
    const page = await openWith(`this.dispatchEvent(new CustomEvent('lightning__showtoast', {
      bubbles: true, composed: true,
      detail: {
        title: 'Saved', message: 'See {0}.', messageData: [{ url: '/lightning/page/home', label: 'your page' }],
        variant: 'success', mode: 'sticky',
      },
    }));`);
    const toast = page.getByRole('status').filter({ hasText: 'Saved' });
    await toast.waitFor();
    expect(await toast.getByRole('link', { name: 'your page' }).getAttribute('href')).toBe('/lightning/page/home');
    expect(await accessibilityProblems(page)).toEqual([]);
    await toast.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Saved').waitFor({ state: 'detached' });
  });
});
