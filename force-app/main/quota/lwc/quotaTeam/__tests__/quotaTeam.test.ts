import { standings, teamOf, type Team } from 'c/quotaData';
import QuotaTeam from 'c/quotaTeam';
import {
  find,
  findAll,
  has,
  mount,
  settled,
  unmountAll,
  words,
} from '../../../../foundation/lwc/taktGraphql/__tests__/elements';
import { rows, USER } from '../../../../forecasting/lwc/forecastData/__tests__/answers';
import { ann, ben, NO_QUOTA, north } from '../../quotaData/__tests__/quota-answers';

const mockNavigate = jest.fn();
jest.mock('lightning/navigation', () => {
  const [Navigate, GenerateUrl] = [Symbol('Navigate'), Symbol('GenerateUrl')];
  const mixin = (Base: new () => object) =>
    class extends Base {
      [Navigate](page: unknown): void {
        mockNavigate(page);
      }
      [GenerateUrl](): Promise<string> {
        return Promise.resolve('/the-forecast');
      }
    };
  return { NavigationMixin: Object.assign(mixin, { Navigate, GenerateUrl }) };
});

const teamFrom = (...answer: readonly object[]): Team | undefined => teamOf(standings(rows(...answer)), USER);
const open = async (...answer: readonly object[]): Promise<HTMLElement> => {
  const table = mount('c-quota-team', QuotaTeam, { team: teamFrom(...answer) });
  await settled();
  return table;
};
const shown = (table: Element): readonly string[] => findAll(table, 'tbody th').map(words);
const cells = (row: Element): readonly string[] => [...row.querySelectorAll('td')].map(words);
const sortBy = async (table: Element, column: string): Promise<void> => {
  find(table, `[data-column="${column}"]`).click();
  await settled();
};

describe('c-quota-team', () => {
  afterEach(unmountAll);

  it('shows people by name and the team as the total, last', async () => {
    const table = await open(ben(), north(), ann());
    expect(shown(table)).toEqual(['Ann Ash', 'Ben Birch']);
    expect(cells(find(table, '[data-id="f-ann"]'))).toEqual(['410', '172', '42 %', '−238', '28 %', '1.8×']);
    expect(cells(find(table, '[data-id="f-ben"]'))).toEqual(['250', '300', '120 %', '+50', '100 %', '—']);
    expect(words(find(table, 'tfoot th'))).toBe('Team North');
    expect(cells(find(table, 'tfoot tr'))).toEqual(['660', '472', '72 %', '−188', '< 1 %', '1.8×']);
    expect(has(table, '.difference')).toBe(false);
    await expect(table).toBeAccessible();
  });

  it('has exact amounts and reasons at hand', async () => {
    const table = await open(north(), ann(), ben());
    const titles = [...find(table, '[data-id="f-ben"]').querySelectorAll('td')].map(({ title }) => title);
    expect([titles[0], titles[5]]).toEqual(['€250,000.20', 'nothing is left to cover']);
  });

  it('draws the quota lines of all rows at the same place', async () => {
    const bars = findAll(await open(north(), ann(), ben()), 'c-takt-bullet-bar');
    expect(new Set(bars.map((bar) => find(bar, '.line').getAttribute('style'))).size).toBe(1);
    expect(bars).toHaveLength(3);
  });

  it('says in a line what the team has beyond the sum of its people, to the cent', async () => {
    const table = await open(north({ Quota__c: 700_000.3 }), ann(), ben());
    expect(words(find(table, '.difference'))).toContain('€40,000.10 more than the quotas below it');
    unmountAll();
    expect(words(find(await open(north({ Quota__c: 600_000 }), ann(), ben()), '.difference'))).toContain('less than');
  });

  it('says that the sum is not whole where a quota is not known', async () => {
    const table = await open(north(), ann(), ben(NO_QUOTA));
    expect(words(find(table, '.difference'))).toContain('1 of 2 have no known quota');
    expect(cells(find(table, '[data-id="f-ben"]')).slice(0, 3)).toEqual(['—', '300', '—']);
    await expect(table).toBeAccessible();
  });

  it('adds up quota and won alone where no team is the total', async () => {
    const table = await open(ann(), ben());
    expect(cells(find(table, 'tfoot tr'))).toEqual(['660', '472', '—', '—', '—', '—']);
    expect(find(table, 'tfoot td').title).toBe('€660,000.20');
  });

  it('sorts by a column and turns round, the total staying last', async () => {
    const table = await open(north(), ann(), ben());
    await sortBy(table, 'attainment');
    expect(shown(table)).toEqual(['Ben Birch', 'Ann Ash']);
    expect(find(table, 'th.reached').getAttribute('aria-sort')).toBe('descending');
    await sortBy(table, 'attainment');
    expect(shown(table)).toEqual(['Ann Ash', 'Ben Birch']);
    await sortBy(table, 'coverage');
    expect(shown(table)).toEqual(['Ann Ash', 'Ben Birch']);
    await sortBy(table, 'coverage');
    expect(shown(table)).toEqual(['Ann Ash', 'Ben Birch']);
  });

  it('opens the forecast of a row, and leaves clicks for a new tab to the browser', async () => {
    const table = await open(north(), ann(), ben());
    find(table, '[data-id="f-ann"] a').click();
    find(table, '[data-id="f-ben"] a').dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }));
    expect(mockNavigate.mock.calls).toEqual([
      [
        {
          type: 'standard__recordPage',
          attributes: { recordId: 'f-ann', objectApiName: 'Takt_Forecast__c', actionName: 'view' },
        },
      ],
    ]);
    expect(find(table, 'a').getAttribute('href')).toBe('/the-forecast');
  });
});
