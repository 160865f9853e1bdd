/** A range with its middle, in any unit. */
export interface Band {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** Places in percent of the width, as SVG attributes. */
export interface GlyphGeometry {
  readonly x: string;
  readonly width: string;
  readonly dot: string;
}

/** A bar from the left edge of the scale. */
export interface BarGeometry {
  readonly x: string;
  readonly width: string;
}

// Room for half a dot at both ends.
const EDGE = 3;

/** Where a value lies on the scale, in percent of the width from the left; outside values stop at the edge. */
export const position = (value: number, { min, max }: Scale): number => {
  const share = max > min ? (value - min) / (max - min) : 0;
  return EDGE + Math.min(1, Math.max(0, share)) * (100 - 2 * EDGE);
};

const asPercent = (value: number): string => `${value.toFixed(2)}%`;

/** A band too narrow to be seen is still drawn 2 % wide. */
export const glyphGeometry = ({ low, middle, high }: Band, scale: Scale): GlyphGeometry => {
  const from = position(low, scale);
  return {
    x: asPercent(from),
    width: asPercent(Math.max(2, position(high, scale) - from)),
    dot: asPercent(position(middle, scale)),
  };
};

/** What is certain already, as a bar from the start of the scale. */
export const barGeometry = (value: number, scale: Scale): BarGeometry => {
  const from = position(scale.min, scale);
  return { x: asPercent(from), width: asPercent(position(value, scale) - from) };
};
