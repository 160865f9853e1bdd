import { describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';

const dayMs = 86_400_000;

describe('the clock', () => {
  it('is the machine’s where no day is set', () => {
    const clock = createSystemClock(undefined, () => Date.parse('2026-11-25T03:00:00Z'));
    expect(new Date(clock.now()).toISOString()).toBe('2026-11-25T03:00:00.000Z');
    expect(clock.today('UTC')).toBe('2026-11-25');
    expect(clock.today('America/New_York')).toBe('2026-11-24');
    expect(clock.today('Pacific/Kiritimati')).toBe('2026-11-25');
  });

  it('starts on the day that is set, in any zone, and goes on from there', () => {
    let machine = Date.parse('2031-03-09T03:17:00Z');
    const clock = createSystemClock('2026-11-24', () => machine);
    expect(new Date(clock.now()).toISOString()).toBe('2026-11-24T03:17:00.000Z');
    for (const zone of ['UTC', 'America/Los_Angeles', 'Asia/Tokyo']) expect(clock.today(zone)).toBe('2026-11-24');
    machine += dayMs;
    expect(clock.today('UTC')).toBe('2026-11-25');
    expect(clock.today('America/Los_Angeles')).toBe('2026-11-25');
  });

  it('wakes a sleeper at once, without an error, when it is told to stop', async () => {
    const stop = new AbortController();
    const sleeping = createSystemClock().sleep(3_600_000, stop.signal);
    stop.abort(new Error('stopped'));
    await expect(sleeping).resolves.toBeUndefined();
    await expect(createSystemClock().sleep(3_600_000, stop.signal)).resolves.toBeUndefined();
  });
});
