import { createRecord } from 'lightning/uiRecordApi';
import ForecastBoard from 'c/forecastBoard';
import { answer, refresh } from 'takt/test-wires';
import {
  find,
  has,
  heard,
  mount,
  node,
  settled,
  unmountAll,
  words,
} from '../../../../foundation/lwc/taktGraphql/__tests__/elements';
import { ANN, BEN, board, forecastNode, history, NORTH, rows } from '../../forecastData/__tests__/answers';
import { requestNote } from '../requestNote';
import { boardState } from '../state';

jest.mock('lightning/platformResourceLoader', () => ({ loadScript: jest.fn(() => Promise.resolve()) }), {
  virtual: true,
});

const TEAM = rows(forecastNode(NORTH), forecastNode(ANN), forecastNode(BEN));
const HIDDEN = [{ message: 'Cannot query field "Takt_Forecast__c" on type "RecordQuery".' }];
const DEAD = [{ message: 'Service unavailable' }];

const open = async (): Promise<HTMLElement> => {
  const element = mount('c-forecast-board', ForecastBoard);
  await settled();
  return element;
};
const reply = async (operation: string, result: Parameters<typeof answer>[1]): Promise<void> => {
  answer(operation, result);
  await settled();
};
/** A board with numbers on it. */
const filled = async (team: object = TEAM): Promise<HTMLElement> => {
  const element = await open();
  await reply('TaktForecastBoard', { data: board() });
  await reply('TaktForecastPeriod', { data: team });
  await reply('TaktForecastScope', { data: history() });
  return element;
};
const state = (element: Element): string | undefined => find(element, '.board').dataset['state'];

describe('which face the board shows', () => {
  const nothing = { errors: [], boardCame: false, rowsCame: false, rows: 0 };
  it('loads until quarters and rows have come', () => {
    expect(boardState(nothing)).toBe('loading');
    expect(boardState({ ...nothing, boardCame: true })).toBe('loading');
    expect(boardState({ ...nothing, boardCame: true, rowsCame: true })).toBe('empty');
  });
  it('keeps numbers whatever happens to the next answer', () => {
    expect(boardState({ errors: [DEAD], boardCame: true, rowsCame: true, rows: 3 })).toBe('data');
  });
  it('tells a closed door from a broken one', () => {
    expect(boardState({ ...nothing, errors: [HIDDEN] })).toBe('no-access');
    expect(boardState({ ...nothing, errors: [DEAD] })).toBe('error');
  });
});

describe('what is said of API requests', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const said = (left: 'Plenty' | 'Saving' | 'Used_Up', heartbeat: string | undefined): string | undefined =>
    requestNote({ asOf: undefined, heartbeat, requests: { state: left, used: 71_234, allowed: 100_000 } }, now);

  it('is nothing while there are plenty, or nobody has said', () => {
    expect(said('Plenty', '2026-11-24T11:59:30Z')).toBeUndefined();
    expect(said('Used_Up', undefined)).toBeUndefined();
  });
  it('is how many are used, and that forecasts do not start by themselves', () => {
    expect(said('Saving', '2026-11-24T11:59:30Z')).toContain('71,234 of the 100,000 API requests');
    expect(said('Saving', '2026-11-24T11:59:30Z')).toContain('Recompute still works');
  });
  it('is that there are none, also where the companion can no longer say so itself', () => {
    expect(said('Used_Up', '2026-11-24T11:59:30Z')).toContain('takes no API requests for now');
    expect(said('Saving', '2026-11-24T11:50:00Z')).toContain('takes no API requests for now');
  });
  it('is nothing a day later', () => {
    expect(said('Saving', '2026-11-23T11:50:00Z')).toBeUndefined();
  });
});

