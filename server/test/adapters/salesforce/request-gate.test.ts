import { describe, expect, it } from 'vitest';
import { createRequestGate } from '../../../src/adapters/salesforce/request-gate.ts';

describe('the gate of requests', () => {
  it('lets as many in as are allowed, and the next when one leaves, in their order', async () => {
    const gate = createRequestGate(2);
    const entered: number[] = [];
    const places = [0, 1, 2, 3].map(async (number) => {
      const place = await gate.enter();
      entered.push(number);
      return place;
    });
    const first = await places[0];
    await places[1];
    expect(entered).toEqual([0, 1]);
    first?.leave();
    await places[2];
    expect(entered).toEqual([0, 1, 2]);
  });

  it('halves once for all that were under way together, and never to none', async () => {
    const gate = createRequestGate(8);
    const places = await Promise.all(Array.from({ length: 8 }, () => gate.enter()));
    for (const place of places) place.refused();
    expect(gate.width()).toBe(4);
    for (const place of places) place.leave();
    for (const width of [2, 1, 1]) {
      const place = await gate.enter();
      place.refused();
      place.leave();
      expect(gate.width()).toBe(width);
    }
  });

  it('lets nobody in who has stopped waiting, and keeps the place for others', async () => {
    const gate = createRequestGate(1);
    const held = await gate.enter();
    const stop = new AbortController();
    const gone = gate.enter(stop.signal);
    const next = gate.enter();
    stop.abort(new Error('stopped'));
    await expect(gone).rejects.toThrow('stopped');
    held.leave();
    expect(await next).toBeDefined();
    await expect(gate.enter(stop.signal)).rejects.toThrow('stopped');
  });
});
