import TaktState, { isUnanswered } from 'c/taktState';
import { find, has, heard, mount, unmountAll, words } from '../../taktGraphql/__tests__/elements';

const WORDS = {
  ERROR_TITLE: 'Not loaded',
  ERROR_TEXT: 'Nothing is lost.',
  NO_ACCESS_TITLE: 'Not for you',
  NO_ACCESS_TEXT: 'Ask an administrator.',
};
const shown = (state: string): HTMLElement =>
  mount('c-takt-state', TaktState, { state, words: WORDS, details: ['Service unavailable'] });

describe('c-takt-state', () => {
  afterEach(unmountAll);

  it('shows the shape of what is coming', async () => {
    const element = shown('loading');
    expect(has(element, 'c-takt-stencil')).toBe(true);
    await expect(element).toBeAccessible();
  });

  it('says what failed, and asks again when told to', async () => {
    const element = shown('error');
    const retries = heard(element, 'retry');
    expect(find(element, 'c-takt-panel')).toMatchObject({
      kind: 'error',
      heading: 'Not loaded',
      details: ['Service unavailable'],
    });
    find(element, 'lightning-button').click();
    expect(retries).toHaveLength(1);
    await expect(element).toBeAccessible();
  });

  it('says that there is nothing to see, and offers no retry', () => {
    const element = shown('no-access');
    expect(words(find(find(element, 'c-takt-panel'), 'h2'))).toBe('Not for you');
    expect(has(element, 'lightning-button')).toBe(false);
  });

  it.each(['data', 'empty', 'waiting', ''])('is nothing in the state %p', (state) => {
    expect(has(shown(state), '*')).toBe(false);
    expect(isUnanswered(state)).toBe(false);
  });
});
