import type { Fault } from './fault.ts';

/** A fault in the book, with what has become of it. */
export interface BookedFault extends Fault {
  readonly id: number;
  /** Requests that matched, whether anything happened to them or not. */
  readonly matched: number;
  readonly happened: number;
}

/** A request that the org was asked, and what came of it. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** Of the answer; undefined where none was given. */
  status: number | undefined;
  /** The faults that met it. */
  readonly faults: readonly number[];
}

const mostRequests = 10_000;

/** Numbers of [0, 1) that are the same for the same seed. Source: mulberry32, T. Ettinger (public domain). */
const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** The faults that wait for requests, and the requests that came. Chance is seeded: the same calls meet the same faults. */
export class FaultBook {
  readonly #faults: { fault: Fault; id: number; matched: number; happened: number }[] = [];
  readonly #requests: RecordedRequest[] = [];
  #chance = seeded(1);
  #lastId = 0;

  add(fault: Fault): number {
    this.#lastId += 1;
    this.#faults.push({ fault, id: this.#lastId, matched: 0, happened: 0 });
    return this.#lastId;
  }

  /** @returns false where there is no such fault */
  remove(id: number): boolean {
    const at = this.#faults.findIndex((one) => one.id === id);
    if (at >= 0) this.#faults.splice(at, 1);
    return at >= 0;
  }

  /** As new: nothing booked, nothing recorded, chance from its beginning. */
  clear(): void {
    this.#faults.length = 0;
    this.#requests.length = 0;
    this.#lastId = 0;
    this.#chance = seeded(1);
  }

  seed(seed: number): void {
    this.#chance = seeded(seed);
  }

  get faults(): readonly BookedFault[] {
    return this.#faults.map(({ fault, ...told }) => ({ ...fault, ...told }));
  }

  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  /** The faults that meet a request, in the order in which they were booked; the request is recorded. */
  meet(method: string, path: string): { readonly faults: readonly BookedFault[]; readonly record: RecordedRequest } {
    const met: BookedFault[] = [];
    for (const one of this.#faults) {
      const { match, nth, count, chance } = one.fault;
      if (match.method !== undefined && match.method.toUpperCase() !== method) continue;
      if (!new RegExp(match.path).test(path)) continue;
      one.matched += 1;
      if (one.matched < nth || (count > 0 && one.happened >= count)) continue;
      if (chance < 1 && this.#chance() >= chance) continue;
      one.happened += 1;
      met.push({ ...one.fault, id: one.id, matched: one.matched, happened: one.happened });
    }
    const record = { method, path, status: undefined, faults: met.map(({ id }) => id) };
    this.#requests.push(record);
    if (this.#requests.length > mostRequests) this.#requests.shift();
    return { faults: met, record };
  }
}
