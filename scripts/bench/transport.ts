/** `npm run bench -- transport [part …]`: what the transport takes, beside the bars. */
import { firstLoad, readSideBySide } from './transport/first-load.ts';
import { resultRows } from './transport/results.ts';
import { changedDeals } from './transport/visible.ts';

interface Bar {
  readonly measured: number;
  readonly least?: number;
  readonly most?: number;
}

interface Part {
  readonly figures: unknown;
  readonly bars: Readonly<Record<string, Bar>>;
}

/** Reading five times as much must not take more memory than this share more. */
const flatness = 1.3;

const parts: Readonly<Record<string, () => Promise<Part>>> = {
  async read() {
    const figures = await readSideBySide(400_000);
    return { figures, bars: { timesLessCpuThanJsforce: { measured: figures.plain.timesLess, least: 12 } } };
  },
  async embedded() {
    const figures = await firstLoad(200_000, 'PGlite');
    return { figures, bars: { residentMiB: { measured: figures.peakMiB, most: 900 } } };
  },
  async server() {
    const one = await firstLoad(1_000_000, 'PostgreSQL');
    const five = await firstLoad(5_000_000, 'PostgreSQL');
    return {
      figures: { one, five },
      bars: {
        rows: { measured: one.rows + five.rows, least: 6_000_000 },
        residentMiB: { measured: one.peakMiB, most: 400 },
        residentMiBOfFiveMillion: { measured: five.peakMiB, most: 400 },
        fiveMillionToOne: { measured: Math.round((100 * five.peakMiB) / one.peakMiB) / 100, most: flatness },
      },
    };
  },
  async results() {
    const figures = await resultRows(50_000);
    return {
      figures,
      bars: {
        rows: { measured: figures.takt.written, least: 50_000 },
        calls: { measured: figures.takt.calls, most: 8 },
        shareOfJsforce: { measured: figures.share, most: 0.25 },
      },
    };
  },
  async visible() {
    const figures = await changedDeals(20_000, 10_000);
    return {
      figures,
      bars: {
        changed: { measured: figures.changed, least: 10_000 },
        seconds: { measured: figures.visibleSeconds, most: 60 },
      },
    };
  },
};

const holds = ({ measured, least = -Infinity, most = Infinity }: Bar): boolean => measured >= least && measured <= most;

/** Prints each part's figures as JSON; false where one is beyond its bar, or there is no such part. */
export const transport = async (names: readonly string[]): Promise<boolean> => {
  let all = true;
  for (const name of names.length === 0 ? Object.keys(parts) : names) {
    const part = parts[name];
    if (part === undefined) {
      console.error(`There is no part ${name}: ${Object.keys(parts).join(', ')}`);
      return false;
    }
    const { figures, bars } = await part();
    // What could not be measured (NaN) does not hold.
    const held = Object.values(bars).every(holds);
    all &&= held;
    console.log(JSON.stringify({ part: name, figures, bars, holds: held }));
  }
  return all;
};
