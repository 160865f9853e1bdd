import TaktBulletBar, { type Bullet } from 'c/taktBulletBar';
import { find, findAll, has, mount, settled, unmountAll, words } from '../../taktGraphql/__tests__/elements';
import { drawing } from '../bullet';

const bullet: Bullet = {
  segments: [
    { key: 'won', name: 'Won', value: 40, figure: '40' },
    { key: 'commit', name: 'Commit', value: undefined, figure: '—' },
    { key: 'best', name: 'Best case', value: 20, figure: '20' },
    { key: 'pipe', name: 'Pipeline', value: 60, figure: '60' },
  ],
  target: { value: 100, text: 'Quota 100' },
  pace: { value: 48, text: 'should be here today' },
  band: { low: 70, middle: 90, high: 120, text: 'model 70–120' },
  end: 160,
  ticks: [
    { value: 0, text: '0' },
    { value: 100, text: '100' },
  ],
  sentence: 'Won 40, quota 100',
};
const table = {
  columns: ['What', 'Amount'],
  rows: [
    ['Won', '40'],
    ['Quota', '100'],
  ],
};

describe('a drawn bullet bar', () => {
  it('puts the pieces end to end and gives an unknown one no room', () => {
    expect(drawing(bullet)?.pieces.map(({ style }) => style)).toEqual([
      'inset-inline-start:0.00%;width:25.00%',
      'inset-inline-start:25.00%;width:0.00%',
      'inset-inline-start:25.00%;width:12.50%',
      'inset-inline-start:37.50%;width:37.50%',
    ]);
  });

  it('puts words of a mark on the side that has room', () => {
    expect([drawing(bullet)?.target?.class, drawing(bullet)?.pace?.class]).toEqual(['target before', 'pace after']);
  });

  it('holds what lies beyond the scale at its edge', () => {
    const drawn = drawing({ ...bullet, end: 50 });
    expect(drawn?.target?.place).toBe('inset-inline-start:100.00%');
    expect(drawn?.pieces.at(-1)?.style).toBe('inset-inline-start:100.00%;width:0.00%');
  });

  it('does not exist on a scale without length', () => {
    expect(drawing({ ...bullet, end: 0 })).toBeUndefined();
    expect(drawing({ ...bullet, end: NaN })).toBeUndefined();
  });
});

describe('c-takt-bullet-bar', () => {
  afterEach(unmountAll);

  it('is one picture with a sentence and a legend', async () => {
    const bar = mount('c-takt-bullet-bar', TaktBulletBar, { bullet, table });
    expect(find(bar, '[role="img"]').getAttribute('aria-label')).toBe('Won 40, quota 100');
    expect(findAll(bar, '.legend li').map(words)).toEqual([
      'Won 40',
      'Commit —',
      'Best case 20',
      'Pipeline 60',
      'model 70–120',
    ]);
    await expect(bar).toBeAccessible();
  });

  it('shows the same numbers as a table on demand', async () => {
    const bar = mount('c-takt-bullet-bar', TaktBulletBar, { bullet, table });
    find(bar, 'lightning-button-icon-stateful').click();
    await settled();
    expect(findAll(bar, 'tbody tr').map(words)).toEqual(['Won40', 'Quota100']);
    expect(has(bar, '[role="img"]')).toBe(false);
    await expect(bar).toBeAccessible();
  });

  it('is bar and marks alone in the row of a table', async () => {
    const bar = mount('c-takt-bullet-bar', TaktBulletBar, { bullet, table, compact: true });
    expect(['.legend', '.axis', 'lightning-button-icon-stateful'].map((part) => has(bar, part))).toEqual([
      false,
      false,
      false,
    ]);
    expect(has(bar, '.line') && has(bar, '.triangle')).toBe(true);
    await expect(bar).toBeAccessible();
  });

  it('is absent where there is nothing to draw', () => {
    expect(has(mount('c-takt-bullet-bar', TaktBulletBar), '[role="img"]')).toBe(false);
  });
});
