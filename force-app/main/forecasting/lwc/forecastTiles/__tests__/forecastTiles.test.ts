import ForecastTiles from 'c/forecastTiles';
import type { Tile } from 'c/forecastStory';
import { find, findAll, mount, unmountAll, words } from '../../../../foundation/lwc/taktGraphql/__tests__/elements';

const tiles: readonly Tile[] = [
  { key: 'won', label: 'Won so far', figure: '€120K', notes: ['9 deals'] },
  { key: 'expected', label: 'The model expects', figure: '—', notes: ['Too few deals.', 'n = 1'] },
];

describe('c-forecast-tiles', () => {
  afterEach(unmountAll);

  it('gives the answer first, then figures with their notes', async () => {
    const card = mount('c-forecast-tiles', ForecastTiles, { sentence: 'Ann Ash has won €120K so far.', tiles });
    expect(words(find(card, '.sentence'))).toBe('Ann Ash has won €120K so far.');
    expect(findAll(card, '[data-tile="won"] > *').map(words)).toEqual(['Won so far', '€120K', '9 deals']);
    expect(findAll(card, '[data-tile="expected"] dd').map(words)).toEqual(['—', 'Too few deals.', 'n = 1']);
    await expect(card).toBeAccessible();
  });

  it('marks the voice of the model by its sign, and no other', () => {
    const card = mount('c-forecast-tiles', ForecastTiles, { tiles });
    expect(findAll(card, '[data-tile="expected"] svg')).toHaveLength(1);
    expect(findAll(card, '[data-tile="won"] svg')).toHaveLength(0);
  });
});
