import TaktPanel from 'c/taktPanel';
import { find, has, mount, settled, unmountAll, words } from '../../taktGraphql/__tests__/elements';

describe('c-takt-panel', () => {
  afterEach(unmountAll);

  it.each(['empty', 'error', 'no-access'])('has an accessible face for %s', async (kind) => {
    const panel = mount('c-takt-panel', TaktPanel, { kind, heading: 'No forecast yet', text: 'Nothing was found.' });
    await settled();
    expect(words(find(panel, 'h2'))).toBe('No forecast yet');
    expect(words(find(panel, 'p'))).toBe('Nothing was found.');
    await expect(panel).toBeAccessible();
  });

  it('is announced at once when it is an error, and only then', () => {
    expect(has(mount('c-takt-panel', TaktPanel, { kind: 'error' }), '[role="alert"]')).toBe(true);
    expect(has(mount('c-takt-panel', TaktPanel, { kind: 'empty' }), '[role="alert"]')).toBe(false);
  });

  it('keeps technical sentences folded until they are asked for', async () => {
    const panel = mount('c-takt-panel', TaktPanel, { kind: 'error', details: ['503 Service Unavailable'] });
    expect(has(panel, 'li')).toBe(false);
    expect(find(panel, 'button').getAttribute('aria-expanded')).toBe('false');
    find(panel, 'button').click();
    await settled();
    expect(words(find(panel, 'li'))).toBe('503 Service Unavailable');
    expect(find(panel, 'button').getAttribute('aria-expanded')).toBe('true');
    await expect(panel).toBeAccessible();
  });

  it('offers no details where there are none', () => {
    expect(has(mount('c-takt-panel', TaktPanel, { kind: 'error' }), 'button')).toBe(false);
  });
});
