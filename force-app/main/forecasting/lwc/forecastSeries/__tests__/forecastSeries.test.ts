import { quarters } from 'c/forecastData';
import { series } from 'c/forecastSeries';
import { forecastNode, history, NORTH, Q3, rows } from '../../forecastData/__tests__/answers';

const drawn = series('Team North', quarters(history()));

describe('a scope by quarter', () => {
  it('shows past quarters grey, and bands only where something is still to be won', () => {
    expect(drawn?.spec).toMatchObject({
      categories: [
        ['Q3', '2026'],
        ['Q4', '2026'],
        ['Q1', '2027'],
      ],
      bars: { values: [310_000, 120_000.5, 0], roles: ['past', 'won', 'won'] },
      bands: {
        low: [undefined, 200_000, 200_000],
        middle: [undefined, 250_000, 250_000],
        high: [undefined, 320_000, 320_000],
      },
    });
  });

  it('labels bars and bands in the unit of the axis, and says the unit once', () => {
    expect(drawn?.unit).toBe('€ thousand');
    expect(drawn?.spec.marks.map((marks) => marks.map(({ text }) => text))).toEqual([
      ['310'],
      ['250', '200–320'],
      ['250', '200–320'],
    ]);
    expect(drawn?.spec.inside).toEqual(['', '120', '']);
    expect(drawn?.spec.tick(1_000_000)).toBe('1,000');
  });

  it('says the same in a sentence', () => {
    expect(drawn?.sentence).toBe(
      'Won by quarter of Team North: 1 past quarters. ' +
        'Q4 2026: €120K won so far, €250K expected, 8 in 10 between €200K and €320K. ' +
        'Q1 2027: €0 won so far, €250K expected, 8 in 10 between €200K and €320K.',
    );
  });

  it('says the same in a table, with a dash where there is no band', () => {
    expect(drawn?.table.rows).toEqual([
      ['Q3 2026', '310', '—', '—', '—'],
      ['Q4 2026', '120', '200', '250', '320'],
      ['Q1 2027', '0', '200', '250', '320'],
    ]);
  });

  it('leaves an unknown quarter empty instead of drawing 0', () => {
    const one = series(
      'X',
      quarters(rows({ ...forecastNode(NORTH, { Won__c: null, Method__c: 'Actual' }), Period__r: Q3 })),
    );
    expect(one?.spec.bars.values).toEqual([undefined]);
    expect(one?.spec.marks).toEqual([[]]);
  });

  it('is nothing without quarters', () => {
    expect(series('X', [])).toBeUndefined();
  });
});
