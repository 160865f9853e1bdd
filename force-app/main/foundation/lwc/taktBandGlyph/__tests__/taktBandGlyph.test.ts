import TaktBandGlyph from 'c/taktBandGlyph';
import { find, has, mount, unmountAll } from '../../taktGraphql/__tests__/elements';
import { barGeometry, glyphGeometry, position } from '../geometry';

const scale = { min: 0, max: 100 };

describe('places on a scale', () => {
  it('leaves room for half a dot at both ends', () => {
    expect([position(0, scale), position(50, scale), position(100, scale)]).toEqual([3, 50, 97]);
  });

  it('stops at the edge for values outside, and at the start on a scale without length', () => {
    expect([position(-20, scale), position(500, scale), position(5, { min: 0, max: 0 })]).toEqual([3, 97, 3]);
  });

  it('draws band and dot', () => {
    expect(glyphGeometry({ low: 20, middle: 40, high: 60 }, scale)).toEqual({
      x: '21.80%',
      width: '37.60%',
      dot: '40.60%',
    });
  });

  it('draws a band without width so that it is still seen', () => {
    expect(glyphGeometry({ low: 50, middle: 50, high: 50 }, scale).width).toBe('2.00%');
  });

  it('draws what is certain from the start of the scale', () => {
    expect(barGeometry(50, scale)).toEqual({ x: '3.00%', width: '47.00%' });
  });
});

describe('c-takt-band-glyph', () => {
  afterEach(unmountAll);

  it('says the band in words', async () => {
    const glyph = mount('c-takt-band-glyph', TaktBandGlyph, {
      band: { low: 20, middle: 40, high: 60 },
      fact: 10,
      scale,
      label: '8 in 10: €20 to €60, middle €40',
    });
    expect(find(glyph, '[role="img"]').getAttribute('aria-label')).toBe('8 in 10: €20 to €60, middle €40');
    expect([has(glyph, '.fact'), has(glyph, '.band'), has(glyph, '.dot')]).toEqual([true, true, true]);
    await expect(glyph).toBeAccessible();
  });

  it('draws no band where none is known', () => {
    const glyph = mount('c-takt-band-glyph', TaktBandGlyph, { band: undefined, fact: 10, scale, label: 'unknown' });
    expect([has(glyph, '.fact'), has(glyph, '.band')]).toEqual([true, false]);
  });
});
