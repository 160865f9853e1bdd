import { loadScript } from 'lightning/platformResourceLoader';
import TaktChart from 'c/taktChart';
import { find, findAll, has, mount, settled, unmountAll, words } from '../../taktGraphql/__tests__/elements';
import { chartConfig, type ChartConfig, type Theme } from '../config';
import { lastThatFit, type ChartSpec } from '../spec';

jest.mock('lightning/platformResourceLoader', () => ({ loadScript: jest.fn(() => Promise.resolve()) }), {
  virtual: true,
});

const spec: ChartSpec = {
  categories: [
    ['Q3', '2026'],
    ['Q4', '2026'],
    ['Q1', '2027'],
    ['Q2', '2027'],
  ],
  bars: { label: 'Won', values: [300, 120, 0, undefined], roles: ['past', 'won', 'won', 'won'] },
  bands: {
    label: 'Expected',
    low: [undefined, 200, 150, undefined],
    middle: [undefined, 250, 220, undefined],
    high: [undefined, 320, 300, undefined],
  },
  marks: [
    [{ text: '300', role: 'past' }],
    [
      { text: '250', role: 'model' },
      { text: '200–320', role: 'model' },
    ],
    [],
    [],
  ],
  inside: ['', '120', '', ''],
  tick: (value) => `${value} K`,
};
const theme: Theme = {
  won: 'blue',
  onWon: 'white',
  past: 'grey',
  model: 'purple',
  band: 'pink',
  ink: 'black',
  muted: 'dimgrey',
  grid: 'silver',
  card: 'white',
  font: 'sans-serif',
};
const table = {
  columns: ['Quarter', 'Won'],
  rows: [
    ['Q3 2026', '300'],
    ['Q4 2026', '120'],
  ],
};

const drawn: { config: ChartConfig; destroyed: boolean }[] = [];
class FakeChart {
  private readonly entry: { config: ChartConfig; destroyed: boolean };
  constructor(_canvas: HTMLCanvasElement, config: ChartConfig) {
    this.entry = { config, destroyed: false };
    drawn.push(this.entry);
  }
  destroy(): void {
    this.entry.destroyed = true;
  }
}

describe('what Chart.js is told', () => {
  const config = chartConfig(spec, theme, () => undefined);

  it('draws bands as bars that float between low and high, and nothing where one of them is unknown', () => {
    expect(config.data.datasets[1]).toMatchObject({
      data: [null, [200, 320], [150, 300], null],
      backgroundColor: 'pink',
    });
  });

  it('colours each bar by its role and leaves unknown bars out', () => {
    expect(config.data.datasets[2]).toMatchObject({
      data: [300, 120, 0, null],
      backgroundColor: ['grey', 'blue', 'blue', 'blue'],
    });
  });

  it('starts at zero, moves nothing, and has no legend', () => {
    expect(config.options).toMatchObject({
      animation: false,
      plugins: { legend: { display: false } },
      scales: { y: { beginAtZero: true } },
    });
  });

  it('writes the figures above the highest thing of each place', () => {
    const context = document.createElement('canvas').getContext('2d');
    if (!context) throw new Error('The mocked canvas has no context');
    const fillText = jest.spyOn(context, 'fillText');
    const scales = {
      x: { getPixelForValue: (index: number) => index * 100 },
      y: { getPixelForValue: (value: number) => 500 - value },
    };
    config.plugins[0]?.afterDatasetsDraw({ ctx: context, scales });
    expect(fillText.mock.calls).toEqual([
      ['300', 0, 194],
      ['', 0, 215],
      ['250', 100, 161],
      ['200–320', 100, 174],
      ['120', 100, 395],
    ]);
  });
});

describe('as many places as fit', () => {
  it('keeps the last ones on a narrow screen, never fewer than three', () => {
    expect(lastThatFit(spec, 150).categories).toEqual([
      ['Q4', '2026'],
      ['Q1', '2027'],
      ['Q2', '2027'],
    ]);
    expect(lastThatFit(spec, 10).bars.values).toEqual([120, 0, undefined]);
  });

  it('keeps all on a wide screen, and while the width is not known', () => {
    expect(lastThatFit(spec, 1200)).toEqual(spec);
    expect(lastThatFit(spec, 0)).toEqual(spec);
  });
});

describe('c-takt-chart', () => {
  const properties = { heading: 'Won by quarter', unit: '€ thousand', sentence: 'Won 300, then 120.', spec, table };
  beforeEach(() => {
    drawn.length = 0;
    Object.assign(window, { Chart: FakeChart });
    jest.mocked(loadScript).mockResolvedValue();
  });
  afterEach(unmountAll);

  it('draws the picture and says the same in a sentence', async () => {
    const chart = mount('c-takt-chart', TaktChart, properties);
    await settled();
    expect(drawn).toHaveLength(1);
    expect(find(chart, '[role="img"]').getAttribute('aria-label')).toBe('Won 300, then 120.');
    await expect(chart).toBeAccessible();
  });

  it('shows the same numbers as a table, and the picture again', async () => {
    const chart = mount('c-takt-chart', TaktChart, properties);
    await settled();
    find(chart, '.toggle').click();
    await settled();
    expect(findAll(chart, 'tbody tr').map(words)).toEqual(['Q3 2026300', 'Q4 2026120']);
    expect(drawn[0]?.destroyed).toBe(true);
    await expect(chart).toBeAccessible();
    find(chart, '.toggle').click();
    await settled();
    expect(drawn).toHaveLength(2);
  });

  it('draws anew for a new spec, and only then', async () => {
    const chart = mount('c-takt-chart', TaktChart, properties);
    await settled();
    Object.assign(chart, { sentence: 'The same picture.' });
    await settled();
    expect(drawn).toHaveLength(1);
    Object.assign(chart, { spec: { ...spec } });
    await settled();
    expect(drawn.map(({ destroyed }) => destroyed)).toEqual([true, false]);
  });

  it('draws anew when the theme changes', async () => {
    const chart = mount('c-takt-chart', TaktChart, properties);
    await settled();
    find(chart, '.probes').dispatchEvent(new CustomEvent('transitionend'));
    await settled();
    expect(drawn).toHaveLength(2);
  });

  it('destroys its drawing when it leaves the page', async () => {
    const chart = mount('c-takt-chart', TaktChart, properties);
    await settled();
    chart.remove();
    expect(drawn[0]?.destroyed).toBe(true);
  });

  it('falls back to the table when Chart.js cannot be loaded', async () => {
    jest.mocked(loadScript).mockRejectedValue(new Error('blocked'));
    Object.assign(window, { Chart: undefined });
    const chart = mount('c-takt-chart', TaktChart, properties);
    await settled();
    expect(findAll(chart, 'tbody tr')).toHaveLength(2);
    expect(words(find(chart, '.body p'))).toContain('could not be drawn');
    expect(has(chart, '.toggle')).toBe(false);
    await expect(chart).toBeAccessible();
  });
});
