import TaktStencil from 'c/taktStencil';
import { find, findAll, mount, unmountAll, words } from '../../taktGraphql/__tests__/elements';

describe('c-takt-stencil', () => {
  afterEach(unmountAll);

  it('says that it loads, and draws as many rows as asked for', async () => {
    const stencil = mount('c-takt-stencil', TaktStencil, { rows: 7 });
    expect(findAll(stencil, '.bar')).toHaveLength(7);
    expect(words(find(stencil, '[role="status"]'))).toBe('Loading');
    await expect(stencil).toBeAccessible();
  });
});
