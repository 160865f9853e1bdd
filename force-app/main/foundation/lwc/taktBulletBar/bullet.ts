/** One piece of the bar; an unknown value takes no room. The key chooses colour and pattern. */
export interface Segment {
  readonly key: 'won' | 'commit' | 'best' | 'pipe';
  readonly name: string;
  readonly value: number | undefined;
  readonly figure: string;
}

export interface Mark {
  readonly value: number;
  readonly text: string;
}

/** What a bullet bar shows, in any unit; `end` is where its scale, which starts at 0, ends. */
export interface Bullet {
  readonly segments: readonly Segment[];
  readonly target: Mark | undefined;
  readonly pace: Mark | undefined;
  readonly band:
    { readonly low: number; readonly middle: number; readonly high: number; readonly text: string } | undefined;
  readonly end: number;
  readonly ticks: readonly Mark[];
  /** The picture in words, for those who do not see it. */
  readonly sentence: string;
}

/** The same numbers as a table. */
export interface BulletTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface DrawnMark {
  readonly text: string;
  readonly place: string;
  /** Which side its words stand on, so that they do not leave the picture. */
  readonly class: string;
}

/** Everything the picture needs, in percent of its width. */
export interface Drawing {
  readonly pieces: readonly {
    key: string;
    name: string;
    figure: string;
    style: string;
    class: string;
    swatch: string;
  }[];
  readonly target: DrawnMark | undefined;
  readonly pace: DrawnMark | undefined;
  readonly band: { readonly range: string; readonly dot: string; readonly text: string } | undefined;
  readonly ticks: readonly { key: number; text: string; style: string }[];
}

/** @returns undefined for a scale that has no length */
export const drawing = ({ band, end, pace, segments, target, ticks }: Bullet): Drawing | undefined => {
  if (!(end > 0)) return undefined;
  const share = (value: number): number => Math.min(100, Math.max(0, (value / end) * 100));
  const at = (value: number): string => `inset-inline-start:${share(value).toFixed(2)}%`;
  const from = (start: number, stop: number): string =>
    `${at(start)};width:${(share(stop) - share(start)).toFixed(2)}%`;
  const mark = (one: Mark | undefined, name: string): DrawnMark | undefined =>
    one && { text: one.text, place: at(one.value), class: share(one.value) > 50 ? `${name} before` : `${name} after` };
  let start = 0;
  const pieces = segments.map(({ figure, key, name, value }) => {
    const style = from(start, start + (value ?? 0));
    start += value ?? 0;
    return { key, name, figure, style, class: `piece ${key}`, swatch: `swatch ${key}` };
  });
  return {
    pieces,
    target: mark(target, 'target'),
    pace: mark(pace, 'pace'),
    band: band && { range: from(band.low, band.high), dot: at(band.middle), text: band.text },
    ticks: ticks.map(({ text, value }, key) => ({ key, text, style: at(value) })),
  };
};
