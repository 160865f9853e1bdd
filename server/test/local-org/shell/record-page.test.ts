import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseXml } from '../../../local-org/metadata/xml.ts';
import type { ObjectLayout, Page, ShellModel } from '../../../local-org/shell/app-model.ts';
import { readPage } from '../../../local-org/shell/page-metadata.ts';
import { serveCompany, type Person, type Served } from './company.ts';

const component = (name: string, properties: Readonly<Record<string, string>> = {}): string =>
  `<itemInstances><componentInstance>${Object.entries(properties)
    .map(
      ([key, value]) =>
        `<componentInstanceProperties><name>${key}</name><value>${value}</value></componentInstanceProperties>`,
    )
    .join('')}<componentName>${name}</componentName></componentInstance></itemInstances>`;

const region = (name: string, type: 'Region' | 'Facet', ...components: readonly string[]): string =>
  `<flexiPageRegions>${components.join('')}<name>${name}</name><type>${type}</type></flexiPageRegions>`;

describe('a flexipage', () => {
  const pageOf = (...regions: readonly string[]): Page => {
    const xml = parseXml(`<FlexiPage>${regions.join('')}<type>RecordPage</type></FlexiPage>`);
    return readPage({ type: 'FlexiPage', fullName: 'Page', file: 'flexipages/Page.flexipage', xml, contents: [] });
  };
  const namesIn = (...regions: readonly string[]): readonly (readonly string[])[] =>
    pageOf(...regions).regions.map(({ components }) => components.map(({ name }) => name));

  it('shows what tabs hold one below the other, in the place of the tab set', () => {
    const pages = namesIn(
      region('detailTab', 'Facet', component('force:detailPanel')),
      region('relatedTab', 'Facet', component('force:relatedListContainer')),
      region(
        'tabs',
        'Facet',
        component('flexipage:tab', { body: 'detailTab', title: 'Details' }),
        component('flexipage:tab', { body: 'relatedTab' }),
      ),
      region('main', 'Region', component('flexipage:tabset', { tabs: 'tabs' }), component('c:dealInsight')),
    );
    expect(pages).toEqual([['force:detailPanel', 'force:relatedListContainer', 'c:dealInsight']]);
  });

  it('shows sections of fields that follow each other as one form, column by column', () => {
    const field = (name: string): string =>
      `<itemInstances><fieldInstance><fieldItem>Record.${name}</fieldItem></fieldInstance></itemInstances>`;
    const [main] = pageOf(
      region('left', 'Facet', field('Won__c'), field('Gap__c')),
      region('right', 'Facet', field('Quota__c')),
      region(
        'columns',
        'Facet',
        component('flexipage:column', { body: 'left' }),
        component('flexipage:column', { body: 'right' }),
      ),
      region(
        'main',
        'Region',
        component('flexipage:fieldSection', { columns: 'columns', label: 'Standing' }),
        component('flexipage:fieldSection', { columns: 'nowhere', label: 'Empty' }),
        component('c:dealInsight'),
      ),
    ).regions;
    expect(main?.components).toMatchObject([
      {
        name: 'flexipage:fieldSection',
        sections: [
          { label: 'Standing', columns: [['Won__c', 'Gap__c'], ['Quota__c']] },
          { label: 'Empty', columns: [] },
        ],
      },
      { name: 'c:dealInsight' },
    ]);
  });

  it('comes to an end where facets name each other', () => {
    expect(
      namesIn(
        region('a', 'Facet', component('flexipage:tab', { body: 'b' })),
        region('b', 'Facet', component('flexipage:tab', { body: 'a' })),
        region('main', 'Region', component('flexipage:tabset', { tabs: 'a' })),
      ),
    ).toHaveLength(1);
  });
});

describe('the page of a record', () => {
  let company: Served;
  beforeAll(async () => {
    company = await serveCompany();
  });
  afterAll(() => company.close());

  const get = async <Body>(address: string, person: Person): Promise<Body> => {
    const response = await fetch(company.url + address, {
      headers: { Authorization: `Bearer ${company.token(person)}` },
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Body;
  };
  const layout = (object: string, person: Person): Promise<ObjectLayout> =>
    get<ObjectLayout>(`/shell/objects/${object}`, person);

  it('is the one that the app names for the object', async () => {
    const { apps, pages } = await get<ShellModel>('/shell/app', company.ann);
    expect(apps[0]?.recordPages).toMatchObject({ Opportunity: 'Takt_Opportunity_Page', Account: 'Takt_Account_Page' });
    const page = pages.find(({ name }) => name === 'Takt_Opportunity_Page');
    expect(page?.regions.map(({ name }) => name)).toEqual(['header', 'main', 'sidebar']);
    expect(page?.regions.flatMap(({ components }) => components.map(({ name }) => name))).toContain('c:dealInsight');
  });

  it('has the tabs of deals, accounts and action items for who may read them', async () => {
    const tabs = async (person: Person): Promise<readonly string[]> =>
      (await get<ShellModel>('/shell/app', person)).apps.flatMap((app) => app.tabs.map(({ name }) => name));
    expect(await tabs(company.ann)).toEqual(
      expect.arrayContaining(['standard-Opportunity', 'standard-Account', 'Takt_Quota__c', 'Takt_Action__c']),
    );
    expect(await tabs(company.ann)).not.toContain('Takt_Plan__c');
    expect(await tabs(company.sam)).toContain('Takt_Plan__c');
  });

  it('has the fields of the compact layout in its heading, the package’s own and Salesforce’s', async () => {
    expect((await layout('Takt_Deal_Insight__c', company.ann)).compactFields).toEqual([
      'Opportunity__c',
      'Win_Probability__c',
      'Win_By__c',
      'Stale__c',
    ]);
    expect((await layout('Opportunity', company.ann)).compactFields).toContain('CloseDate');
    expect((await layout('Opportunity', company.nora)).compactFields).toEqual([]);
  });

  it('lists what points to a record, as far as the person may read it', async () => {
    const lists = (await layout('Account', company.ann)).relatedLists;
    expect(lists[0]).toMatchObject({ objectApiName: 'Opportunity', field: 'AccountId' });
    expect(lists[0]?.columns).not.toContain('AccountId');
    const ofDeal = (await layout('Opportunity', company.ann)).relatedLists;
    expect(ofDeal.map(({ objectApiName }) => objectApiName)).toEqual(['OpportunityLineItem']);
    expect((await layout('Account', company.nora)).relatedLists).toEqual([]);
  });

  it('lists what the layout of the package’s own object names, in its order', async () => {
    const lists = (await layout('Takt_Forecast__c', company.ann)).relatedLists;
    expect(lists.map(({ objectApiName, field }) => `${objectApiName}.${field}`).slice(0, 2)).toEqual([
      'Takt_Forecast_Call__c.Forecast__c',
      'Takt_Action__c.Forecast__c',
    ]);
    expect(lists[0]?.columns).toEqual(['Name', 'Kind__c', 'Layer__c', 'Amount__c', 'Note__c', 'CreatedDate']);
  });
});
