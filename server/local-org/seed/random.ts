/** A source of chance: numbers from 0 (included) to 1 (excluded). The same seed gives the same numbers. */
export type Random = () => number;

/** Thirty-two well-mixed bits of a text (FNV-1a with a final avalanche). */
const hash = (text: string): number => {
  let bits = 0x811c9dc5;
  for (const sign of text) bits = Math.imul(bits ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
};

/** Generator sfc32 (Chris Doty-Humphrey, PractRand), seeded from a number and a purpose: each purpose has its own stream. */
export const seededRandom = (seed: number, purpose: string): Random => {
  let a = hash(`${purpose}:a:${seed}`) | 0;
  let b = hash(`${purpose}:b:${seed}`) | 0;
  let c = hash(`${purpose}:c:${seed}`) | 0;
  let counter = 1;
  const random = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 12; warm += 1) random();
  return random;
};

/** A whole number from `low` to `high`, both included. */
export const wholeBetween = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** A standard normal number (Box and Muller 1958). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** One of the items, all alike. */
export const pick = <T>(random: Random, items: readonly [T, ...T[]] | readonly T[]): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('Nothing to pick from.');
  return item;
};

/** One of the items in proportion to its weight. */
export const pickWeighted = <T>(random: Random, items: readonly (readonly [item: T, weight: number])[]): T => {
  const total = items.reduce((sum, [, weight]) => sum + weight, 0);
  let rest = random() * total;
  for (const [item, weight] of items) {
    rest -= weight;
    if (rest < 0) return item;
  }
  const last = items.at(-1);
  if (last === undefined) throw new RangeError('Nothing to pick from.');
  return last[0];
};

/** The items in a random order (Fisher and Yates). */
export const shuffled = <T>(random: Random, items: readonly T[]): readonly T[] =>
  items
    .map((item) => [random(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
