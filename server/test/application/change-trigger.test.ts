import { describe, expect, it } from 'vitest';
import { createChangeTrigger, newsIn, sinceOf } from '../../src/application/change-trigger.ts';

const second = 1_000;
const settings = { quietMs: 10 * second, gapMs: 120 * second };

describe('when a forecast begins by itself', () => {
  it('rests while nothing is new, and begins when changes have come to rest', () => {
    const trigger = createChangeTrigger(settings);
    expect(trigger.consider(0, undefined)).toBe('rest');
    expect(trigger.consider(20 * second, 'deals 1')).toBe('wait');
    expect(trigger.consider(25 * second, 'deals 2')).toBe('wait');
    expect(trigger.consider(30 * second, 'deals 2')).toBe('wait');
    expect(trigger.consider(35 * second, 'deals 2')).toBe('begin');
  });

  it('waits no longer than five minutes for changes that never come to rest', () => {
    const trigger = createChangeTrigger(settings);
    const decisions = Array.from({ length: 62 }, (_, at) => trigger.consider(at * 5 * second, `deals ${at}`));
    expect(decisions.indexOf('begin')).toBe(60);
  });

  it('keeps its distance from the forecast before, and a longer one after each that failed', () => {
    const trigger = createChangeTrigger(settings);
    const begunAfter = (from: number): number => {
      let at = from;
      while (trigger.consider(at, 'deals 1') !== 'begin') at += second;
      return (at - from) / second;
    };
    expect(begunAfter(0)).toBe(10);
    trigger.began(0, true);
    expect(begunAfter(0)).toBe(120);
    trigger.began(0, false);
    expect(begunAfter(0)).toBe(240);
    for (let failure = 0; failure < 9; failure += 1) trigger.began(0, false);
    expect(begunAfter(0)).toBe(3_600);
    trigger.began(0, true);
    expect(begunAfter(0)).toBe(120);
  });

  it('forgets changes that are known after all', () => {
    const trigger = createChangeTrigger(settings);
    trigger.consider(0, 'deals 1');
    expect(trigger.consider(5 * second, undefined)).toBe('rest');
    expect(trigger.consider(12 * second, 'deals 1')).toBe('wait');
  });
});

describe('news', () => {
  const since = '2026-11-24T11:50:00.000Z';
  const marks = new Map([
    ['deals', { since, seen: '3 x' }],
    ['quotas', { since, seen: '0 null' }],
  ]);

  it('is what was not seen before, counted from the same instant', () => {
    expect(newsIn(new Map([['deals', { since, seen: '3 x' }]]), marks)).toBeUndefined();
    expect(newsIn(new Map([['deals', { since, seen: '4 y' }]]), marks)).toBe('deals 4 y');
    expect(newsIn(new Map([['deals', { since: 'earlier', seen: '4 y' }]]), marks)).toBeUndefined();
    expect(newsIn(new Map([['calls', { since, seen: '1 z' }]]), marks)).toBeUndefined();
  });

  it('is counted from ten minutes before the forecast, so that records that become visible late are among it', () => {
    expect(sinceOf('2026-11-24T12:00:00.000Z')).toBe(since);
  });
});