describe('c-forecast-board', () => {
  beforeEach(() => {
    refresh.mockClear();
    jest.mocked(createRecord).mockReset();
  });
  afterEach(unmountAll);

  it('shows a stencil while it loads', async () => {
    const element = await open();
    expect([state(element), has(element, 'c-takt-stencil')]).toEqual(['loading', true]);
    await expect(element).toBeAccessible();
  });

  it('shows the answer, the team and the quarters of the team that the person leads', async () => {
    const element = await filled();
    expect(state(element)).toBe('data');
    expect(words(find(find(element, 'c-forecast-header'), 'h1'))).toBe('Team North, Q4 2026');
    expect(words(find(find(element, 'c-forecast-tiles'), '.sentence'))).toContain('Team North has won €120K');
    expect(find(element, 'c-forecast-team')).toHaveProperty('selectedId', 'north');
    expect(find(element, 'c-takt-chart')).toHaveProperty('unit', '€ thousand');
    await expect(element).toBeAccessible();
  });

  it('says above the numbers that few API requests are left, and keeps them', async () => {
    const element = await filled();
    expect(has(element, '.requests')).toBe(false);
    const Heartbeat_At__c = new Date().toISOString();
    const few = { Request_State__c: 'Saving', Requests_Used__c: 71_234, Requests_Allowed__c: 100_000 };
    const setting = node({ Id: 'set', Forecast_As_Of__c: Heartbeat_At__c, Heartbeat_At__c, ...few });
    await reply('TaktForecastBoard', { data: board({ Takt_Setting__c: [setting] }) });
    expect(words(find(element, '.requests'))).toContain('71,234');
    expect(find(element, '.requests').getAttribute('role')).toBe('status');
    expect([state(element), has(element, 'c-forecast-tiles')]).toEqual(['data', true]);
    await expect(element).toBeAccessible();
  });

  it('shows one person without a table of one row', async () => {
    const element = await filled(rows(forecastNode(ANN)));
    expect([state(element), has(element, 'c-forecast-team')]).toEqual(['data', false]);
  });

  it('changes sentence and figures with the row that is selected', async () => {
    const element = await filled();
    find(element, 'c-forecast-team').dispatchEvent(new CustomEvent('scopeselect', { detail: 'ben' }));
    await settled();
    expect(words(find(find(element, 'c-forecast-tiles'), '.sentence'))).toContain('Ben Birch has won');
  });

  it('keeps the old numbers, marked as busy, until those of another quarter have come', async () => {
    const element = await filled();
    find(element, 'c-forecast-header').dispatchEvent(new CustomEvent('periodchange', { detail: 'p5' }));
    await settled();
    expect(find(element, '.board').getAttribute('aria-busy')).toBe('true');
    expect(words(find(find(element, 'c-forecast-tiles'), '.sentence'))).toContain('Q4 2026');
    await reply('TaktForecastPeriod', { data: rows(forecastNode(NORTH, { Won__c: 0 })) });
    expect(find(element, '.board').getAttribute('aria-busy')).toBe('false');
    expect(words(find(find(element, 'c-forecast-tiles'), '.sentence'))).toContain('will likely win');
  });

  it('says what it looked at when there is nothing, and offers to recompute', async () => {
    const element = await open();
    await reply('TaktForecastBoard', { data: board({ Takt_Setting__c: [], Takt_Period__c: [] }) });
    expect(state(element)).toBe('empty');
    const panel = find(element, 'c-takt-panel');
    expect(words(find(panel, 'p'))).toContain('looked for forecasts of yours, your team and your company');
    expect(find(element, 'c-takt-panel lightning-button')).toHaveProperty('label', 'Recompute');
    await expect(element).toBeAccessible();
  });

  it('says what happened and what is safe when it cannot read, and tries again', async () => {
    const element = await open();
    await reply('TaktForecastBoard', { errors: DEAD });
    expect(state(element)).toBe('error');
    expect(find(element, 'c-takt-panel')).toHaveProperty('details', ['Service unavailable']);
    await expect(element).toBeAccessible();
    find(element, 'c-takt-panel lightning-button').click();
    await settled();
    expect(refresh).toHaveBeenCalled();
  });

  it('keeps the numbers and says so when a later answer fails', async () => {
    const element = await filled();
    await reply('TaktForecastPeriod', { errors: DEAD });
    expect(state(element)).toBe('data');
    expect(words(find(element, '.note.warn'))).toContain('could not be read');
  });

  it('names the permission set to those who may not see forecasts', async () => {
    const element = await open();
    await reply('TaktForecastBoard', { data: board() });
    await reply('TaktForecastPeriod', { errors: HIDDEN });
    expect(state(element)).toBe('no-access');
    const panel = find(element, 'c-takt-panel');
    expect(words(find(panel, 'p'))).toMatch(/"Takt Rep".*"Takt Manager"/);
    expect(has(find(element, 'c-forecast-header'), '.recompute')).toBe(false);
    await expect(element).toBeAccessible();
  });

  describe('recomputing', () => {
    const ask = async (element: Element): Promise<void> => {
      find(element, 'c-forecast-header').dispatchEvent(new CustomEvent('recompute'));
      await settled();
    };

    it('creates a run, follows it with the old numbers in place, and says what changed', async () => {
      jest.mocked(createRecord).mockResolvedValue({ id: 'run1', apiName: 'Takt_Run__c', fields: {} });
      const element = await filled();
      const toasts = heard(element, 'lightning__showtoast');
      await ask(element);
      expect(createRecord).toHaveBeenCalledWith({ apiName: 'Takt_Run__c', fields: { Kind__c: 'Forecast' } });
      expect(find(element, 'c-takt-run-progress')).toHaveProperty('runId', 'run1');
      expect(find(element, 'c-forecast-header')).toHaveProperty('busy', true);
      expect(state(element)).toBe('data');
      await expect(element).toBeAccessible();
      await reply('TaktRun', {
        data: {
          uiapi: {
            query: {
              Takt_Run__c: {
                edges: [
                  { node: node({ Id: 'run1', Status__c: 'Succeeded', Rows_Written__c: 12, Rows_Unchanged__c: 388 }) },
                ],
              },
            },
          },
        },
      });
      expect(has(element, 'c-takt-run-progress')).toBe(false);
      expect(words(find(element, '.note.good'))).toBe('Recomputed. 12 rows changed, 388 stayed as they were.');
      expect(refresh).toHaveBeenCalledTimes(3);
      expect(toasts).toHaveLength(1);
    });

    it('says when no number has changed', async () => {
      jest.mocked(createRecord).mockResolvedValue({ id: 'run1', apiName: 'Takt_Run__c', fields: {} });
      const element = await filled();
      await ask(element);
      const detail = { status: 'Succeeded', written: 0, unchanged: 400 };
      find(element, 'c-takt-run-progress').dispatchEvent(new CustomEvent('runend', { detail }));
      await settled();
      expect(words(find(element, '.note.good'))).toBe('Recomputed. No number has changed.');
    });

    it('says what happened and what is safe when the run fails', async () => {
      jest.mocked(createRecord).mockResolvedValue({ id: 'run1', apiName: 'Takt_Run__c', fields: {} });
      const element = await filled();
      await ask(element);
      const detail = { status: 'Failed', message: 'The certificate had expired.' };
      find(element, 'c-takt-run-progress').dispatchEvent(new CustomEvent('runend', { detail }));
      await settled();
      const note = find(element, '.note.bad');
      expect(words(note)).toBe('The run failed. The certificate had expired. The numbers from before stay.');
      expect(note.getAttribute('role')).toBe('alert');
      await expect(element).toBeAccessible();
    });

    it('says why when the run cannot even be asked for', async () => {
      jest.mocked(createRecord).mockRejectedValue({ body: { message: 'You do not have access' } });
      const element = await filled();
      await ask(element);
      expect(words(find(element, '.note.bad'))).toBe('The run could not be requested. You do not have access');
      expect(find(element, 'c-forecast-header')).toHaveProperty('busy', false);
    });

    it('goes on following a run that is open when the page is opened', async () => {
      const element = await open();
      const run = node({ Id: 'run7', CreatedDate: new Date().toISOString() });
      await reply('TaktForecastBoard', { data: board({ Takt_Run__c: [run] }) });
      expect(find(element, 'c-takt-run-progress')).toHaveProperty('runId', 'run7');
    });
  });
});
