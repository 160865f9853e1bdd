import { describe, expect, it } from 'vitest';
import { insightRow, planInsights } from '../../src/application/plan-insights.ts';
import { DealStatus, type DealTable } from '../../src/domain/forecasting/index.ts';
import type { DealInsight } from '../../src/domain/forecasting/insight/index.ts';
import { dayNumber, fiscalCalendar, plainDate, ratio } from '../../src/domain/shared/index.ts';
import { fakeSource } from './fakes.ts';

const insight: DealInsight = {
  dealId: '006000000000001AAA',
  stageEnteredOn: plainDate('2026-11-01'),
  daysInStage: 23,
  pushes: 2,
  stale: true,
  staleReason: 'Quiet for 40 days; deals that were won 20 at most',
  winBy: plainDate('2026-12-31'),
  winProbability: ratio(0.3456),
  stageProbability: ratio(0.5),
  drivers: [
    { text: 'Usual deal size', points: 1 },
    { text: 'Close date pushed 2 times', points: -16 },
  ],
  expectedClose: plainDate('2027-01-20'),
  expectedBetween: [plainDate('2026-12-01'), plainDate('2027-03-01')],
  suggestion: 'Quiet for 40 days; deals that were won 20 at most. Agree on a next step, or close the deal.',
};

describe('an insight as a row', () => {
  it('has the deal as its key, and names it with a new row alone', () => {
    const { kind, key, content, onCreation } = insightRow(insight);
    expect([kind, key, onCreation]).toEqual(['insight', insight.dealId, { dealId: insight.dealId }]);
    expect(content).not.toHaveProperty('dealId');
  });

  it('says all that is known, in whole points that add up', () => {
    const { content } = insightRow(insight);
    expect(content).toEqual({
      winProbability: '35',
      winBy: '2026-12-31',
      stageProbability: '50',
      drivers: '[{"text":"Usual deal size","points":1},{"text":"Close date pushed 2 times","points":-16}]',
      expectedClose: '2027-01-20',
      stageEnteredOn: '2026-11-01',
      pushes: '2',
      stale: 'true',
      suggestion: insight.suggestion,
    });
  });

  it('leaves empty what cannot be told', () => {
    const { content } = insightRow({
      ...insight,
      stageEnteredOn: undefined,
      pushes: undefined,
      stale: false,
      winBy: undefined,
      winProbability: undefined,
      stageProbability: undefined,
      drivers: [],
      expectedClose: undefined,
      suggestion: undefined,
    });
    expect(Object.entries(content).filter(([, value]) => value !== null)).toEqual([
      ['drivers', '[]'],
      ['stale', 'false'],
    ]);
  });

  it('fits its fields', () => {
    const { content } = insightRow({ ...insight, pushes: 1200, suggestion: 'x'.repeat(300) });
    expect(content['pushes']).toBe('999');
    expect(content['suggestion']).toHaveLength(255);
  });
});

describe('planning insights', () => {
  const day = (date: string): number => dayNumber(plainDate(date));
  const deals: DealTable = {
    length: 2,
    ids: ['open', 'won'],
    owner: Int32Array.of(0, 0),
    status: Uint8Array.of(DealStatus.open, DealStatus.won),
    category: Uint8Array.of(1, 4),
    amount: Float64Array.of(100, 100),
    amountKnown: Uint8Array.of(1, 1),
    probability: Float64Array.of(0.4, 1),
    createdOn: Int32Array.of(day('2026-10-05'), day('2026-10-05')),
    closeOn: Int32Array.of(day('2026-12-15'), day('2026-11-02')),
    closedOn: Int32Array.of(-1, day('2026-11-02')),
    stage: Int32Array.of(0, 1),
    stages: ['Open', 'Won'],
  };
  const quarter = {
    key: 'quarter:2026-10-01',
    type: 'Quarter' as const,
    label: 'Q4 2026',
    start: plainDate('2026-10-01'),
    end: plainDate('2026-12-31'),
    number: 4,
    fiscalYear: '2026',
  };

  it('makes a row for every open deal, and tells how far it is', async () => {
    const calendar = fiscalCalendar([quarter], 'v');
    if (!calendar.ok) throw new Error('no calendar');
    const told: (readonly [number, number])[] = [];
    const rows = await planInsights(fakeSource(), {
      deals,
      calendar: calendar.value,
      today: day('2026-11-24'),
      timeZone: 'UTC',
      currency: 'USD',
      onProgress: (...progress) => told.push(progress),
    });
    expect(rows.map(({ key }) => key)).toEqual(['open']);
    expect(rows[0]?.content).toMatchObject({ winBy: '2026-12-31', stale: 'false' });
    expect(told.at(-1)).toEqual([2, 2]);
  });
});
